// The accessibility gate: every page type, in every look people can choose, on a phone and on a desk.
import { expect, type Page } from '@playwright/test';
import type { AxeResults, RunOptions } from 'axe-core';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { smallTargets } from './targets.ts';

const engine = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** What forced colours can break: the browser replaces the colours and nothing else. */
const rulesOfColour = ['color-contrast', 'link-in-text-block'];
/** Of what repeats, the first dozen: every further row of a table is made like them. */
const repeated = { exclude: [['tbody > tr:nth-child(n + 13)']] };
/** A small phone, a desk enlarged to 200 %, a desk. */
const widths = [320, 640, 1280];

const looks = {
  light: { colorScheme: 'light', forcedColors: 'none', theme: null },
  dark: { colorScheme: 'dark', forcedColors: 'none', theme: null },
  'high contrast': { colorScheme: 'light', forcedColors: 'none', theme: 'cao' },
  'forced colours': { colorScheme: 'light', forcedColors: 'active', theme: null },
} as const;

/** Expects a page that everyone can use. */
export async function expectForEveryone(page: Page): Promise<void> {
  expect(await checkPage(page), new URL(page.url()).pathname).toEqual([]);
}

/** Every violation in words; an empty list is what we want. Leaves the page as it was. */
export async function checkPage(page: Page): Promise<string[]> {
  const size = page.viewportSize();
  const chosen = await page.evaluate(() => document.documentElement.getAttribute('data-theme'));
  await page.evaluate(engine);
  const problems: string[] = [];
  for (const width of widths) {
    await wholeInWindow(page, width);
    for (const [name, look] of Object.entries(looks)) {
      await page.emulateMedia({ ...look, reducedMotion: 'reduce' });
      await setTheme(page, look.theme);
      // At 640 px everything stands as it does at 320 or at 1280; only its width is new.
      const seen = width === 640 ? [] : await violations(page, look.forcedColors === 'none');
      const found = [...seen, ...(await overflow(page)), ...(await motion(page))];
      problems.push(...found.map((problem) => `[${name}, ${width} px] ${problem}`));
    }
    problems.push(...(await smallTargets(page)).map((target) => `[${width} px] smaller than 44 px: ${target}`));
  }
  await page.emulateMedia({ colorScheme: null, forcedColors: null, reducedMotion: null });
  await setTheme(page, chosen);
  if (size) await page.setViewportSize(size);
  return problems;
}

/** All of it in view: what a sticky bar covers until one scrolls is not hidden. */
async function wholeInWindow(page: Page, width: number): Promise<void> {
  await page.setViewportSize({ width, height: 800 });
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width, height: Math.min(Math.max(height, 800), 16_000) });
}

async function setTheme(page: Page, theme: string | null): Promise<void> {
  await page.evaluate((theme) => {
    if (theme === null) document.documentElement.removeAttribute('data-theme');
    else document.documentElement.setAttribute('data-theme', theme);
  }, theme);
}

async function violations(page: Page, everything: boolean): Promise<string[]> {
  const options: RunOptions = {
    runOnly: everything ? { type: 'tag', values: tags } : { type: 'rule', values: rulesOfColour },
    resultTypes: ['violations'],
    // No rule of these tags reads a stylesheet as a file.
    preload: false,
  };
  const { violations } = await page.evaluate(
    ([context, options]) =>
      (globalThis as unknown as { axe: { run(...how: unknown[]): Promise<AxeResults> } }).axe.run(context, options),
    [repeated, options] as const,
  );
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => {
      const details = failureSummary?.split('\n').slice(1).join(' ').replace(/\s+/g, ' ').trim();
      return `${id}: ${help} at ${target.join(' ')} (${details})`;
    }),
  );
}

async function overflow(page: Page): Promise<string[]> {
  const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  return content > window ? [`the page is ${content} px wide in a window of ${window} px`] : [];
}

/** Nothing may move for people who asked for less motion. */
async function motion(page: Page): Promise<string[]> {
  const running = await page.evaluate(
    () => document.getAnimations().filter((animation) => animation.playState === 'running').length,
  );
  return running > 0 ? [`${running} animations run although less motion was asked for`] : [];
}
