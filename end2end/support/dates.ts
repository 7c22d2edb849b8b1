// Dates as people type them: three fields, in Vietnam.
import type { Page } from '@playwright/test';

/** Day, month, year: also one that does not exist. */
export type Day = readonly [day: number, month: number, year: number];

/** Types a date into the three fields of a question. */
export async function fillDate(page: Page, field: string, date: Date | Day): Promise<void> {
  const day = date instanceof Date ? vietnamDay(date) : date;
  for (const [place, part] of ['ngay', 'thang', 'nam'].entries()) {
    await page.locator(`[id="${field}-${part}"]`).fill(String(day[place]));
  }
}

/** A moment on the day of another, by the clock of Vietnam. */
export function vietnamTime(date: Date, hour: number, minute: number): Date {
  const [day, month, year] = vietnamDay(date);
  return new Date(Date.UTC(year, month - 1, day, hour - 7, minute));
}

function vietnamDay(date: Date): Day {
  const [year, month, day] = new Date(date.getTime() + 7 * 3_600_000).toISOString().slice(0, 10).split('-').map(Number);
  return [day, month, year];
}
