// What an entrant does: registers, fills the sections of an entry, sends it; and the guardian who consents.
import { type Browser, expect, type Page } from '@playwright/test';
import { resolve } from 'node:path';
import type { Mailbox } from './mail.ts';
import { fillDate } from './dates.ts';
import { act, answered, open, ready, type Way } from './people.ts';
import type { Portal } from './portal.ts';

const files = resolve(import.meta.dirname, '../../fixtures/demo');
const pdf = resolve(files, 'thuyet-minh.pdf');
const jpg = resolve(files, 'anh.jpg');

export const ENTRANT_PASSWORD = 'mat khau cua nguoi thu';

/** Looks at a page before anything is done on it. */
export type Look = (page: Page) => Promise<void>;

const blind: Look = async () => {};

/** Registers by e-mail, confirms the address, and is signed in; `look` sees the page of the mailed link. */
export async function register(
  browser: Browser,
  portal: Portal,
  mail: Mailbox,
  address: string,
  way: Way,
  name = 'Nguyễn Thị Ví Dụ',
  look = blind,
): Promise<Page> {
  const page = await open(browser, portal, way);
  await page.goto('/dang-ky');
  await page.fill('#name', name);
  await page.fill('#email', address);
  await page.fill('#password', ENTRANT_PASSWORD);
  await page.check('#terms');
  await page.locator('main form button[type=submit]').first().click();
  await page.goto(await mail.linkTo(address, '/xac-nhan/'));
  await look(page);
  await page.fill('#password', ENTRANT_PASSWORD);
  await page.locator('main form button[type=submit]').first().click();
  await expect(page.locator('body')).toContainText(name);
  return page;
}

/** Begins an entry of an edition; gives its address. */
export async function begin(page: Page, edition: string): Promise<string> {
  await page.goto(`/ho-so/moi?ky=${edition}`);
  await answered(page, () => page.locator('main form button[type=submit]').first().click());
  await expect(page).toHaveURL(/\/ho-so\/\d+/);
  return page.url().match(/\/ho-so\/\d+/)![0];
}

/** Fills every section the entrant answers for. Gives the link at which the guardian and the child consent. */
export async function fillEntry(page: Page, entry: string, title: string, guardianAddress: string, unit: string, mail: Mailbox): Promise<string> {
  await about(page, entry, title, unit);
  await author(page, entry);
  const link = await guardian(page, entry, guardianAddress, mail);
  await description(page, entry);
  await attach(page, entry);
  await declarations(page, entry);
  return link;
}

/** Presses “Nộp hồ sơ” after the answers were checked; gives the code on the receipt. */
export async function send(page: Page, entry: string): Promise<string> {
  await page.goto(`${entry}/kiem-tra`);
  await act(page, /^Nộp (hồ sơ|muộn)/);
  await expect(page).toHaveURL(/bien-nhan/);
  // A second receipt of the same entry ends in /2.
  return (await page.locator('.receipt__code').first().innerText()).split('/')[0];
}

export async function about(page: Page, entry: string, title: string, unit: string): Promise<void> {
  await page.goto(`${entry}/thong-tin`);
  await page.fill('#ten', title);
  await page.selectOption('#linh-vuc', { index: 1 });
  await page.selectOption('#nhom', { index: 1 });
  await page.fill('#don-vi', unit);
  await fillDate(page, 'q-created_on', [15, 3, 2026]);
  await page.selectOption('#q-place', { index: 3 });
  await page.fill('#q-unit_address', 'Số 1, phố Ví Dụ');
  await page.fill('#q-unit_phone', '0203 200 0000');
  await save(page);
}

/** One author, twelve years old; a birthday that does not exist is refused and kept on the way. */
async function author(page: Page, entry: string): Promise<void> {
  await page.goto(`${entry}/tac-gia`);
  if (!(await page.locator('#tg-1-ten').isVisible())) await page.locator('button[value=them]').click();
  await page.fill('#tg-1-ten', 'Trần Thị Thử Nghiệm');
  await fillDate(page, 'tg-1-sinh', [31, 2, 2014]);
  await page.selectOption('#tg-1-gioi', { index: 1 });
  await page.fill('#tg-1-truong', 'Trường THCS Minh Họa Hồng Gai');
  await page.fill('#tg-1-lop', '7A');
  await page.fill('#tg-1-ty-le', '100');
  await page.fill('#tg-1-dien-thoai', '0912 345 678');
  await page.fill('#tg-1-dia-chi', 'Số 2, phố Ví Dụ');
  if (await page.locator('#dai-dien').isVisible()) await page.check('#dai-dien');
  await page.locator('main button[value=ve]').click();
  await expect(page.locator('.error-summary')).toBeVisible();
  await expect(page.locator('#tg-1-sinh-ngay')).toHaveValue('31');
  await fillDate(page, 'tg-1-sinh', [5, 4, 2014]);
  await save(page);
}

/** Asks the guardian: the link is in the letter, and nowhere on the entrant's page. The child has no address of its own. */
async function guardian(page: Page, entry: string, address: string, mail: Mailbox): Promise<string> {
  await page.goto(`${entry}/giam-ho`);
  await page.fill('#gh-1-ten', 'Trần Văn Giám Hộ');
  await page.fill('#gh-1-quan-he', 'cha');
  await page.fill('#gh-1-dien-thoai', '0911 222 333');
  await page.fill('#gh-1-thu', address);
  await save(page);
  await page.goto(`${entry}/giam-ho`);
  await expect(page.locator('button[value^="hoi-child-"]')).toHaveCount(0);
  await answered(page, () => page.locator('button[value^="hoi-guardian-"]').first().click());
  await expect(page.locator('main')).toContainText(address);
  expect(await page.content()).not.toContain('/dong-y/');
  return mail.linkTo(address, '/dong-y/');
}

async function description(page: Page, entry: string): Promise<void> {
  await page.goto(`${entry}/mo-ta`);
  for (const area of await page.locator('main textarea').all()) {
    await area.fill('Vỏ hàu được nghiền, trộn và ép.\n</textarea><script>alert(1)</script> & dấu tiếng Việt: ẵ ờ ữ.');
  }
  await save(page);
  await page.goto(`${entry}/mo-ta`);
  await expect(page.locator('main textarea').first()).toHaveValue(/<\/textarea><script>alert\(1\)<\/script> & dấu/);
}

async function attach(page: Page, entry: string): Promise<void> {
  for (const [item, file, count] of [
    ['description', pdf, 1],
    ['summary', pdf, 1],
    ['author_photo', jpg, 2],
    ['birth_certificate', jpg, 1],
    ['product_photos', jpg, 3],
  ] as const) {
    for (let number = 0; number < count; number += 1) {
      // With scripts the field sends what is chosen, and its button is gone once they have arrived.
      await page.goto(`${entry}/tep`, { waitUntil: 'networkidle' });
      const input = page.locator(`input[type=file][id^="tep-${item}"]`);
      if ((await input.count()) === 0) break;
      await input.first().setInputFiles(file);
      const form = page.locator('form', { has: input.first() });
      const button = form.locator('button[type=submit]');
      const stored = page.locator('form[action$="/xoa"]');
      const before = await stored.count();
      if (await button.isVisible()) await button.click();
      await expect(stored).toHaveCount(before + 1, { timeout: 15_000 });
    }
  }
}

async function declarations(page: Page, entry: string): Promise<void> {
  await page.goto(`${entry}/cam-ket`);
  for (const box of await page.locator('main input[type=checkbox]').all()) await box.check();
  await save(page);
}

/** The guardian answers at the link, then the child beside. Nothing is ticked for them; `look` sees the page each time. */
export async function consents(browser: Browser, portal: Portal, link: string, look = blind): Promise<void> {
  const page = await open(browser, portal);
  await page.goto(link);
  await look(page);
  await page.fill('#ten', 'Trần Văn Giám Hộ');
  await page.fill('#quan-he', 'cha');
  await expect(page.locator('#xu-ly')).not.toBeChecked();
  await expect(page.locator('#con-xu-ly')).toHaveCount(0);
  await page.check('#xu-ly');
  await answered(page, () => page.locator('button[value=dong-y]').click());
  await expect(page.locator('#con-xu-ly')).not.toBeChecked();
  await look(page);
  await page.check('#con-xu-ly');
  await answered(page, () => page.locator('button[value=con-dong-y]').click());
  await look(page);
  await page.context().close();
}

/** Saves a section and comes back to the list of tasks. */
export async function save(page: Page): Promise<void> {
  await answered(page, () => page.locator('main button[value=ve]').click());
}

/** Opens a section of the person's first entry, and waits for its scripts. */
export async function openSection(page: Page, part: string): Promise<void> {
  await page.goto('/ho-so');
  const addresses = await page.locator('main a[href^="/ho-so/"]').evaluateAll((all) => all.map((one) => one.getAttribute('href')!));
  const entry = addresses.map((address) => address.match(/^\/ho-so\/\d+/)?.[0]).find(Boolean);
  await page.goto(`${entry}/${part}`);
  await ready(page);
}
