// Every page of the portal, as the people who see it, in every look: accessible, named, and nothing wider than a phone.
import type { Browser, Page, Response } from '@playwright/test';
import { checkPage } from '../support/axe.ts';
import { open, signIn } from '../support/people.ts';
import { demonstration, expect, type Portal } from '../support/portal.ts';
import { getRoutes, routeOf } from '../support/routes.ts';
import { follow } from '../support/visit-acts.ts';
import { elsewhere, plans, type Visit } from '../support/visits.ts';

const test = demonstration();
test.describe.configure({ mode: 'parallel' });

const routes = getRoutes();

test('every address the server answers is visited by somebody', () => {
  const visited = Object.values(plans).flatMap(({ visits }) => visits.map(({ route }) => route));
  expect(routes.filter((route) => !visited.includes(route) && !elsewhere.includes(route))).toEqual([]);
  expect([...visited, ...elsewhere].filter((route) => !routes.includes(route))).toEqual([]);
});

for (const [who, { as, visits }] of Object.entries(plans)) {
  test(`what ${who} sees is for everyone`, async ({ browser, portal }) => {
    test.setTimeout(300_000);
    const page = await begin(browser, portal, as);
    const errors = complaints(page);
    for (const visit of visits) {
      await test.step(`${visit.at ?? visit.route}${visit.status ? `, ${visit.status}` : ''}`, async () => {
        const found = await look(page, visit);
        expect.soft([...found, ...errors.splice(0)], `${who}: ${new URL(page.url()).pathname}`).toEqual([]);
      });
    }
  });
}

async function begin(browser: Browser, portal: Portal, as?: string): Promise<Page> {
  const page = as === undefined ? await open(browser, portal) : await signIn(browser, portal, as);
  page.setDefaultTimeout(10_000);
  return page;
}

/** Goes there, and says everything that is wrong with what is there. */
async function look(page: Page, visit: Visit): Promise<string[]> {
  let status = 0;
  const remember = (response: Response) => {
    if (response.request().isNavigationRequest()) status = response.status();
  };
  page.on('response', remember);
  try {
    await page.goto(visit.at ?? visit.route);
    for (const link of visit.via ?? []) await follow(page, link);
    if (visit.then) await visit.then(page);
  } catch (problem) {
    return [String(problem).split('\n')[0]];
  } finally {
    page.off('response', remember);
  }
  const problems = await checkPage(page);
  const here = new URL(page.url()).pathname;
  if (!visit.status && routeOf(here, routes) !== visit.route) problems.push(`is ${here}, not ${visit.route}`);
  if (status !== (visit.status ?? 200)) problems.push(`answered ${status}`);
  if ((await page.locator('h1').count()) !== 1) problems.push('not exactly one h1');
  if (!/\S.* [-–·|] \S/.test(await page.title())) problems.push(`called “${await page.title()}”`);
  if (status === 422 && (await page.locator('.error-summary').count()) !== 1) problems.push('refused without a summary');
  return problems;
}

/** Whatever the page says in the console, except that a refused form was refused. */
function complaints(page: Page): string[] {
  const said: string[] = [];
  page.on('pageerror', (problem) => said.push(`script error: ${problem}`));
  page.on('console', (message) => {
    const refusal = /^Failed to load resource: the server responded with a status of (401|404|410|422)/.test(message.text());
    if (message.type() === 'error' && !refusal) said.push(`console: ${message.text()}`);
  });
  return said;
}
