// Every address the server answers with GET, read from its routers: a page nobody listed is noticed.
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const sources = resolve(import.meta.dirname, '../../server/src');

/** The routes as the server writes them: `/ho-so/{id}/kiem-tra`. */
export function getRoutes(): string[] {
  const names = readdirSync(sources, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.rs'));
  return names.flatMap((name) => routesOf(readFileSync(resolve(sources, name), 'utf8'))).sort();
}

function routesOf(source: string): string[] {
  const named = Object.fromEntries(
    [...source.matchAll(/(?:const|let) (\w+)(?:: &str)? =\s*([^;]+);/g)].map(([, name, value]) => [name, value.trim()]),
  );
  const meaning = (words: string) => named[words] ?? words;
  return argumentsOf(source, '.route(').flatMap(([address, handler]) => {
    const answersGet = /\bget\(/.test(meaning(handler));
    return answersGet ? [JSON.parse(meaning(address)) as string] : [];
  });
}

/** The two arguments of each call, whatever lines they stand on. */
function argumentsOf(source: string, call: string): [string, string][] {
  const found: [string, string][] = [];
  for (let at = source.indexOf(call); at >= 0; at = source.indexOf(call, at + 1)) {
    const start = at + call.length;
    let depth = 1;
    let end = start;
    while (depth > 0) depth += { '(': 1, ')': -1 }[source[end++]] ?? 0;
    const [address, ...handler] = source.slice(start, end - 1).split(',');
    found.push([address.trim(), handler.join(',').trim().replace(/,$/, '')]);
  }
  return found;
}

/** The route that answers an address: of those that fit, the one with the fewest open parts. */
export function routeOf(address: string, routes: string[]): string | undefined {
  const path = address.replace(/[?#].*/, '').replace(/^\/en(?=\/|$)/, '') || '/';
  const fits = routes.filter((route) => new RegExp(`^${route.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '[^/]+')}$`).test(path));
  const open = (route: string) => route.split('{').length;
  return fits.sort((one, other) => open(one) - open(other))[0];
}
