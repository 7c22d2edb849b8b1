// The contest as its people play it: an entrant with a child's consent, a unit, the secretariat and a judge.
import { test as base, expect, type Browser, type Page } from '@playwright/test';
import { resolve } from 'node:path';
import { Mailbox } from '../support/mail.ts';
import { open, press, signIn, type Way } from '../support/people.ts';
import { Portal } from '../support/portal.ts';

const files = resolve(import.meta.dirname, '../../fixtures/demo');
const pdf = resolve(files, 'thuyet-minh.pdf');
const jpg = resolve(files, 'anh.jpg');

const test = base.extend<object, { stage: { portal: Portal; mail: Mailbox } }>({
  stage: [
    async ({}, use) => {
      const mail = await Mailbox.open();
      const portal = await Portal.start({ VINHDANH_MAIL__SERVER: `smtp://127.0.0.1:${mail.port}` }, true);
      await use({ portal, mail });
      await portal.stop();
      await mail.close();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});
test.setTimeout(180_000);

for (const way of [{ scripts: true }, { scripts: false }] satisfies Way[]) {
  const how = way.scripts ? 'with scripts' : 'without scripts';

  test(`an entrant sends an entry with a guardian's consent, ${how}`, async ({ browser, stage: { portal, mail } }) => {
    const address = `moi-${way.scripts}@nguoi-thu.example`;
    const page = await register(browser, portal, mail, address, way);
    await page.goto('/cuoc-thi/sang-tao-tre-3');
    await page.goto('/ho-so/moi?ky=sang-tao-tre-3');
    await page.locator('main form button[type=submit]').first().click();
    await expect(page).toHaveURL(/\/ho-so\/\d+/);
    const entry = page.url().match(/\/ho-so\/\d+/)![0];

    await about(page, entry, way);
    await author(page, entry);
    await guardian(page, entry, `phu-huynh-${way.scripts}@nguoi-thu.example`);
    await description(page, entry);
    await attach(page, entry);
    await declarations(page, entry);

    await consents(browser, portal, mail, `phu-huynh-${way.scripts}@nguoi-thu.example`);

    await page.goto(`${entry}/kiem-tra`);
    await press(page, 'Nộp hồ sơ');
    await expect(page).toHaveURL(/bien-nhan/);
    await expect(page.locator('main')).toContainText(/TTN3-/);
    const receipt = await mail.newestTo(address, 'TTN3-');
    expect(receipt.text).toContain('TTN3-');
  });

  test(`a judge scores and signs a sheet, ${how}`, async ({ browser, stage: { portal } }) => {
    const page = await signIn(browser, portal, way.scripts ? 'giam-khao-4' : 'giam-khao-5', way);
    await page.goto('/cham');
    await page.locator('main a[href^="/cham/"]', { hasText: 'Chấm bài tiếp theo' }).first().click();
    await expect(page).toHaveURL(/\/cham\/\d+$/);
    const marks = page.locator('main input[name^="diem"]');
    await expect(marks).toHaveCount(5);

    await marks.first().fill('999');
    await press(page, /Ký phiếu/);
    await expect(page.locator('.error-summary')).toBeVisible();
    await expect(marks.first()).toHaveValue('999');

    for (const mark of await marks.all()) await mark.fill('4');
    await press(page, /Ký phiếu/);
    await expect(page).toHaveURL(/\/ky$/);
    await page.locator('main form button[type=submit]').last().click();
    await expect(page).toHaveURL(/\/cham/);
    await page.goto('/cham/da-ky');
    await expect(page.locator('main')).toContainText('TTN2-');
  });
}

test('a unit confirms and the secretary accepts', async ({ browser, stage: { portal } }) => {
  const secretary = await signIn(browser, portal, 'thu-ky');
  await secretary.goto('/thu-ky/sang-tao-tre-3/tiep-nhan');
  await expect(secretary.locator('main table')).toBeVisible();
  const waiting = secretary.locator('main tbody tr', { hasText: 'TTN3-' }).first();
  await expect(waiting).toBeVisible();
  await waiting.getByRole('link').first().click();
  await expect(secretary).toHaveURL(/tiep-nhan\/\d+/);
});

async function register(browser: Browser, portal: Portal, mail: Mailbox, address: string, way: Way): Promise<Page> {
  const page = await open(browser, portal, way);
  await page.goto('/dang-ky');
  await page.fill('#name', 'Nguyễn Thị Ví Dụ');
  await page.fill('#email', address);
  await page.fill('#password', 'mat khau cua nguoi thu');
  await page.check('#terms');
  await page.locator('main form button[type=submit]').first().click();
  await page.goto(await link(mail, address, '/xac-nhan/'));
  if (await page.locator('#password').isVisible()) {
    await page.fill('#password', 'mat khau cua nguoi thu');
    await page.locator('main form button[type=submit]').first().click();
  }
  await expect(page.locator('body')).toContainText('Nguyễn Thị Ví Dụ');
  return page;
}

/** The newest link of this kind that was mailed to somebody. */
async function link(mail: Mailbox, address: string, kind: string, about = ''): Promise<string> {
  const letter = await mail.newestTo(address, about);
  const found = letter.text?.match(/https?:\/\/\S+/g)?.find((one) => one.includes(kind));
  if (!found) throw new Error(`no ${kind} in the letter:\n${letter.text}`);
  return found;
}

async function about(page: Page, entry: string, way: Way): Promise<void> {
  await page.goto(`${entry}/thong-tin`);
  await page.fill('#ten', `Máy ép vỏ hàu thành gạch, bản thử ${way.scripts}`);
  await page.selectOption('#linh-vuc', { index: 1 });
  await page.selectOption('#nhom', { index: 1 });
  await page.fill('#don-vi', 'Trường THCS Minh Họa Hồng Gai');
  await page.fill('#q-created_on-ngay', '15');
  await page.fill('#q-created_on-thang', '3');
  await page.fill('#q-created_on-nam', '2026');
  await page.selectOption('#q-place', { index: 3 });
  await page.fill('#q-unit_address', 'Số 1, phố Ví Dụ');
  await page.fill('#q-unit_phone', '0203 200 0000');
  await save(page);
}

async function author(page: Page, entry: string): Promise<void> {
  await page.goto(`${entry}/tac-gia`);
  if (!(await page.locator('#tg-1-ten').isVisible())) await page.locator('button[value=them]').click();
  await page.fill('#tg-1-ten', 'Trần Thị Thử Nghiệm');
  await page.fill('#tg-1-sinh-ngay', '31');
  await page.fill('#tg-1-sinh-thang', '2');
  await page.fill('#tg-1-sinh-nam', '2014');
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
  await page.fill('#tg-1-sinh-ngay', '5');
  await page.fill('#tg-1-sinh-thang', '4');
  await page.fill('#tg-1-sinh-nam', '2014');
  await save(page);
}

async function guardian(page: Page, entry: string, address: string): Promise<void> {
  await page.goto(`${entry}/giam-ho`);
  await page.fill('#gh-1-ten', 'Trần Văn Giám Hộ');
  await page.fill('#gh-1-quan-he', 'cha');
  await page.fill('#gh-1-dien-thoai', '0911 222 333');
  await page.fill('#gh-1-thu', address);
  await save(page);
  for (const subject of ['guardian', 'child']) {
    await page.goto(`${entry}/giam-ho`);
    await page.locator(`button[value^="hoi-${subject}-"]`).first().click();
    await expect(page.locator('.error-summary')).toHaveCount(0);
  }
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
      await page.goto(`${entry}/tep`);
      const input = page.locator(`input[type=file][id^="tep-${item}"]`);
      if ((await input.count()) === 0) break;
      await input.first().setInputFiles(file);
      const form = page.locator('form', { has: input.first() });
      const button = form.locator('button[type=submit]');
      if (await button.isVisible()) await button.click();
      await page.waitForTimeout(500);
    }
  }
}

async function declarations(page: Page, entry: string): Promise<void> {
  await page.goto(`${entry}/cam-ket`);
  for (const box of await page.locator('main input[type=checkbox]').all()) await box.check();
  await save(page);
}

/** The guardian answers at the link that was mailed. Nothing is ticked for them. */
async function consents(browser: Browser, portal: Portal, mail: Mailbox, address: string): Promise<void> {
  await link(mail, address, '/dong-y/');
  await expect.poll(() => consentLinks(mail, address).length, { timeout: 15_000 }).toBeGreaterThanOrEqual(1);
  for (const found of consentLinks(mail, address)) {
    const page = await open(browser, portal);
    await page.goto(found);
    await page.fill('#ten', 'Trần Văn Giám Hộ');
    if (await page.locator('#quan-he').isVisible()) await page.fill('#quan-he', 'cha');
    await expect(page.locator('#xu-ly')).not.toBeChecked();
    await page.check('#xu-ly');
    await page.locator('button[value=dong-y]').click();
    await expect(page.locator('.error-summary')).toHaveCount(0);
  }
}

function consentLinks(mail: Mailbox, address: string): string[] {
  const letters = mail.messages.filter((one) => one.to?.some((to) => to.address === address));
  const links = letters.map(({ text }) => text?.match(/https?:\/\/\S+\/dong-y\/\S+/)?.[0]);
  return [...new Set(links.filter((one) => one !== undefined))];
}

async function save(page: Page): Promise<void> {
  await page.locator('main button[value=ve]').click();
  await expect(page.locator('.error-summary')).toHaveCount(0);
}
