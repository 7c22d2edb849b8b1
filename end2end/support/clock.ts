// A clock that tests set: the portal runs under libfaketime, so that weeks pass between two steps.
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where Debian's package `libfaketime` puts it, by processor. */
const libraries = ['x86_64', 'aarch64'].map((processor) => `/usr/lib/${processor}-linux-gnu/faketime/libfaketimeMT.so.1`);

export class Clock {
  private ahead = 0;
  private readonly file = join(tmpdir(), `vinhdanh-clock-${process.pid}-${Date.now()}`);

  static async start(): Promise<Clock> {
    const clock = new Clock();
    await writeFile(clock.file, '+0');
    return clock;
  }

  /** What a process needs in its environment to follow this clock. */
  settings(): Record<string, string> {
    const library = libraries.find(existsSync);
    if (!library) throw new Error('libfaketime is missing: `cargo xtask setup --tests` installs it');
    return {
      LD_PRELOAD: library,
      FAKETIME_TIMESTAMP_FILE: this.file,
      FAKETIME_NO_CACHE: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    };
  }

  now(): Date {
    return new Date(Date.now() + this.ahead);
  }

  /** Moves on to a moment. Time never goes back. */
  async moveTo(moment: Date): Promise<void> {
    this.ahead = Math.max(this.ahead, Math.ceil((moment.getTime() - Date.now()) / 1000) * 1000);
    await writeFile(this.file, `+${this.ahead / 1000}`);
  }

  /** Lets whole days pass. */
  async pass(days: number): Promise<void> {
    await this.moveTo(new Date(this.now().getTime() + days * 86_400_000));
  }
}
