// People with an account of their own on an empty portal: they join by a link and come back when a session is over.
import { type Browser, expect, type Page } from '@playwright/test';
import { Secret, TOTP } from 'otpauth';
import type { Clock } from './clock.ts';
import { open, press, type Way } from './people.ts';
import type { Portal } from './portal.ts';

const PASSWORD = 'mat khau cua nguoi thu';

export class Person {
  /** The key of the authenticator, for those who need one. */
  private key = '';

  private constructor(
    readonly page: Page,
    readonly email: string,
    private readonly clock: Clock,
  ) {}

  /** Opens the link of an invitation (or of a first administrator), chooses a password and, for staff, an authenticator. */
  static async join(browser: Browser, portal: Portal, clock: Clock, email: string, link: string, way?: Way): Promise<Person> {
    const person = new Person(await open(browser, portal, way), email, clock);
    await person.page.goto(link);
    await person.page.fill('#password', PASSWORD);
    if (await person.page.locator('#terms').isVisible()) await person.page.check('#terms');
    await person.page.locator('main form button[type=submit]').first().click();
    await person.pass();
    return person;
  }

  /** Somebody who has registered and is signed in on this page. */
  static of(page: Page, email: string, clock: Clock): Person {
    return new Person(page, email, clock);
  }

  /** Goes somewhere, signing in on the way when the session is over. */
  async goto(address: string): Promise<Page> {
    await this.page.goto(address);
    if (await this.pass()) await this.page.goto(address);
    return this.page;
  }

  /** Does what the portal asks before it lets somebody in; false when it asks nothing. */
  async pass(): Promise<boolean> {
    const { page } = this;
    let asked = false;
    if (/\/dang-nhap($|\?)/.test(page.url())) {
      asked = true;
      await page.fill('#email', this.email);
      await page.fill('#password', PASSWORD);
      await press(page, 'Đăng nhập');
    }
    if (page.url().includes('/tai-khoan/ma-xac-thuc')) {
      asked = true;
      this.key = (await page.locator('main').innerText()).match(/(?:[A-Z2-7]{4} ){3,}[A-Z2-7]{4}/)![0].replaceAll(' ', '');
    }
    if (/\/ma(-xac-thuc)?($|\?)/.test(page.url())) {
      asked = true;
      await page.fill('#code', this.code());
      await page.locator('main form button[type=submit]').first().click();
    }
    await expect(page).not.toHaveURL(/dang-nhap|ma-xac-thuc/);
    return asked;
  }

  private code(): string {
    return new TOTP({ secret: Secret.fromBase32(this.key) }).generate({ timestamp: this.clock.now().getTime() });
  }
}
