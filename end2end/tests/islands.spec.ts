// What scripts add: the text of a form, a file and a score sheet survive a line that drops.
import { openSection } from '../support/entrant.ts';
import { ready, signIn } from '../support/people.ts';
import { demonstration, expect } from '../support/portal.ts';

const test = demonstration();
test.setTimeout(120_000);

test('what an entrant types is kept on the device without a network, and on the server once it is back', async ({
  browser,
  portal,
}) => {
  const page = await signIn(browser, portal, 'thi-sinh-1');
  await openSection(page, 'mo-ta');
  const area = page.locator('main textarea').first();
  const line = page.locator('.kept-line .save-line');

  await page.context().setOffline(true);
  await area.fill('Bản thử viết khi mất mạng: ẵ, ờ, ữ.');
  await expect(line).toHaveText(/Đã lưu trên máy này lúc \d\d:\d\d, chờ mạng để gửi/, { timeout: 15_000 });
  await page.context().setOffline(false);
  await expect(line).toHaveText(/Đã lưu lên hệ thống lúc/, { timeout: 40_000 });

  const address = page.url();
  await page.goto(address);
  await expect(page.locator('main textarea').first()).toHaveValue('Bản thử viết khi mất mạng: ẵ, ờ, ữ.');
});

test('a file goes on where the line dropped', async ({ browser, portal }) => {
  const page = await signIn(browser, portal, 'thi-sinh-1');
  await openSection(page, 'tep');
  const file = { name: 'ban-thuyet-minh.pdf', mimeType: 'application/pdf', buffer: bigPdf(3 * 1024 * 1024) };
  const offsets: number[] = [];
  await page.route('**/tep/tai/*', async (route) => {
    if (route.request().method() !== 'PATCH') return route.continue();
    offsets.push(Number(await route.request().headerValue('upload-offset')));
    return offsets.length === 3 ? route.abort('connectionfailed') : route.continue();
  });

  await page.locator('input[type=file][id^="tep-description"]').first().setInputFiles(file);
  await expect(page.locator('main [role=status]', { hasText: 'Mất kết nối' })).toBeVisible({ timeout: 20_000 });
  await expect(page.locator('main')).toContainText('ban-thuyet-minh', { timeout: 30_000 });

  expect(offsets[0]).toBe(0);
  expect(offsets[3]).toBe(offsets[2]);
  expect(offsets[3]).toBeGreaterThan(0);
});

test('a score sheet adds up while typing, keeps marks without a network and saves them once it is back', async ({
  browser,
  portal,
}) => {
  const page = await signIn(browser, portal, 'giam-khao-4');
  await page.goto('/cham');
  await page.getByRole('link', { name: 'Chấm bài tiếp theo' }).click();
  await ready(page);
  const address = page.url();
  const marks = page.locator('main input[name^="diem"]');
  const line = page.locator('.kept-line .save-line');

  await page.context().setOffline(true);
  await marks.first().fill('7');
  await marks.first().press('ArrowUp');
  await expect(marks.first()).not.toHaveValue('7');
  const mark = await marks.first().inputValue();
  await expect(page.locator('#tong-diem')).toContainText(`${mark} /`);
  await expect(line).toHaveText(/Đã lưu trên máy này lúc/, { timeout: 15_000 });
  await page.context().setOffline(false);
  await expect(line).toHaveText(/Đã lưu lên hệ thống lúc/, { timeout: 30_000 });

  await page.goto(address);
  await expect(marks.first()).toHaveValue(mark);
});

test('the matrix is one stop: arrows move in it and a pressed cell has the focus again', async ({ browser, portal }) => {
  const page = await signIn(browser, portal, 'thu-ky');
  await page.goto('/thu-ky/sang-tao-tre-2/phan-cong');
  await ready(page);
  await expect(page.getByRole('grid')).toBeVisible();
  expect(await page.locator('.matrix__cell[tabindex="0"]').count()).toBe(1);

  const place = () =>
    page.evaluate(() => {
      const cell = document.activeElement!.closest('td')!;
      return [(cell.parentElement as HTMLTableRowElement).rowIndex, cell.cellIndex];
    });
  await page.locator('.matrix__cell[tabindex="0"]').focus();
  expect(await place()).toEqual([1, 1]);
  for (const key of ['ArrowDown', 'ArrowRight', 'ArrowRight']) await page.keyboard.press(key);
  expect(await place()).toEqual([2, 3]);
  await page.keyboard.press('Home');
  expect(await place()).toEqual([2, 1]);

  const free = page.locator('button.matrix__cell--empty').nth(4);
  const said = await free.getAttribute('value');
  await free.focus();
  await page.keyboard.press('Space');
  await expect(page.locator('main')).toContainText('Kế hoạch nháp: 1 thay đổi');
  await ready(page);
  await expect(page.locator('button.matrix__cell--draft')).toBeFocused();
  expect(await page.locator('button.matrix__cell--draft').getAttribute('value')).toBe(said!.replace('them', 'bo'));
});

/** A PDF of one empty page with a long comment in it. */
function bigPdf(size: number): Buffer {
  const head = '%PDF-1.4\n';
  const filling = `%${'x'.repeat(size)}\n`;
  const objects = [
    '1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n',
    '2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n',
    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\n',
  ];
  let at = head.length + filling.length;
  const places = objects.map((object) => {
    const place = at;
    at += object.length;
    return `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  const table = `xref\n0 4\n0000000000 65535 f \n${places.join('')}trailer<</Size 4/Root 1 0 R>>\nstartxref\n${at}\n%%EOF\n`;
  return Buffer.from(head + filling + objects.join('') + table);
}
