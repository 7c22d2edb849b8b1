// Staff whose scripts never load: every act of theirs is a form. Deciding and publishing without scripts: journey.spec.ts.
import { vietnamTime } from '../support/dates.ts';
import { officerConfirms } from '../support/office.ts';
import { act, press, signIn, whoeverIsOn } from '../support/people.ts';
import { demonstration, expect } from '../support/portal.ts';
import { Secretary } from '../support/secretary.ts';

const test = demonstration();
test.setTimeout(120_000);
const without = { scripts: false };

test('a secretary makes an edition from a template, edits its rules and opens it', async ({ browser, portal }) => {
  const secretary = new Secretary(whoeverIsOn(await signIn(browser, portal, 'thu-ky', without)), 'sang-tao-tre-2027');
  await secretary.createEdition(23, 2027);
  await secretary.writeRules(vietnamTime(new Date(Date.now() + 20 * 86_400_000), 17, 0));
  await secretary.openEdition();
  const page = await secretary.goto('/cuoc-thi/sang-tao-tre-2027');
  await expect(page.locator('main')).toContainText('Đang nhận hồ sơ');
});

test('a unit officer confirms, the secretary reminds the other units at once, and accepts', async ({ browser, portal }) => {
  const secretary = new Secretary(whoeverIsOn(await signIn(browser, portal, 'thu-ky', without)), 'sang-tao-tre-3');
  const code = 'TTN3-2027-0002';
  let page = await secretary.at(`/tiep-nhan?tim=${code}`);
  await expect(page.locator('main tbody')).toContainText('Chờ xác nhận');
  await officerConfirms(whoeverIsOn(await signIn(browser, portal, 'don-vi-5', without)), code);
  await secretary.accept(code);
  await expect((await secretary.openIntake(code)).locator('main')).toContainText('Đủ điều kiện');

  page = await secretary.at('/tiep-nhan');
  for (const box of await page.locator('main tbody input[type=checkbox]').all()) await box.check();
  await act(page, 'Gửi thư nhắc');
  await act(page, /Gửi \d+ thư nhắc/);
  await expect(page.locator('h1')).toHaveText(/Đã gửi \d+ thư nhắc/);
});

test('a secretary drops a judge in the matrix, lets the optimum fill the gap, and applies both', async ({ browser, portal }) => {
  const secretary = new Secretary(whoeverIsOn(await signIn(browser, portal, 'thu-ky', without)), 'sang-tao-tre-2');
  const page = await secretary.at('/phan-cong');
  await page.locator('button.matrix__cell--assigned').first().click();
  await expect(page.locator('main')).toContainText('Kế hoạch nháp: 1 thay đổi');
  await page.getByRole('link', { name: /Xem thay đổi/ }).click();
  await act(page, /Áp dụng/);
  await expect((await secretary.at('/phan-cong?thieu=co')).locator('.matrix tbody tr')).toHaveCount(1);
  await secretary.assign();
  await expect((await secretary.at('/phan-cong')).locator('.matrix__total--short')).toHaveCount(0);
});

test('an approver revokes a prize with a reason', async ({ browser, portal }) => {
  const page = await signIn(browser, portal, 'phe-duyet', without);
  await page.goto('/phe-duyet/sang-tao-tre-1');
  await page.locator('main').getByRole('link', { name: /Thu hồi/ }).first().click();
  await press(page, 'Thu hồi giải');
  await expect(page.locator('.error-summary')).toBeVisible();
  await page.fill('#so', '99/QĐ-BTC (minh họa)');
  await page.fill('#ly_do', 'Sản phẩm đã bán trên thị trường trước khi dự thi.');
  await act(page, 'Thu hồi giải');
  await page.goto('/phe-duyet/sang-tao-tre-1');
  await expect(page.locator('main table')).toContainText('Đã thu hồi');
});
