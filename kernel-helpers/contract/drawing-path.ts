import type { Fault } from './figure-text.js';

/** Tenths of a px: how finely the points of a path are stored. */
export const UNITS_PER_PX = 10;

/** No point of a path may lie farther out, in px either way: beyond it a browser's own arithmetic is at its end. */
export const PATH_REACH_PX = 50_000;

const TOKEN = /([Mlz])|(-?\d{1,6})(?!\d) ?|[\s\S]/y;

/** What a path draws, walked through once. */
export interface PathSize {
  readonly lines: number;
  readonly points: number;
}

/**
 * How much the path of a stored drawing draws, or why it is none: other letters than `M`, `l` and `z`, numbers that
 * are not whole, points out of reach, a line that does not begin with `M`.
 */
export function measurePath(path: string): PathSize | Fault {
  let lines = 0;
  let points = 0;
  let letter = '';
  // The numbers since the letter, and where the pen is.
  let numbers = 0;
  let first = 0;
  let x = 0;
  let y = 0;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < path.length) {
    const at = TOKEN.lastIndex;
    const [, newLetter, digits] = TOKEN.exec(path) as unknown as [string, string | undefined, string | undefined];
    if (newLetter !== undefined) {
      if (isIncomplete(letter, numbers)) return fault(path, at, 'two numbers for each point');
      if (letter === '' && newLetter !== 'M') return fault(path, at, 'M, which begins a line');
      letter = newLetter;
      numbers = 0;
      if (letter === 'M') lines++;
    } else if (digits !== undefined && letter !== '' && letter !== 'z') {
      if (letter === 'M' && numbers === 2) return fault(path, at, 'a letter after the point of M');
      numbers++;
      if (numbers % 2 === 1) {
        first = Number(digits);
        continue;
      }
      x = letter === 'M' ? first : x + first;
      y = letter === 'M' ? Number(digits) : y + Number(digits);
      points++;
      if (Math.max(Math.abs(x), Math.abs(y)) > PATH_REACH_PX * UNITS_PER_PX) {
        return fault(path, at, `points within ${PATH_REACH_PX} px`);
      }
    } else {
      return fault(path, at, 'the letters M, l, z and whole numbers');
    }
  }
  if (letter === '') return { received: 'an empty path', expected: 'M, which begins a line' };
  if (isIncomplete(letter, numbers)) return fault(path, path.length, 'two numbers for each point');
  return { lines, points };
}

function isIncomplete(letter: string, numbers: number): boolean {
  return letter !== '' && letter !== 'z' && (numbers === 0 || numbers % 2 === 1);
}

function fault(path: string, at: number, expected: string): Fault {
  const found = at >= path.length ? 'its end' : path.slice(at, at + 12);
  return { received: `${found} at character ${at}`, expected };
}
