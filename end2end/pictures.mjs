// Takes the pictures of docs/pictures from the demonstration: `npm run pictures`, after a build. Twelve key screens, on a
// desk and on a phone. The binary and the bundle are the ones the tests use.
import { chromium } from '@playwright/test';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const workspace = resolve(import.meta.dirname, '..');
const builds = resolve(workspace, process.env.CARGO_TARGET_DIR ?? 'target');
const { VINHDANH_BINARY: binary = join(builds, 'debug/vinhdanh'), ...surroundings } = process.env;
const folder = process.argv[2] ?? resolve(workspace, 'docs/pictures');
const sizes = { desk: { width: 1280, height: 900 }, phone: { width: 360, height: 740 } };

/** Name, who looks, the address, what to do before, and what comes to the top of the picture. */
const screens = [
  ['home', null, '/'],
  ['call', null, '/cuoc-thi/sang-tao-tre-3'],
  ['tasks', 'thi-sinh-2', '/ho-so', (page) => follow(page, /\/ho-so\/\d+$/)],
  ['section', 'thi-sinh-1', '/ho-so', refusedSection],
  ['receipt', 'thi-sinh-4', '/ho-so', async (page) => { await follow(page, /\/ho-so\/\d+$/); await follow(page, /bien-nhan$/); }],
  ['intake', 'thu-ky', '/thu-ky/sang-tao-tre-3/tiep-nhan', null, '.tabs'],
  ['check', 'thu-ky', '/thu-ky/sang-tao-tre-3/tiep-nhan', (page) => follow(page, /tiep-nhan\/\d+$/)],
  ['matrix', 'thu-ky', '/thu-ky/sang-tao-tre-2/phan-cong', null, '.legend'],
  ['queue', 'giam-khao-5', '/cham'],
  ['sheet', 'giam-khao-5', '/cham', scoredSheet],
  ['ranking', 'thu-ky', '/thu-ky/sang-tao-tre-1/xep-hang', null, '.filters'],
  ['winners', null, '/ket-qua/sang-tao-tre-1'],
];

const store = await mkdtemp(join(tmpdir(), 'vinhdanh-pictures-'));
const port = await freePort();
const url = `http://127.0.0.1:${port}`;
const env = {
  ...surroundings,
  VINHDANH_DATA: store,
  VINHDANH_LISTEN: `127.0.0.1:${port}`,
  VINHDANH_ADDRESS: url,
  VINHDANH_SITE: process.env.VINHDANH_SITE ?? join(builds, 'site'),
};
execFileSync(binary, ['demo', 'load', '--entries', '24', '--judges', '6', '--sheets-per-entry', '2'], { env, cwd: workspace });
const server = spawn(binary, ['serve'], { env, cwd: workspace, stdio: 'ignore' });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
try {
  await mkdir(folder, { recursive: true });
  while (!(await fetch(`${url}/readyz`).catch(() => null))?.ok) await sleep(50);
  const pages = {};
  for (const [name, who, address, before, top] of screens) {
    const page = (pages[who] ??= await signIn(who));
    for (const [size, viewport] of Object.entries(sizes)) {
      await page.setViewportSize(viewport);
      await page.goto(address);
      await before?.(page, size);
      await page.evaluate(() => document.fonts.ready);
      await page.waitForTimeout(400);
      if (top && size === 'phone') await page.locator(top).first().evaluate((one) => one.scrollIntoView());
      const devtools = await page.context().newCDPSession(page);
      const { data } = await devtools.send('Page.captureScreenshot', { format: 'webp', quality: 80 });
      await writeFile(join(folder, `${name}-${size}.webp`), Buffer.from(data, 'base64'));
    }
  }
} finally {
  await browser.close();
  server.kill('SIGTERM');
  await once(server, 'close');
  await rm(store, { recursive: true, force: true });
}

async function signIn(name) {
  const context = await browser.newContext({ baseURL: url, locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh', reducedMotion: 'reduce' });
  const page = await context.newPage();
  if (name === null) return page;
  await page.goto('/dang-nhap');
  await page.fill('#email', `${name}@trinh-dien.example`);
  await page.fill('#password', 'trinh-dien-2027');
  await page.locator('main form button[type=submit]').first().click();
  if (page.url().includes('/dang-nhap/ma')) {
    await page.locator('main form input[type=text]').fill(String(execFileSync(binary, ['demo', 'code'])).trim());
    await page.locator('main form button[type=submit]').first().click();
  }
  return page;
}

async function follow(page, address) {
  const links = await page.locator('main a[href]').evaluateAll((all) => all.map((one) => one.getAttribute('href')));
  await page.goto(links.find((link) => address.test(link)));
}

/** A date there is not, and a title that is missing: the page comes back with everything else. */
async function refusedSection(page) {
  await follow(page, /\/ho-so\/\d+$/);
  await follow(page, /thong-tin/);
  await page.fill('#ten', '');
  await page.fill('#q-created_on-ngay', '31');
  await page.fill('#q-created_on-thang', '2');
  await page.locator('main button[value=tiep]').click();
}

async function scoredSheet(page, size) {
  await follow(page, /\/cham\/\d+$/);
  await page.waitForSelector('html[data-ready]');
  if (size === 'phone') await page.locator('label[for=v-s]').click();
  const marks = await page.locator('main input[name^="diem"]').all();
  for (const [place, mark] of marks.slice(0, 3).entries()) await mark.fill(String(12 + place));
}

async function freePort() {
  const listener = createServer().listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address();
  listener.close();
  await once(listener, 'close');
  return port;
}
