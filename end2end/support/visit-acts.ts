// What a visit does before the page is looked at: follows links, sends a form that is refused, makes a plan.
import type { Page } from '@playwright/test';
import { fillDate } from './dates.ts';
import { openSection } from './entrant.ts';
import { nextPage, press } from './people.ts';
import { getRoutes, routeOf } from './routes.ts';

const routes = getRoutes();

/** The first link of a page that leads to a page of this route. */
export async function follow(page: Page, route: string): Promise<void> {
  const links = await page.locator('main a[href]').evaluateAll((all) => all.map((one) => one.getAttribute('href')!));
  const found = links.find((link) => link.startsWith('/') && routeOf(link, routes) === route);
  if (!found) throw new Error(`no link to ${route} on ${page.url()}`);
  await page.goto(found);
}

/** Sends the first form of the page as it stands. */
export async function submit(page: Page): Promise<void> {
  await nextPage(page, () => page.locator('main form[method=post] button[type=submit]').first().click());
}

/** An address of its own each time: wrong tries at one address soon have to wait. */
export async function wrongPassword(page: Page): Promise<void> {
  await page.fill('#email', `khong-ai-${Date.now()}@trinh-dien.example`);
  await page.fill('#password', 'khong phai mat khau');
  await submit(page);
}

export async function passwordOfStaff(page: Page): Promise<void> {
  await page.fill('#email', 'thu-ky@trinh-dien.example');
  await page.fill('#password', 'trinh-dien-2027');
  await submit(page);
}

export async function impossibleDate(page: Page): Promise<void> {
  await openSection(page, 'thong-tin');
  await page.fill('#ten', '');
  await fillDate(page, 'q-created_on', [31, 2, 2026]);
  await nextPage(page, () => page.locator('main button[value=tiep]').click());
}

/** The form is sent after signing out elsewhere: what was typed waits for the password. */
export async function sessionEnds(page: Page): Promise<void> {
  await openSection(page, 'thong-tin');
  await page.context().clearCookies();
  await nextPage(page, () => page.locator('main button[value=ve]').click());
}

export async function wrongNewPassword(page: Page): Promise<void> {
  await nextPage(page, () => page.locator('main form[action$="/mat-khau"] button[type=submit]').click());
}

export async function grantExtension(page: Page): Promise<void> {
  await page.locator('main input[name=pham-vi]').last().check();
  await page.selectOption('main select', { index: 1 });
  const field = await page.locator('main input[name$="-ngay"]').first().getAttribute('name');
  await fillDate(page, field!.replace(/-ngay$/, ''), [20, 12, new Date().getFullYear() + 1]);
  await page.locator('main textarea').first().fill('Mất điện diện rộng trong tuần cuối.');
  await submit(page);
  await follow(page, '/thu-ky/{ky}/gia-han/{id}/thu-hoi');
}

export async function absurdMarks(page: Page): Promise<void> {
  await page.locator('main input[name^="diem"]').first().fill('999');
  await nextPage(page, () => press(page, /Ký phiếu/));
}

export async function fairMarks(page: Page): Promise<void> {
  for (const mark of await page.locator('main input[name^="diem"]').all()) await mark.fill('4');
  await nextPage(page, () => press(page, /Ký phiếu/));
}

export async function planAutomatically(page: Page): Promise<void> {
  await press(page, 'Tự phân công');
}

export async function previewPlan(page: Page): Promise<void> {
  await planAutomatically(page);
  await follow(page, '/thu-ky/{ky}/phan-cong/{panel}/thay-doi');
}

/** An edition that has not opened yet, as its template makes it. */
export async function draftEdition(page: Page): Promise<void> {
  await page.locator('main input[type=radio]').first().check();
  await page.fill('#lan-thu', '9');
  await page.fill('#nam', '2031');
  await submit(page);
}
