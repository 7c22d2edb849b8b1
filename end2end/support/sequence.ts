// One random sequence of two devices on one form, on a clock that the test moves, and what must hold afterwards.
import type { Browser, BrowserContext, Page, Request } from '@playwright/test';
import { setTimeout as sleep } from 'node:timers/promises';
import { ready } from './people.ts';

/** Numbers that come again from the same seed. */
export class Dice {
  private state: number;

  constructor(seed: number) {
    this.state = (seed * 2654435761) >>> 0;
  }

  below(end: number): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % end;
  }
}

type Line = 'good' | 'slow' | 'lost';

interface Saving {
  page: string;
  texts: string[];
  accepted: boolean;
}

/** What the server was asked and what it said, for all devices of a sequence. */
export class Record {
  readonly typed: string[] = [];
  readonly replaced = new Set<string>();
  readonly settled = new Set<string>();
  readonly arrived = new Set<string>();
  readonly faults: string[] = [];
  /** Pages whose saves were accepted, in order. */
  private readonly order: string[] = [];
  private readonly known = new Map<string, number>();
  private readonly taken = new Map<string, string>();
  conflicts = 0;

  /** How many saves there were: asked before a page is loaded. */
  now(): number {
    return this.order.length;
  }

  /**
   * The last words of a page that goes away may arrive without anybody hearing the answer, and another device that is
   * saving at that moment may hear of them first: so this is said before the page goes.
   */
  left(page: string): void {
    if (page) this.order.push(page);
  }

  opened(page: string, from: number): void {
    this.known.set(page, from);
  }

  /** Called when the server answered a save. */
  answered(saving: Saving & { id: string; body: string }): void {
    const from = this.known.get(saving.page) ?? 0;
    if (saving.accepted) {
      saving.texts.forEach((text) => this.arrived.add(text));
      const before = this.taken.get(saving.id);
      if (before !== undefined && before !== saving.body) this.faults.push(`${saving.id} was accepted twice with different texts`);
      this.taken.set(saving.id, saving.body);
      this.order.push(saving.page);
    } else {
      this.conflicts += 1;
      const others = this.order.slice(from).filter((page) => page !== saving.page);
      if (others.length === 0) this.faults.push(`${saving.id} was told of a conflict with itself, after ${from} of ${this.order.length} saves`);
    }
    this.known.set(saving.page, saving.accepted ? this.order.length : from);
  }
}

export class Device {
  private line: Line = 'good';
  private name = '';
  page!: Page;

  private constructor(
    private readonly context: BrowserContext,
    private readonly address: string,
    private readonly record: Record,
  ) {}

  static async start(browser: Browser, url: string, storageState: string | object, address: string, record: Record): Promise<Device> {
    const context = await browser.newContext({ baseURL: url, storageState: storageState as never });
    await context.clock.install();
    const device = new Device(context, address, record);
    await context.route('**/*', async (route) => {
      if (route.request().method() !== 'POST') return route.fallback();
      if (device.line === 'lost') return route.abort('connectionfailed');
      if (device.line === 'slow') await sleep(40);
      return route.continue().catch(() => {});
    });
    context.on('response', (response) => void device.heard(response.request(), response.status()));
    await device.open();
    return device;
  }

  async open(): Promise<void> {
    const before = this.page;
    this.page = await this.context.newPage();
    this.page.on('dialog', (dialog) => void dialog.accept().catch(() => {}));
    this.record.left(this.name);
    await before?.close({ runBeforeUnload: false });
    await this.load();
  }

  async load(): Promise<void> {
    const from = this.record.now();
    this.record.left(this.name);
    await this.page.goto(this.address);
    await this.settleIn(from);
  }

  private async settleIn(from: number): Promise<void> {
    await ready(this.page);
    // They may also arrive after the page that follows was read.
    this.record.left(this.name);
    this.name = ((await this.page.locator('input[name=trang]').getAttribute('value')) ?? '').split('~')[0];
    this.record.opened(this.name, from);
  }

  private heard(request: Request, status: number): void {
    if (request.method() !== 'POST' || !request.url().endsWith(this.address)) return;
    const body = new URLSearchParams(request.postData() ?? '');
    const page = (body.get('trang') ?? '').split('~')[0];
    const texts = [...body].filter(([name]) => name.startsWith('q-')).map(([, text]) => text);
    const accepted = status === 200 || status === 303;
    if (accepted || status === 409) {
      this.record.answered({ page, id: `${body.get('trang')}.${body.get('luot')}`, body: texts.join('|'), texts, accepted });
    }
  }

  async type(text: string, dice: Dice): Promise<void> {
    const areas = this.page.locator('form#phan textarea');
    const area = areas.nth(dice.below(await areas.count()));
    this.record.replaced.add(await area.inputValue());
    await area.fill(text);
    this.record.typed.push(text);
  }

  async pass(time: number): Promise<void> {
    await this.page.clock.runFor(time);
    await sleep(25);
  }

  async press(): Promise<void> {
    const from = this.record.now();
    if (this.line !== 'lost') this.record.left(this.name);
    await this.page.evaluate(() => void (document.documentElement.dataset.nhan = ''));
    await this.page.locator('form#phan button[value=luu]').evaluate((button: HTMLElement) => button.click());
    // Saving comes first, leaving after it; without a line the page stays.
    for (let wait = 0; wait < 100; wait += 1) {
      await sleep(30);
      const where = await this.page
        .evaluate(() => ('nhan' in document.documentElement.dataset ? document.querySelector('.save-line')?.textContent ?? '' : 'gone'))
        .catch(() => '');
      if (where === 'gone') break;
      if (/máy này|đang bận/.test(where)) return;
    }
    await this.page.waitForLoadState('domcontentloaded');
    if (await this.page.locator('form#phan').count()) await this.settleIn(from);
    else await this.load();
  }

  change(line: Line): void {
    this.line = line;
  }

  async decide(takes: boolean): Promise<boolean> {
    const offer = this.page.locator('#ban-tren-may');
    const take = offer.getByRole('button', { name: 'Dùng bản trên máy này' });
    if (takes && (await take.count())) {
      await take.click();
      return true;
    }
    const drop = offer.getByRole('button', { name: 'Bỏ bản này' });
    if (!(await drop.count())) return false;
    (await offer.locator('.copy-offer__text').allInnerTexts()).forEach((text) => this.record.settled.add(text));
    await drop.click();
    return true;
  }

  /** What the server has now: the last words of a closed page arrive without an answer that anybody hears. */
  async look(): Promise<void> {
    const page = await (await this.context.request.get(this.address)).text();
    for (const [, text] of page.matchAll(/<textarea[^>]*>([^<]*)</g)) this.record.arrived.add(text);
  }

  async fields(): Promise<string[]> {
    return this.page.locator('form#phan textarea').evaluateAll((all) => all.map((area) => (area as HTMLTextAreaElement).value));
  }

  /** Everything gets through; what the device offers is seen; nothing is left on it. */
  async settle(): Promise<void> {
    this.line = 'good';
    for (let turn = 0; turn < 12; turn += 1) {
      // Long enough to try again, too short to give an answer up.
      await this.pass(16_000);
      await sleep(150);
      await this.decide(turn < 2);
      await this.press();
      const left = await this.page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('vinhdanh:')));
      if (left.length === 0) return;
    }
    this.record.faults.push('something stays on the device');
  }

  async end(): Promise<void> {
    await this.context.close();
  }
}

/** Plays one sequence and gives what went wrong. */
export async function play(browser: Browser, url: string, state: object, address: string, seed: number, acts: number): Promise<Record> {
  const dice = new Dice(seed);
  const record = new Record();
  const devices = [await Device.start(browser, url, state, address, record)];
  if (seed % 3) devices.push(await Device.start(browser, url, state, address, record));
  for (let turn = 0; turn < acts; turn += 1) {
    const device = devices[dice.below(devices.length)];
    const choice = dice.below(100);
    if (choice < 42) await device.type(`s${seed}t${record.typed.length}`, dice);
    else if (choice < 62) await device.pass([300, 1_500, 3_100, 16_000][dice.below(4)]);
    else if (choice < 72) await device.press();
    else if (choice < 80) await device.open();
    else if (choice < 84) await device.load();
    else if (choice < 94) device.change((['good', 'slow', 'lost'] as const)[dice.below(3)]);
    else await device.decide(dice.below(2) === 0);
    await devices[0].look();
  }
  for (const device of devices) await device.settle();
  const stored = await (async () => {
    await devices[0].load();
    return devices[0].fields();
  })();
  const isSafe = (text: string) => record.arrived.has(text) || record.replaced.has(text) || record.settled.has(text) || stored.includes(text);
  record.faults.push(...record.typed.filter((text) => !isSafe(text)).map((text) => `${text} is lost`));
  for (const device of devices) await device.end();
  return record;
}
