// The people of the demonstration, each in a browser of their own.
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { expect } from '@playwright/test';
import type { Portal } from './portal.ts';

/** The password of demonstration accounts, as `vinhdanh demo load` prints it. */
export const PASSWORD = 'trinh-dien-2027';

type Session = Awaited<ReturnType<BrowserContext['storageState']>>;

export interface Way {
  /** False: scripts are off, as on a phone that never loads them. */
  scripts: boolean;
}

/** Whoever can go to a page of the portal. */
export interface Somebody {
  goto(address: string): Promise<Page>;
}

/** The person who is signed in on a page. */
export function whoeverIsOn(page: Page): Somebody {
  return {
    async goto(address) {
      await page.goto(address);
      return page;
    },
  };
}

/** A browser that has been nowhere. */
export async function open(browser: Browser, portal: Portal, way: Way = { scripts: true }, storageState?: Session): Promise<Page> {
  const context = await browser.newContext({ baseURL: portal.url, javaScriptEnabled: way.scripts, storageState });
  return context.newPage();
}

/** Who is signed in where: a one-time code is good for one sign-in, and each costs a second. */
const sessions = new WeakMap<Portal, Map<string, Session>>();

/** Somebody of the demonstration, signed in in a browser of their own. */
export async function signIn(browser: Browser, portal: Portal, name: string, way: Way = { scripts: true }): Promise<Page> {
  const known = sessions.get(portal) ?? new Map<string, Session>();
  sessions.set(portal, known);
  const session = known.get(name);
  const page = await open(browser, portal, way, session);
  if (session) {
    await page.goto('/');
  } else {
    await giveCredentials(page, portal, name);
    known.set(name, await page.context().storageState());
  }
  return page;
}

async function giveCredentials(page: Page, portal: Portal, name: string): Promise<void> {
  await page.goto('/dang-nhap');
  await page.fill('#email', `${name}@trinh-dien.example`);
  await page.fill('#password', PASSWORD);
  await press(page, 'Đăng nhập');
  if (page.url().includes('/dang-nhap/ma')) {
    await page.locator('main form input[type=text]').fill((await portal.run('demo', 'code')).trim());
    await page.locator('main form button[type=submit]').first().click();
  }
  await expect(page).not.toHaveURL(/dang-nhap/);
}

/** Presses the button of the page, not one of the frame around it. */
export async function press(page: Page, words: string | RegExp): Promise<void> {
  await page.locator('main').getByRole('button', { name: words, exact: typeof words === 'string' }).first().click();
}

/** Presses a button that sends a form, waits for the next page, and expects no complaint on it. */
export async function act(page: Page, words: string | RegExp): Promise<void> {
  await answered(page, () => press(page, words));
}

/** Does something that leads to another page, waits for that page, and expects no complaint on it. */
export async function answered(page: Page, does: () => Promise<void>): Promise<void> {
  await nextPage(page, does);
  expect(await page.locator('.error-summary').allInnerTexts()).toEqual([]);
}

/** Does something and waits for the page it leads to: a button of a form that guards what is typed saves first. */
export async function nextPage(page: Page, does: () => Promise<void>): Promise<void> {
  const next = page.waitForEvent('domcontentloaded');
  await does();
  await next;
}

/** Waits until the islands of a page run. */
export async function ready(page: Page): Promise<void> {
  await expect(page.locator('html[data-ready]')).toBeAttached();
}
