// A copy on the device never destroys what the server has, and nothing typed is lost.
import type { Browser, Page } from '@playwright/test';
import { closedOffline, kept, line, noLastWords, saved, saves, sectionOf } from '../support/copies.ts';
import { fillDate } from '../support/dates.ts';
import { act, answered, ready, signIn } from '../support/people.ts';
import { demonstration, expect } from '../support/portal.ts';

const test = demonstration();
test.setTimeout(120_000);

/** A second device of the same person, on the same address. */
async function second(browser: Browser, page: Page, address: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: new URL(page.url()).origin, storageState: await page.context().storageState() });
  const other = await context.newPage();
  await other.goto(address);
  await ready(other);
  return other;
}

async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await ready(page);
}

test('an author added within seconds stays, and a removed one does not come back', async ({ browser, portal }) => {
  const page = await signIn(browser, portal, 'thi-sinh-1');
  const address = await sectionOf(page, 'tac-gia');
  await open(page, address);
  await page.fill('#tg-1-ten', 'Trần Văn Thử');
  await answered(page, () => page.locator('button[value=them]').click());
  await ready(page);
  const last = page.locator('input[name^="tg-"][name$="-ten"]').last();
  await last.fill('Vũ Thị Thêm');
  await saved(page);
  // A second save of the same row changes that row: it has its number.
  await page.locator('input[name^="tg-"][name$="-lop"]').last().fill('8B');
  await expect(line(page)).toHaveText(/Chưa lưu/);
  await saved(page);
  await open(page, address);
  await expect(page.locator('#tg-1-ten')).toHaveValue('Trần Văn Thử');
  await expect(page.locator('input[name^="tg-"][name$="-ten"]').last()).toHaveValue('Vũ Thị Thêm');
  const before = await page.locator('input[name^="tg-"][name$="-ten"]').count();
  await page.fill('#tg-1-ten', 'Trần Văn Thử Lại');
  await answered(page, () => page.locator('button[value=xoa-1]').click());
  await ready(page);
  await expect(page.locator('input[name^="tg-"][name$="-ten"]')).toHaveCount(before - 1);
  await page.waitForTimeout(4_000);
  await open(page, address);
  await expect(page.locator('input[name^="tg-"][name$="-ten"]')).toHaveCount(before - 1);
  await expect(page.locator('#tg-1-ten')).toHaveValue('Vũ Thị Thêm');
  expect(await kept(page)).toEqual({});
});

test('a unit that was chosen stays chosen, without a conflict with oneself', async ({ browser, portal }) => {
  const page = await signIn(browser, portal, 'thi-sinh-2');
  const address = await sectionOf(page, 'thong-tin');
  await open(page, address);
  await page.fill('#don-vi', 'truong thcs');
  await page.locator('button[value=tim]').click();
  await expect(page.locator('input[name=don-vi-so]').first()).toBeVisible();
  await ready(page);
  await page.locator('input[name=don-vi-so]').first().check();
  await page.locator('main button[value=ve]').click();
  await expect(page).toHaveURL(/\/ho-so\/\d+$/);
  await open(page, address);
  await expect(page.locator('#don-vi')).not.toHaveValue('truong thcs');
  await expect(page.locator('#ban-tren-may')).toBeEmpty();
});

test('what a laptop saved is not overwritten by a phone that is opened again', async ({ browser, portal }) => {
  const phone = await signIn(browser, portal, 'thi-sinh-3');
  const address = await sectionOf(phone, 'mo-ta');
  await open(phone, address);
  await phone.locator('main textarea').first().fill('Từ điện thoại');
  await answered(phone, () => phone.locator('main button[value=ve]').click());
  expect(await kept(phone)).toEqual({});
  const laptop = await second(browser, phone, address);
  await laptop.locator('main textarea').first().fill('Từ máy tính');
  await saved(laptop);
  await open(phone, address);
  await expect(phone.locator('main textarea').first()).toHaveValue('Từ máy tính');
  await phone.locator('main textarea').nth(1).fill('Thêm từ điện thoại');
  await saved(phone);
  await open(laptop, address);
  await expect(laptop.locator('main textarea').first()).toHaveValue('Từ máy tính');
});

test('text that never arrived is offered beside what the server has, never filled in', async ({ browser, portal }) => {
  const page = await signIn(browser, portal, 'thi-sinh-3');
  page.on('dialog', (dialog) => dialog.accept());
  const address = await sectionOf(page, 'mo-ta');
  await open(page, address);
  const area = page.locator('main textarea').first();
  const before = await area.inputValue();
  await saves(page, undefined);
  await area.fill('Chưa bao giờ tới máy chủ.');
  await expect(line(page)).toHaveText(/Đã lưu trên máy này/, { timeout: 15_000 });
  await page.unroute('**/*');
  await page.route('**/*', (route) => (route.request().method() === 'POST' ? route.abort() : route.fallback()));
  await page.reload();
  await ready(page);
  await expect(area).toHaveValue(before);
  const offer = page.locator('#ban-tren-may');
  await expect(offer).toContainText('Trên máy này còn nội dung chưa gửi');
  await expect(offer).toContainText('Chưa bao giờ tới máy chủ.');
  await page.unroute('**/*');
  await offer.getByRole('button', { name: 'Dùng bản trên máy này' }).click();
  await expect(area).toHaveValue('Chưa bao giờ tới máy chủ.');
  await saved(page);
  await expect(offer).toBeEmpty();
  expect(await kept(page)).toEqual({});
  await page.reload();
  await expect(area).toHaveValue('Chưa bao giờ tới máy chủ.');
});

test('what is kept on the device holds no hidden field', async ({ browser, portal }) => {
  const page = await signIn(browser, portal, 'thi-sinh-3');
  page.on('dialog', (dialog) => dialog.accept());
  await noLastWords(page);
  await open(page, await sectionOf(page, 'tac-gia'));
  const hidden = page.locator('form#phan input[type=hidden]');
  const names = await hidden.evaluateAll((all) => all.map((one) => (one as HTMLInputElement).name));
  expect(names).toContain('tg-1-id');
  await saves(page, undefined);
  await page.locator('#tg-1-lop').fill('9A');
  await expect(line(page)).toHaveText(/Đã lưu trên máy này/, { timeout: 15_000 });
  const [text] = Object.values(await kept(page));
  const fields: [string, string][] = JSON.parse(text).o;
  expect(fields).toContainEqual(['tg-1-lop', '9A']);
  expect(fields.map(([name]) => name).filter((name) => names.includes(name))).toEqual([]);
});

test('on a slow line nobody has a conflict with oneself, in the form and on the sheet', async ({ browser, portal }) => {
  for (const [name, address] of [
    ['thi-sinh-3', 'mo-ta'],
    ['giam-khao-4', undefined],
  ] as const) {
    const page = await signIn(browser, portal, name);
    if (address) {
      await open(page, await sectionOf(page, address));
    } else {
      await page.goto('/cham');
      await page.getByRole('link', { name: 'Chấm bài tiếp theo' }).click();
      await ready(page);
    }
    const conflicts: string[] = [];
    page.on('response', (response) => void (response.status() === 409 && conflicts.push(response.url())));
    await saves(page, 1_200);
    const area = page.locator('main textarea').first();
    for (let turn = 0; turn < 4; turn += 1) {
      await area.fill(`Đường truyền chậm, lần ${turn}`);
      await page.waitForTimeout(turn % 2 ? 3_600 : 3_100);
    }
    await area.fill('Bấm khi đang gửi');
    const path = new URL(page.url()).pathname;
    await page.locator(address ? 'main button[value=ve]' : 'main button[value=luu]').last().click();
    await page.waitForEvent('domcontentloaded');
    await page.unroute('**/*');
    expect(conflicts).toEqual([]);
    await open(page, path);
    await expect(area).toHaveValue('Bấm khi đang gửi');
    expect(await kept(page)).toEqual({});
    await page.context().close();
  }
});

test('a judge’s comment typed without a network is offered when another device saved, and sent when none did', async ({
  browser,
  portal,
}) => {
  let page = await signIn(browser, portal, 'giam-khao-4');
  page.context().on('dialog', (dialog) => dialog.accept());
  await noLastWords(page);
  await page.goto('/cham');
  await page.getByRole('link', { name: 'Chấm bài tiếp theo' }).click();
  await ready(page);
  const address = page.url();
  const comment = () => page.locator('#nhan-xet');
  await page.context().setOffline(true);
  await comment().fill('Viết khi mất mạng');
  await expect(line(page)).toHaveText(/Đã lưu trên máy này/, { timeout: 15_000 });
  page = await closedOffline(page);
  const other = await second(browser, await signIn(browser, portal, 'giam-khao-4'), address);
  await other.locator('#nhan-xet').fill('Từ máy khác');
  await saved(other);
  await open(page, address);
  await expect(comment()).toHaveValue('Từ máy khác');
  await expect(page.locator('#ban-tren-may')).toContainText('Viết khi mất mạng');
  await page.getByRole('button', { name: 'Bỏ bản này' }).click();
  await expect(page.locator('#ban-tren-may')).toBeEmpty();

  const mark = () => page.locator('main input[name^="diem"]').first();
  await page.context().setOffline(true);
  await mark().fill('7');
  await mark().press('ArrowUp');
  const value = await mark().inputValue();
  await expect(line(page)).toHaveText(/Đã lưu trên máy này/, { timeout: 15_000 });
  page = await closedOffline(page);
  await open(page, address);
  await expect(mark()).toHaveValue(value);
  await saved(page);
  expect(await kept(page)).toEqual({});
});

test('a closed tab sends its last words', async ({ browser, portal }) => {
  const page = await signIn(browser, portal, 'thi-sinh-3');
  const address = await sectionOf(page, 'mo-ta');
  await open(page, address);
  page.on('dialog', (dialog) => dialog.accept());
  await page.locator('main textarea').first().fill('Đóng ngay sau khi gõ');
  await page.close({ runBeforeUnload: true });
  const again = await signIn(browser, portal, 'thi-sinh-3');
  await expect(async () => {
    await again.goto(address);
    await expect(again.locator('main textarea').first()).toHaveValue('Đóng ngay sau khi gõ', { timeout: 500 });
  }).toPass({ timeout: 10_000 });
});

test('with the program blocked nothing claims to be saved, leaving is asked about, and the button saves', async ({ browser, portal }) => {
  const page = await signIn(browser, portal, 'thi-sinh-3');
  const address = await sectionOf(page, 'mo-ta');
  await page.route('**/*.wasm', (route) => route.abort());
  await page.goto(address);
  await expect(line(page)).toHaveText(/Thay đổi chỉ được lưu khi bấm nút/);
  await page.locator('main textarea').first().pressSequentially(' Gõ khi chương trình bị chặn');
  await expect(line(page)).toHaveText(/^Chưa lưu/);
  const asked: string[] = [];
  page.once('dialog', (dialog) => {
    asked.push(dialog.type());
    return dialog.dismiss();
  });
  await page.evaluate(() => void setTimeout(() => location.assign('/ho-so'), 0));
  await expect.poll(() => asked).toEqual(['beforeunload']);
  await answered(page, () => page.locator('main button[value=ve]').click());
  await page.goto(address);
  await expect(page.locator('main textarea').first()).toHaveValue(/Gõ khi chương trình bị chặn/);
});

test('what was typed before the program arrived is sent', async ({ browser, portal }) => {
  const page = await signIn(browser, portal, 'thi-sinh-3');
  const address = await sectionOf(page, 'mo-ta');
  await page.route('**/*.wasm', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    await route.continue();
  });
  await page.goto(address);
  await page.locator('main textarea').first().pressSequentially(' Gõ sớm');
  await expect(line(page)).toHaveText(/^Chưa lưu. Bấm nút/);
  await saved(page);
  await page.goto(address);
  await expect(page.locator('main textarea').first()).toHaveValue(/Gõ sớm/);
});

test('without scripts the same page saves twice without a conflict, and another device’s version is shown', async ({ browser, portal }) => {
  const page = await signIn(browser, portal, 'thi-sinh-2', { scripts: false });
  const address = await sectionOf(page, 'mo-ta');
  await page.goto(address);
  await expect(line(page)).toHaveText(/Thay đổi chỉ được lưu khi bấm nút/);
  const fields = await page.locator('form#phan').evaluate((form) => [...new FormData(form as HTMLFormElement)] as [string, string][]);
  const post = (text: string) =>
    page.request.post(address, {
      form: Object.fromEntries(fields.map(([name, value]) => [name, name.startsWith('q-') ? text : value])),
      headers: { origin: portal.url },
      maxRedirects: 0,
    });
  // Pressed, changed, and pressed again before the answer came.
  expect((await post('Lần một')).status()).toBe(303);
  expect((await post('Lần hai')).status()).toBe(303);
  const other = await signIn(browser, portal, 'thi-sinh-2', { scripts: false });
  await other.goto(address);
  await other.locator('main textarea').first().fill('Máy khác');
  await act(other, 'Lưu và quay lại sau');
  const stale = await post('Lần ba');
  expect(stale.status()).toBe(409);
  expect(await stale.text()).toContain('Máy khác');
  expect(await stale.text()).toContain('Lần ba');
});

test('the line stays in view at the lower edge and hides no field, on a narrow screen too', async ({ browser, portal }) => {
  const page = await signIn(browser, portal, 'thi-sinh-3');
  const address = await sectionOf(page, 'tac-gia');
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 700 });
    await open(page, address);
    await page.locator('#tg-1-ten').focus();
    await expect(page.locator('.kept-edge')).toBeInViewport({ ratio: 1 });
    for (let turn = 0; turn < 14; turn += 1) {
      await page.keyboard.press('Tab');
      const hidden = await page.evaluate(() => {
        const field = document.activeElement!.getBoundingClientRect();
        const edge = document.querySelector('.kept-edge')!.getBoundingClientRect();
        return document.activeElement!.closest('form#phan') !== null && field.top >= edge.top && field.bottom <= edge.bottom;
      });
      expect(hidden).toBe(false);
    }
  }
  await expect(page.locator('.kept-line [role=status]')).toHaveCount(1);
});

test('what became of the text is announced, not every letter of it', async ({ browser, portal }) => {
  const page = await signIn(browser, portal, 'thi-sinh-3');
  await open(page, await sectionOf(page, 'mo-ta'));
  const announced = page.locator('.kept-line').getByRole('status');
  await page.locator('main textarea').first().fill('Nói ra khi đã lưu');
  await expect(line(page)).toHaveText(/^Chưa lưu/);
  await expect(announced).toBeEmpty();
  await saved(page);
  await expect(announced).toHaveText(/^Đã lưu lên hệ thống lúc \d\d:\d\d/);
});

test('a date that does not exist comes back with its problem, on another device too', async ({ browser, portal }) => {
  const page = await signIn(browser, portal, 'thi-sinh-1');
  const address = await sectionOf(page, 'tac-gia');
  await open(page, address);
  await page.fill('#tg-1-ten', 'Trần Văn Thử');
  await fillDate(page, 'tg-1-sinh', [31, 2, 2014]);
  await expect(line(page)).toHaveText(/^Đã lưu lên hệ thống lúc .*không phải một ngày có thật/, { timeout: 20_000 });
  expect(await kept(page)).toEqual({});
  for (const device of [page, await second(browser, page, address)]) {
    await open(device, address);
    await expect(device.locator('[name=tg-1-sinh-ngay]')).toHaveValue('31');
    await expect(device.locator('[name=tg-1-sinh-thang]')).toHaveValue('2');
    await expect(device.locator('.error-summary')).toContainText('không phải một ngày có thật');
  }
});

test('a copy with more authors than the page is taken once the row is there', async ({ browser, portal }) => {
  const page = await signIn(browser, portal, 'thi-sinh-2');
  page.on('dialog', (dialog) => dialog.accept());
  await noLastWords(page);
  const address = await sectionOf(page, 'tac-gia');
  await open(page, address);
  const names = page.locator('input[name^="tg-"][name$="-ten"]');
  const before = await names.count();
  await answered(page, () => page.locator('button[value=them]').click());
  await ready(page);
  await saves(page, undefined);
  await names.last().fill('Hồ Thị Ngoài Mạng');
  await expect(line(page)).toHaveText(/Đã lưu trên máy này/, { timeout: 15_000 });
  await page.unroute('**/*');
  await open(page, address);
  await expect(names).toHaveCount(before);
  const offer = page.locator('#ban-tren-may');
  await expect(offer).toContainText(`Tác giả ${before + 1}`);
  await expect(offer).toContainText('Hồ Thị Ngoài Mạng');
  await answered(page, () => offer.getByRole('button', { name: 'Thêm dòng còn thiếu' }).click());
  await ready(page);
  await offer.getByRole('button', { name: 'Dùng bản trên máy này' }).click();
  await saved(page);
  await open(page, address);
  await expect(names.last()).toHaveValue('Hồ Thị Ngoài Mạng');
  await expect(names).toHaveCount(before + 1);
  expect(await kept(page)).toEqual({});
});

test('a field that is tapped half behind the line comes out, and an empty offer takes no room', async ({ browser, portal }) => {
  const page = await signIn(browser, portal, 'thi-sinh-3');
  const address = await sectionOf(page, 'tac-gia');
  await page.setViewportSize({ width: 360, height: 640 });
  await open(page, address);
  const taken = await page.evaluate(() => {
    const offer = document.querySelector<HTMLElement>('#ban-tren-may')!;
    const below = () => offer.nextElementSibling!.getBoundingClientRect().top;
    const withIt = below();
    offer.style.display = 'none';
    const without = below();
    offer.style.display = '';
    return withIt - without;
  });
  expect(taken).toBe(0);
  await expect(page.locator('#ban-tren-may')).toHaveAttribute('role', 'status');
  const hidden = await page.evaluate(() => {
    const edge = document.querySelector('.kept-edge')!.getBoundingClientRect();
    const field = document.querySelector('#tg-1-lop')!;
    scrollBy(0, field.getBoundingClientRect().top - edge.top + 10);
    const now = field.getBoundingClientRect();
    return now.bottom > document.querySelector('.kept-edge')!.getBoundingClientRect().top;
  });
  expect(hidden, 'it stands half behind the line').toBe(true);
  await page.locator('#tg-1-lop').click({ position: { x: 20, y: 4 } });
  const covered = await page.evaluate(() => {
    const field = document.activeElement!.getBoundingClientRect();
    return document.activeElement!.id !== 'tg-1-lop' || field.bottom > document.querySelector('.kept-edge')!.getBoundingClientRect().top;
  });
  expect(covered).toBe(false);
});

test('a file that stopped half-way is named when the page is opened again', async ({ browser, portal }) => {
  const page = await signIn(browser, portal, 'thi-sinh-1');
  const address = await sectionOf(page, 'tep');
  await open(page, address);
  await page.route('**/tep/tai/*', (route) => (route.request().method() === 'PATCH' ? route.abort() : route.continue()));
  const file = { name: 'do-dang.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n'.padEnd(700_000, 'x')) };
  await page.locator('input[type=file][id^="tep-description"]').first().setInputFiles(file);
  await expect(page.locator('main [role=status]', { hasText: 'Mất kết nối' })).toBeVisible({ timeout: 20_000 });
  await open(page, address);
  await expect(page.locator('main')).toContainText('Tệp “do-dang.pdf” đang gửi dở');
});

test('signing out sends what is unsent, then leaves nothing of a child on the device', async ({ browser, portal }) => {
  let page = await fresh(browser, portal, 'thi-sinh-3');
  page.context().on('dialog', (dialog) => dialog.accept());
  await noLastWords(page);
  const address = await sectionOf(page, 'mo-ta');
  await open(page, address);
  await page.context().setOffline(true);
  await page.locator('main textarea').first().fill('Gửi khi đăng xuất');
  await expect(line(page)).toHaveText(/Đã lưu trên máy này/, { timeout: 15_000 });
  page = await closedOffline(page);
  await page.goto('/ho-so');
  expect(Object.keys(await kept(page))).toHaveLength(1);
  const left = page.waitForResponse((response) => response.url().endsWith('/dang-xuat'));
  await signOut(page);
  expect((await (await left).allHeaders())['clear-site-data']).toBe('"storage"');
  await expect(page).toHaveURL(/dang-nhap/);
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
  const again = await fresh(browser, portal, 'thi-sinh-3');
  await again.goto(address);
  await expect(again.locator('main textarea').first()).toHaveValue('Gửi khi đăng xuất');
});

test('what cannot be sent is named before signing out, and another account is never offered it', async ({ browser, portal }) => {
  let page = await fresh(browser, portal, 'thi-sinh-3');
  page.context().on('dialog', (dialog) => dialog.accept());
  await noLastWords(page);
  const address = await sectionOf(page, 'mo-ta');
  await open(page, address);
  await page.context().setOffline(true);
  await page.locator('main textarea').first().fill('Không gửi được');
  await expect(line(page)).toHaveText(/Đã lưu trên máy này/, { timeout: 15_000 });
  page = await closedOffline(page);
  // Another device saves: what lies here can no longer be sent over it.
  const other = await fresh(browser, portal, 'thi-sinh-3');
  await open(other, address);
  await other.locator('main textarea').first().fill('Máy khác đã lưu');
  await saved(other);
  await page.goto('/ho-so');
  await signOut(page);
  const asked = page.getByRole('dialog');
  await expect(asked).toContainText('Còn nội dung chưa gửi');
  await asked.getByRole('button', { name: 'Ở lại' }).click();
  expect(Object.keys(await kept(page))).toHaveLength(1);
  // The session ends by itself: nothing is cleared, and somebody else sees nothing of it.
  await page.context().clearCookies();
  await credentials(page, 'thi-sinh-2');
  expect(Object.keys(await kept(page))).toHaveLength(1);
  await open(page, await sectionOf(page, 'mo-ta'));
  await expect(page.locator('#ban-tren-may')).toBeEmpty();
  await page.goto('/ho-so');
  await signOut(page);
  await expect(asked).toContainText('một tài khoản khác');
  await asked.getByRole('button', { name: 'Đăng xuất và bỏ' }).click();
  await expect(page).toHaveURL(/dang-nhap/);
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
});

async function signOut(page: Page): Promise<void> {
  await page.locator('details.menu.only-desktop > summary').click();
  await page.locator('details.menu.only-desktop form[data-ra] button').click();
}

async function credentials(page: Page, name: string): Promise<void> {
  await page.goto('/dang-nhap');
  await page.fill('#email', `${name}@trinh-dien.example`);
  await page.fill('#password', 'trinh-dien-2027');
  await page.locator('main form button[type=submit]').first().click();
  await expect(page).not.toHaveURL(/dang-nhap/);
}

/** Signed in anew: the session that others share stays. */
async function fresh(browser: Browser, portal: { url: string }, name: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: portal.url });
  const page = await context.newPage();
  await credentials(page, name);
  return page;
}
