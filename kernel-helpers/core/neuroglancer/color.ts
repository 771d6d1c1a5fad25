import { InvalidArgumentError } from '../../errors.js';
import { COLOR_NAMES } from './color-names.js';

/** `#rrggbb` in small letters of `#rgb`, `#rrggbb` or one of CSS's names; `undefined` for anything else. */
export function hexColor(color: unknown): string | undefined {
  if (typeof color !== 'string') return undefined;
  const named = COLOR_NAMES.get(color.toLowerCase());
  if (named !== undefined) return `#${named}`;
  if (/^#[0-9a-f]{6}$/i.test(color)) return color.toLowerCase();
  if (/^#[0-9a-f]{3}$/i.test(color)) return color.toLowerCase().replace(/[0-9a-f]/g, digit => digit + digit);
  return undefined;
}

/**
 * The same, of a colour that a caller gave.
 *
 * @throws {InvalidArgumentError} when it is none.
 */
export function givenColor(color: unknown, what: string): string {
  const hex = hexColor(color);
  if (hex !== undefined) return hex;
  throw new InvalidArgumentError(
    `neuroglancer ${what} is no colour: received ${String(color)}, expected #rrggbb, such as '#008cf9'`,
    { argument: what },
  );
}
