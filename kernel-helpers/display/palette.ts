/** Colours for neurons: the field's own for its cell types, and a colour-blind-safe set for everything else. */

import { categoricalColor } from '../contract/scene/categorical-color.js';
import { InvalidArgumentError } from '../errors.js';

export { categoricalColor };

/**
 * The colour of each cell type as figures of MICrONS cell types have used them since 2025, so that readers recognise
 * them.
 *
 * @source the Allen Institute's public figure code for minnie65, 2025
 */
export const CELL_TYPE_COLORS: Readonly<Record<string, string>> = {
  '23P': '#ffafa8',
  '4P': '#fea36b',
  '5P-IT': '#fd8679',
  '5P-ET': '#b80058',
  '5P-NP': '#ff5caa',
  '6P-IT': '#edc1f5',
  '6P-CT': '#d163e6',
  BC: '#008cf9',
  BPC: '#00a76c',
  MC: '#88e6fd',
  NGC: '#aaaaaa',
};

/** Neurons whose type is not known. */
export const UNKNOWN_TYPE_COLOR = '#8c8c8c';

/** A colour for each type: the field's where it has one, else the next of {@link categoricalColor}. */
export function cellTypeColors(types: Iterable<string>): Map<string, string> {
  const colors = new Map<string, string>();
  let others = 0;
  for (const type of types) {
    if (colors.has(type)) continue;
    // A type may be called anything, also what every object has: `constructor`.
    colors.set(type, Object.hasOwn(CELL_TYPE_COLORS, type) ? CELL_TYPE_COLORS[type] : categoricalColor(others++));
  }
  return colors;
}

/**
 * As {@link cellTypeColors}, with colours of one's own over them.
 *
 * @throws {InvalidArgumentError} when one is no colour.
 */
export function groupColors(groups: Iterable<string>, own: Readonly<Record<string, string>> = {}): Map<string, string> {
  const names = [...groups];
  const colors = cellTypeColors(names.filter(name => !Object.hasOwn(own, name)));
  for (const name of names) if (Object.hasOwn(own, name)) colors.set(name, checkColor(own[name], name));
  return colors;
}

/**
 * `#rgb` or `#rrggbb` as lower-case `#rrggbb`.
 *
 * @throws {InvalidArgumentError} when it is neither; `where` names what has the colour.
 */
export function checkColor(color: unknown, where: string): string {
  if (typeof color === 'string' && /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.test(color)) {
    const hex = color.slice(1).toLowerCase();
    return `#${hex.length === 3 ? [...hex].map(digit => digit + digit).join('') : hex}`;
  }
  throw new InvalidArgumentError(
    `color of ${where} is not valid: received ${String(color)}, expected #rgb or #rrggbb`,
    { argument: 'colors' },
  );
}
