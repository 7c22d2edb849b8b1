// What lies on a device, and lines that are slow, lost or blocked.
import { expect, type Page } from '@playwright/test';

/** Where the text is, as the page says it. */
export const line = (page: Page) => page.locator('.kept-line .save-line');

/** What this browser keeps of the portal. */
export async function kept(page: Page): Promise<Record<string, string>> {
  return page.evaluate(() => Object.fromEntries(Object.entries(localStorage).filter(([key]) => key.startsWith('vinhdanh:'))));
}

/** Waits until the server has answered for everything on the page. */
export async function saved(page: Page): Promise<void> {
  await expect(line(page)).toHaveText(/^Đã lưu lên hệ thống lúc \d\d:\d\d/, { timeout: 20_000 });
}

/** Requests that save take this long; `undefined` never arrive. */
export async function saves(page: Page, delay: number | undefined): Promise<void> {
  await page.unroute('**/*');
  await page.route('**/*', async (route) => {
    if (route.request().method() !== 'POST') return route.fallback();
    if (delay === undefined) return route.abort('connectionfailed');
    await new Promise((resolve) => setTimeout(resolve, delay));
    return route.continue().catch(() => {});
  });
}

/** The address of a section of the first entry on which the person works. */
export async function sectionOf(page: Page, part: string): Promise<string> {
  await page.goto('/ho-so');
  const addresses = await page.locator('main a[href^="/ho-so/"]').evaluateAll((all) => all.map((one) => one.getAttribute('href')!));
  return `${addresses.map((address) => address.match(/^\/ho-so\/\d+/)?.[0]).find(Boolean)}/${part}`;
}

/** The network is gone when a page of this person goes away: the browser's own emulation lets these requests pass. */
export async function noLastWords(page: Page): Promise<void> {
  await page.context().addInitScript(() => void (navigator.sendBeacon = () => false));
}

/**
 * The tab closes without a network, which comes back later; another tab of the same browser follows. A page that is only left
 * may live a moment longer and hear that the network is back.
 */
export async function closedOffline(page: Page): Promise<Page> {
  const context = page.context();
  await page.close();
  const next = await context.newPage();
  await context.setOffline(false);
  return next;
}
