// Every component in every state, in every look: the page that shows them all is the one to check.
import type { Page } from '@playwright/test';
import { checkPage } from '../support/axe';
import { expect, test } from '../support/portal';
import { contrast, themes } from '../support/tokens';

const living = '/quan-tri/mau';

test('every component is clean in every look and width', async ({ page }) => {
  test.slow();
  await page.goto(living);
  expect(await checkPage(page)).toEqual([]);
});

test('the page also stands in English and leads back to Vietnamese', async ({ page }) => {
  const response = await page.goto(`/en${living}`);
  expect(response?.status()).toBe(200);
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.getByRole('link', { name: 'VI, Tiếng Việt' })).toHaveAttribute('href', living);
});

test('nothing needs a script: none is sent where no island is', async ({ page }) => {
  await page.goto(living);
  expect(await page.locator('script').count()).toBe(0);
  expect(await page.locator('[style], [onclick], [onchange]').count()).toBe(0);
});

test('text spacing of one and a half cuts nothing off and moves nothing out of the page', async ({ page }) => {
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    await page.goto(living);
    await spacingByRule(page);
    const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    expect(content, `${width} px`).toBeLessThanOrEqual(window);
    expect(await cutTexts(page)).toEqual([]);
  }
});

test('a focused element is never under the sticky bar', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 640 });
  await page.goto(living);
  for (const id of ['f-ten', 'f-moi', 'f-diem', 'l-ten', 'l-diem']) {
    await page.locator(`#${id}`).focus();
    const covered = await page.evaluate((id) => {
      const field = document.getElementById(id)!;
      const { left, top, width, height } = field.getBoundingClientRect();
      const at = document.elementFromPoint(left + width / 2, top + Math.min(height, 40) / 2);
      return !(at && (at === field || field.contains(at)));
    }, id);
    expect(covered, id).toBe(false);
  }
});

test('the skip link is the first stop and leads to the content', async ({ page }) => {
  await page.goto('/');
  await page.keyboard.press('Tab');
  await expect(page.locator('.skip-link')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('#noi-dung')).toBeFocused();
});

test('the theme is kept and the page comes back', async ({ page }) => {
  await page.goto(living);
  await page.getByRole('button', { name: 'Tương phản cao' }).click();
  await expect(page).toHaveURL(new RegExp(`${living}$`));
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'cao');
  await expect(page.getByRole('button', { name: 'Tương phản cao' })).toHaveAttribute('aria-pressed', 'true');
});

test('on a phone the menu opens without a script and holds every place of the header', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto('/');
  const places = await page.locator('.site-nav__link').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  await page.locator('.menu--site > summary').click();
  for (const place of places) await expect(page.locator(`.menu--site a[href="${place}"]`)).toBeVisible();
});

test('colours of text and of edges differ enough in every theme', () => {
  const text = [
    ['ink', ['paper', 'surface', 'sunken', 'bay-tint', 'amber-tint', 'seal-tint', 'leaf-tint']],
    ['ink-2', ['paper', 'surface', 'sunken']],
    ['ink-3', ['paper', 'surface', 'sunken']],
    ['bay', ['paper', 'surface', 'sunken']],
    ['bay-hover', ['paper', 'surface']],
    ['visited', ['paper', 'surface']],
    ['amber-ink', ['paper', 'surface']],
    ['seal', ['paper', 'surface', 'seal-tint']],
    ['leaf', ['paper', 'surface']],
    ['on-fill', ['bay-fill', 'seal-fill']],
    ['focus-ink', ['focus-bg']],
    ['seal-special-ink', ['seal-special-fill']],
    ['seal-first-ink', ['seal-first-fill']],
    ['seal-second-ink', ['seal-second-fill']],
    ['seal-third-ink', ['seal-third-fill']],
  ] as const;
  const edges = [
    ['line-strong', ['paper', 'surface']],
    ['bay-fill', ['paper', 'surface']],
    ['seal-fill', ['paper', 'surface']],
    ['mark', ['paper', 'surface']],
    ['focus-ring', ['paper', 'surface']],
  ] as const;
  const weak: string[] = [];
  for (const [theme, tokens] of Object.entries(themes())) {
    for (const [pairs, floor] of [[text, 4.5], [edges, 3]] as const) {
      for (const [front, backs] of pairs) {
        for (const back of backs) {
          const ratio = contrast(tokens[front], tokens[back]);
          if (!(ratio >= floor)) weak.push(`${theme}: ${front} on ${back} is ${ratio.toFixed(2)}, at least ${floor}`);
        }
      }
    }
  }
  expect(weak).toEqual([]);
});

test('the dark of the device and the dark one can choose are the same', () => {
  const all = themes();
  expect(all['device dark']).toEqual(all.toi);
});

/** The policy forbids style elements: the rules go into the sheet that is there. */
async function spacingByRule(page: Page): Promise<void> {
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
      p { margin-block-end: 2em !important; }`);
    document.adoptedStyleSheets = [sheet];
  });
}

/** Texts that no longer fit their box and are cut off by it. */
function cutTexts(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('main *:not(.visually-hidden):not(input):not(textarea):not(select)')]
      .filter((one) => {
        const style = getComputedStyle(one);
        const cuts = style.overflowX !== 'visible' || style.overflowY !== 'visible';
        return cuts && style.overflowX !== 'auto' && one.clientHeight > 1 && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1);
      })
      .map((one) => `${one.tagName.toLowerCase()}.${one.className} “${one.textContent?.trim().slice(0, 40)}”`),
  );
}
