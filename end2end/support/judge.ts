// What a judge does: declares, finds sheets, scores and signs.
import { expect, type Page } from '@playwright/test';
import { act, type Somebody } from './people.ts';

/** Declares that there is no conflict in a panel. */
export async function declare(judge: Somebody, panel: string): Promise<void> {
  const page = await judge.goto(`/cham/cam-ket?tb=${panel}`);
  await page.locator('#cam-ket').check();
  await act(page, 'Lưu bản khai');
}

/** The addresses of a judge's sheets, by the code of the entry. */
export async function sheets(judge: Somebody): Promise<Map<string, string>> {
  const page = await judge.goto('/cham');
  const rows = await page.locator('main tbody tr').all();
  const found = new Map<string, string>();
  for (const row of rows) {
    const link = row.locator('a[href^="/cham/"]').first();
    const code = (await row.innerText()).match(/[A-Z]+\d*-\d{4}-\d+/)?.[0];
    if (code && (await link.count())) found.set(code, (await link.getAttribute('href'))!);
  }
  return found;
}

/** The first of these judges who has an entry to score. */
export async function firstWith<Judge extends Somebody>(judges: Judge[], code: string): Promise<Judge> {
  for (const judge of judges) if ((await sheets(judge)).has(code)) return judge;
  throw new Error(`nobody scores ${code}`);
}

export async function openSheet(judge: Somebody, code: string): Promise<Page> {
  return judge.goto((await sheets(judge)).get(code)!);
}

export async function scoreAll(judge: Somebody, marks: Record<string, number[]>): Promise<void> {
  for (const [code, address] of await sheets(judge)) await sign(await judge.goto(address), marks[code]);
}

/** Types the marks, signs, and confirms what was typed. */
export async function sign(page: Page, marks: number[]): Promise<void> {
  const fields = page.locator('main input[name^="diem"]');
  await expect(fields).toHaveCount(marks.length);
  for (const [place, mark] of marks.entries()) await fields.nth(place).fill(String(mark));
  await act(page, /Ký phiếu/);
  await expect(page).toHaveURL(/\/ky$/);
  await page.locator('main form button[type=submit]').last().click();
  await expect(page).toHaveURL(/\/cham/);
}
