/** Colours for neurons: the field's own for its cell types, and a colour-blind-safe set for everything else. */

import { InvalidArgumentError } from '../errors.js';

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

/**
 * Seven colours that readers with any common colour vision tell apart; its yellow and black are left out, because
 * neither shows on both a white and a dark page.
 *
 * @source Okabe and Ito 2008, "Color universal design", https://jfly.uni-koeln.de/color/
 */
const distinct = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#7f7f7f'] as const;

/** How far each round through {@link distinct} moves to white (+) or black (-). */
const rounds = [0, -0.35, 0.4] as const;

/**
 * The nth of an endless list of colours: seven that anyone can tell apart, then the same darker, then lighter, and
 * from the beginning again.
 */
export function categoricalColor(index: number): string {
  const color = distinct[index % distinct.length];
  const shift = rounds[Math.floor(index / distinct.length) % rounds.length];
  const goal = shift > 0 ? 255 : 0;
  const channels = [1, 3, 5].map(start => {
    const value = Number.parseInt(color.slice(start, start + 2), 16);
    return Math.round(value + (goal - value) * Math.abs(shift))
      .toString(16)
      .padStart(2, '0');
  });
  return `#${channels.join('')}`;
}

/** A colour for each type: the field's where it has one, else the next of {@link categoricalColor}. */
export function cellTypeColors(types: Iterable<string>): Map<string, string> {
  const colors = new Map<string, string>();
  let others = 0;
  for (const type of types) {
    if (colors.has(type)) continue;
    colors.set(type, CELL_TYPE_COLORS[type] ?? categoricalColor(others++));
  }
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
