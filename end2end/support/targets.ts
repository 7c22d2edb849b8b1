// Fingers need room: the design's floor of 44 px, which is above the rule's 24.
import type { Page } from '@playwright/test';

/** What can be pressed and is too small; a link in a sentence is as tall as its line. */
export function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const floor = 44;
    const inSentence = (one: Element) =>
      getComputedStyle(one).display === 'inline' &&
      [...(one.parentElement?.childNodes ?? [])].some((node) => node.nodeType === Node.TEXT_NODE && /\S/.test(node.textContent ?? ''));
    const found: string[] = [];
    for (const one of document.querySelectorAll<HTMLElement>('a[href], button, summary, select, input:not([type=hidden]), textarea')) {
      if (one.closest('.visually-hidden, .skip-link, .prose, .banner__actions, .section__head, .error-summary, .breadcrumb')) continue;
      if (inSentence(one)) continue;
      const label = one.matches('.choice__box') ? one.closest<HTMLElement>('.choice, .table__select') : null;
      const row = one.matches('.card__link, .register__link, .task-list__link') ? one.closest<HTMLElement>('.card, li') : null;
      const { width, height } = (row ?? label ?? one).getBoundingClientRect();
      if (width === 0 && height === 0) continue;
      if (Math.round(height) < floor || Math.round(width) < Math.min(floor, 24)) {
        found.push(`${one.tagName.toLowerCase()}.${one.className} “${one.textContent?.trim().slice(0, 40)}” ${Math.round(width)}×${Math.round(height)}`);
      }
    }
    return found;
  });
}
