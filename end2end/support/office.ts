// What an administrator and the officer of a unit do.
import { expect } from '@playwright/test';
import { act, type Somebody } from './people.ts';

/** One school, by the list an administrator pastes. */
export async function importSchool(admin: Somebody, code: string, name: string): Promise<void> {
  const page = await admin.goto('/quan-tri/don-vi/nhap');
  await page.fill('#text', `Mã,Tên,Loại,Cấp trên\n${code},${name},Trường học,06685\n`);
  await act(page, 'Kiểm tra danh sách');
  await act(page, 'Nhập 1 đơn vị');
  await expect(page.getByRole('link', { name })).toBeVisible();
}

/** Sends an invitation to a role. */
export async function invite(admin: Somebody, name: string, email: string, role: string, unit = ''): Promise<void> {
  const page = await admin.goto('/quan-tri/loi-moi');
  await page.fill('#name', name);
  await page.fill('#email', email);
  await page.selectOption('#role', role);
  await page.fill('#unit', unit);
  await act(page, 'Gửi lời mời');
}

/** The officer of a unit opens an entry that waits and confirms it. */
export async function officerConfirms(officer: Somebody, code: string): Promise<void> {
  const page = await officer.goto('/don-vi?xac-nhan=cho');
  await page.locator('main tr, main li', { hasText: code }).getByRole('link').first().click();
  await act(page, 'Xác nhận hồ sơ');
}
