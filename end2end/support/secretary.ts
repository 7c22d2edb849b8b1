// What a secretary does in one edition, step by step, from its rules to its locked rounds.
import { expect, type Page } from '@playwright/test';
import { fillDate } from './dates.ts';
import { act, type Somebody } from './people.ts';

const day = 86_400_000;

export class Secretary {
  constructor(
    private readonly person: Somebody,
    private readonly edition: string,
  ) {}

  /** Goes to a page of the edition's desk. */
  async at(address: string): Promise<Page> {
    return this.person.goto(`/thu-ky/${this.edition}${address}`);
  }

  async goto(address: string): Promise<Page> {
    return this.person.goto(address);
  }

  /** The edition of the youth creativity template. */
  async createEdition(number: number, year: number): Promise<void> {
    const page = await this.person.goto('/thu-ky/ky-moi');
    await page.locator('input[value=YOUTH_CREATIVITY]').check();
    await page.fill('#lan-thu', String(number));
    await page.fill('#nam', String(year));
    await act(page, 'Tạo kỳ thi');
    await expect(page).toHaveURL(`/thu-ky/${this.edition}/the-le`);
  }

  /** Dates of its own, one first prize, and every proposed value looked at. */
  async writeRules(closes: Date): Promise<void> {
    let page = await this.at('/the-le/thoi-gian');
    await fillDate(page, 'dates.opens_at', new Date(closes.getTime() - 30 * day));
    await fillDate(page, 'dates.closes_at', closes);
    await fillDate(page, 'dates.judged_by', new Date(closes.getTime() + 60 * day));
    await act(page, /Lưu và xác nhận/);
    page = await this.at('/the-le/giai-thuong');
    await page.locator('summary', { hasText: 'Giải Nhất' }).click();
    await page.locator('[id="prizes.1.cap"]').fill('1');
    await act(page, /Lưu và xác nhận/);
    for (const part of ['doi-tuong', 'cau-hoi', 'ho-so', 'vong-cham', 'tinh-diem']) {
      page = await this.at(`/the-le/${part}`);
      await act(page, /Lưu và xác nhận/);
    }
  }

  async openEdition(): Promise<void> {
    const page = await this.at('/mo-nhan');
    await act(page, /Mở nhận hồ sơ/);
    await expect(page.locator('.banner--success')).toContainText('Đã mở nhận hồ sơ');
  }

  /** Finds an entry in the list by its code and opens it. */
  async openIntake(code: string): Promise<Page> {
    const page = await this.at(`/tiep-nhan?tim=${code}`);
    const next = page.waitForEvent('domcontentloaded');
    await page.locator('main tr', { hasText: code }).getByRole('link').first().click();
    await next;
    return page;
  }

  /** Ticks what was asked for, as it is shown beside, and accepts. */
  async accept(code: string): Promise<void> {
    const page = await this.openIntake(code);
    for (const box of await page.locator('main input[name=dat]').all()) await box.check();
    await act(page, 'Tiếp nhận hồ sơ');
  }

  async askForSupplement(code: string, until: Date, what: string): Promise<void> {
    const page = await this.openIntake(code);
    await page.locator('summary', { hasText: 'Yêu cầu bổ sung' }).click();
    await fillDate(page, 'han', until);
    await page.getByLabel('Cần bổ sung những gì').fill(what);
    await act(page, 'Gửi yêu cầu bổ sung');
  }

  /** One panel for every field of a round; gives its number. */
  async createPanel(round: string, judges: string[]): Promise<string> {
    const page = await this.at(`/tieu-ban/moi?vong=${round}`);
    await page.fill('#ten', `Tiểu ban ${round}`);
    for (const field of await page.locator('input[name=linh-vuc]').all()) await field.check();
    await act(page, 'Lưu tiểu ban');
    await expect(page).toHaveURL(/tieu-ban\/\d+$/);
    for (const email of judges) {
      await page.fill('#thu', email);
      await page.fill('#ho-ten', `Giám Khảo ${email.match(/\d/)![0]} Ví Dụ`);
      await act(page, 'Thêm giám khảo');
    }
    return page.url().match(/\d+$/)![0];
  }

  /** Plans by the optimum, looks at the changes, applies them. */
  async assign(): Promise<void> {
    const page = await this.at('/phan-cong');
    await act(page, 'Tự phân công');
    await page.getByRole('link', { name: /Xem thay đổi/ }).click();
    await act(page, /Áp dụng/);
    await expect(page.locator('.banner--success')).toBeVisible();
  }

  async openRound(round: string, due: Date): Promise<void> {
    const page = await this.at(`/vong/${round}/mo`);
    await fillDate(page, 'han', due);
    await act(page, 'Mở vòng chấm');
  }

  async lockRound(round: string): Promise<void> {
    const page = await this.at(`/vong/${round}/khoa`);
    const word = (await page.locator('label[for=xac-nhan]').innerText()).match(/“(.+)”/)![1];
    await page.fill('#xac-nhan', word);
    await act(page, /Khóa điểm/);
  }

  /** Opens a signed sheet again, by its address. */
  async reopen(sheet: string): Promise<void> {
    const page = await this.person.goto(`${sheet}/mo-lai`);
    await page.getByLabel('Lý do').fill('Giám khảo ghi nhầm hai tiêu chí, đã báo thư ký.');
    await act(page, /Mở lại/);
  }
}
