// The contest as its people play it: an entrant with a child's consent, a unit, the secretariat and a judge.
import { test as base, expect } from '@playwright/test';
import { begin, consents, fillEntry, register, send } from '../support/entrant.ts';
import { Mailbox } from '../support/mail.ts';
import { press, signIn, type Way } from '../support/people.ts';
import { Portal } from '../support/portal.ts';

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
    const guardian = `phu-huynh-${way.scripts}@nguoi-thu.example`;
    const entry = await begin(page, 'sang-tao-tre-3');
    const title = `Máy ép vỏ hàu thành gạch, bản thử ${way.scripts}`;
    const link = await fillEntry(page, entry, title, guardian, 'Trường THCS Minh Họa Hồng Gai', mail);
    await consents(browser, portal, link);

    const code = await send(page, entry);
    expect(code).toContain('TTN3-');
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
