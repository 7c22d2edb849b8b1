// A portal of one's own: the debug binary with an empty data folder on a free port.
import { test as base } from '@playwright/test';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const workspace = resolve(import.meta.dirname, '../..');
const builds = resolve(workspace, process.env.CARGO_TARGET_DIR ?? 'target');
/** The portal refuses settings it does not know: the one that names its binary is ours. */
const { VINHDANH_BINARY: binary = join(builds, 'debug/vinhdanh'), ...surroundings } = process.env;
const site = process.env.VINHDANH_SITE ?? join(builds, 'site');

type Settings = Record<string, string>;

export class Portal {
  private constructor(
    readonly url: string,
    readonly folder: string,
    private readonly settings: Settings,
    private readonly server: ChildProcess,
    private readonly log: string[],
  ) {}

  /** Starts a portal and waits until it is ready; `settings` are environment variables on top of the usual ones. */
  static async start(settings: Settings = {}, demo = false): Promise<Portal> {
    const folder = await mkdtemp(join(tmpdir(), 'vinhdanh-e2e-'));
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const all = {
      VINHDANH_DATA: folder,
      VINHDANH_LISTEN: `127.0.0.1:${port}`,
      VINHDANH_ADDRESS: url,
      VINHDANH_SITE: site,
      VINHDANH_LIVING_PAGE: 'true',
      VINHDANH_PROVINCE__COMMUNES: join(workspace, 'fixtures/units-quang-ninh.json'),
      ...settings,
    };
    if (demo) await command(['demo', 'load', '--entries', '12', '--judges', '5', '--sheets-per-entry', '1'], all);
    const server = spawn(binary, ['serve'], {
      cwd: workspace,
      env: { ...surroundings, ...all },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const log: string[] = [];
    server.stdout.on('data', (text) => log.push(String(text)));
    server.stderr.on('data', (text) => log.push(String(text)));
    server.on('error', (problem) => log.push(String(problem)));
    const portal = new Portal(url, folder, all, server, log);
    try {
      await portal.ready();
    } catch (problem) {
      server.kill('SIGKILL');
      await rm(folder, { recursive: true, force: true });
      throw problem;
    }
    return portal;
  }

  /** Runs another command of the portal on the same data, and gives what it prints. */
  async run(...words: string[]): Promise<string> {
    return command(words, this.settings);
  }

  /** Everything the portal has logged so far. */
  logged(): string {
    return this.log.join('');
  }

  /** Asks the portal to stop, as an administrator would, and removes its data. */
  async stop(): Promise<void> {
    if (this.isRunning()) {
      const stopped = once(this.server, 'close');
      this.server.kill('SIGTERM');
      const patience = new AbortController();
      const inTime = await Promise.race([
        stopped.then(() => true),
        sleep(10_000, false, { signal: patience.signal }),
      ]);
      patience.abort();
      if (!inTime) {
        this.server.kill('SIGKILL');
        throw new Error(`the portal did not stop within 10 s:\n${this.logged()}`);
      }
    }
    await rm(this.folder, { recursive: true, force: true });
  }

  private async ready(): Promise<void> {
    for (const deadline = Date.now() + 30_000; Date.now() < deadline; await sleep(50)) {
      if (!this.isRunning()) break;
      const answer = await fetch(`${this.url}/readyz`).catch(() => undefined);
      if (answer?.ok) return;
    }
    throw new Error(`the portal (${binary}) did not become ready:\n${this.logged()}`);
  }

  private isRunning(): boolean {
    return this.server.pid !== undefined && this.server.exitCode === null && this.server.signalCode === null;
  }
}

async function command(words: string[], settings: Settings): Promise<string> {
  const child = spawn(binary, words, { cwd: workspace, env: { ...surroundings, ...settings } });
  let printed = '';
  let complaints = '';
  child.stdout.on('data', (text) => (printed += text));
  child.stderr.on('data', (text) => (complaints += text));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`vinhdanh ${words.join(' ')} ended with ${code}:\n${complaints}`);
  return printed;
}

/** Tests with a portal: one per worker, on which every `page.goto('/…')` lands. */
export const test = base.extend<object, { portal: Portal }>({
  portal: [
    async ({}, use) => {
      const portal = await Portal.start();
      await use(portal);
      await portal.stop();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  baseURL: async ({ portal }, use) => use(portal.url),
});

/** Tests of one file with a demonstration of their own: invented people and three editions. */
export function demonstration() {
  return base.extend<object, { portal: Portal }>({
    portal: [
      async ({}, use) => {
        const portal = await Portal.start({}, true);
        await use(portal);
        await portal.stop();
      },
      { scope: 'worker', timeout: 120_000 },
    ],
  });
}

export { expect } from '@playwright/test';

async function freePort(): Promise<number> {
  const listener = createServer().listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const address = listener.address();
  listener.close();
  await once(listener, 'close');
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}
