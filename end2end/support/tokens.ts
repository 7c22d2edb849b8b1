// The colours of every theme, read from the stylesheet that declares them, and the contrast between two of them.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const css = readFileSync(resolve(import.meta.dirname, '../../style/tokens.css'), 'utf8');

export type Tokens = Record<string, string>;

/** What a rule declares; `selector` as it stands in the file, right before its brace. */
function declared(selector: string): Tokens {
  const start = css.indexOf(`${selector} {`);
  if (start < 0) throw new Error(`tokens.css has no rule ${selector}`);
  const body = css.slice(start, css.indexOf('}', start));
  return Object.fromEntries([...body.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map(([, name, colour]) => [name, colour]));
}

/** Every token of a theme; what a theme does not say comes from the light one. */
export function themes(): Record<'sang' | 'toi' | 'cao' | 'device dark', Tokens> {
  const light = declared('[data-theme="sang"]');
  return {
    sang: light,
    toi: { ...light, ...declared('[data-theme="toi"]') },
    cao: { ...light, ...declared('[data-theme="cao"]') },
    'device dark': { ...light, ...declared(':root:not([data-theme])') },
  };
}

/** The ratio of WCAG, from 1 to 21. */
export function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
