import { checkPage } from '../support/axe';
import { expect, test } from '../support/portal';

test('the front page stands: title, one heading, policy, no errors, usable by everyone', async ({ page }) => {
  const errors: string[] = [];
  page.on('pageerror', (problem) => errors.push(String(problem)));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));

  const response = await page.goto('/');

  expect(response?.status()).toBe(200);
  expect(response?.headers()['content-security-policy']).toContain("default-src");
  await expect(page).toHaveTitle(/\S/);
  await expect(page.locator('h1')).toHaveCount(1);
  expect(await checkPage(page)).toEqual([]);
  expect(errors).toEqual([]);
});
