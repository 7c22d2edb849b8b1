// What a first visit costs over the wire, after compression, against the budgets of the design.
import type { Browser } from '@playwright/test';

/** In bytes of response bodies; `code` is scripts and WASM together. */
export type Weights = Record<'html' | 'css' | 'fonts' | 'code' | 'images' | 'other' | 'total', number>;

/** Visits an address with an empty cache. */
export async function weigh(browser: Browser, url: string, storageState?: string): Promise<Weights> {
  const context = await browser.newContext({ storageState });
  const page = await context.newPage();
  const weights: Weights = { html: 0, css: 0, fonts: 0, code: 0, images: 0, other: 0, total: 0 };
  const counted: Promise<void>[] = [];
  page.on('requestfinished', (request) => {
    counted.push(
      (async () => {
        const response = await request.response();
        const { responseBodySize } = await request.sizes();
        weights[kind(response?.headers()['content-type'] ?? '')] += responseBodySize;
        weights.total += responseBodySize;
      })(),
    );
  });
  await page.goto(url, { waitUntil: 'networkidle' });
  await Promise.all(counted);
  await context.close();
  return weights;
}

function kind(type: string): keyof Weights {
  if (type.includes('html')) return 'html';
  if (type.includes('css')) return 'css';
  if (type.includes('font')) return 'fonts';
  if (type.includes('javascript') || type.includes('wasm')) return 'code';
  if (type.includes('image')) return 'images';
  return 'other';
}
