import { readFileSync } from 'node:fs';

/** What a reference implementation wrote: `tests/fixtures/<path>.json`. */
export function fixture<T>(path: string): T {
  return JSON.parse(readFileSync(new URL(`../fixtures/${path}.json`, import.meta.url), 'utf8')) as T;
}
