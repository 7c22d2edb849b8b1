// The accessibility gate: every page type, in every look people can choose, on a phone and on a desk.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** A small phone, a desk enlarged to 200 %, a desk. */
const widths = [320, 640, 1280];

const looks = {
  light: { colorScheme: 'light', forcedColors: 'none', theme: null },
  dark: { colorScheme: 'dark', forcedColors: 'none', theme: null },
  'high contrast': { colorScheme: 'light', forcedColors: 'none', theme: 'cao' },
  'forced colours': { colorScheme: 'light', forcedColors: 'active', theme: null },
} as const;

/** Every violation in words; an empty list is what we want. Leaves the page as it was. */
export async function checkPage(page: Page): Promise<string[]> {
  const size = page.viewportSize();
  const chosen = await page.evaluate(() => document.documentElement.getAttribute('data-theme'));
  const problems: string[] = [];
  for (const [name, look] of Object.entries(looks)) {
    await page.emulateMedia({ ...look, reducedMotion: 'reduce' });
    await setTheme(page, look.theme);
    for (const width of widths) {
      await page.setViewportSize({ width, height: 800 });
      const found = [...(await violations(page)), ...(await overflow(page)), ...(await motion(page))];
      problems.push(...found.map((problem) => `[${name}, ${width} px] ${problem}`));
    }
  }
  await page.emulateMedia({ colorScheme: null, forcedColors: null, reducedMotion: null });
  await setTheme(page, chosen);
  if (size) await page.setViewportSize(size);
  return problems;
}

async function setTheme(page: Page, theme: string | null): Promise<void> {
  await page.evaluate((theme) => {
    if (theme === null) document.documentElement.removeAttribute('data-theme');
    else document.documentElement.setAttribute('data-theme', theme);
  }, theme);
}

async function violations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
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
