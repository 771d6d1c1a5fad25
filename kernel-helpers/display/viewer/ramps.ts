/** Colour ramps for numbers. */

import { InvalidArgumentError } from '../../errors.js';
import { checkColor } from '../palette.js';
import { refused } from './check-values.js';

/** Even stops from the least to the greatest. */
const ramps = {
  viridis: '440154 472d7b 3b528b 2c728e 21918c 28ae80 5ec962 addc30 fde725',
  magma: '000004 1d1147 51127c 822681 b73779 e75263 fc8961 fec488 fcfdbf',
  cividis: '00224e 123570 3b496c 575d6d 707173 8a8678 a59c74 c3b369 e1cc55 fee838',
  coolwarm: '3b4cc0 6282ea 8db0fe b8d0f9 dddddd f5c4ad f49a7b de604d b40426',
} as const;

/**
 * A ramp that grows evenly in lightness and reads the same to colour-blind readers: `viridis`, `magma`, `cividis`; or
 * `coolwarm`, for numbers with a middle that means something.
 *
 * @source matplotlib's colormaps by Smith and van der Walt (viridis, magma; CC0), Nuñez et al. 2018 (cividis,
 * https://doi.org/10.1371/journal.pone.0199239), Moreland 2009 (coolwarm, https://doi.org/10.1007/978-3-642-10520-3_9)
 */
export type RampName = keyof typeof ramps;

/** As many colours of a ramp, by its name or by stops of your own, as are wanted. */
export function rampColors(ramp: RampName | readonly string[], count: number): string[] {
  if (typeof ramp !== 'string' && !Array.isArray(ramp)) {
    throw refused('viewer colorBy ramp', ramp, `${Object.keys(ramps).join(', ')} or colors`, 'colorBy');
  }
  const stops = typeof ramp === 'string' ? named(ramp) : ramp.map(color => checkColor(color, 'the ramp'));
  if (stops.length < 2) {
    throw new InvalidArgumentError(
      `viewer colorBy ramp is too short: received ${stops.length} colors, expected 2 or more`,
      { argument: 'colorBy' },
    );
  }
  return Array.from({ length: count }, (_, i) => {
    const at = (i / Math.max(1, count - 1)) * (stops.length - 1);
    const from = Math.min(stops.length - 2, Math.floor(at));
    return mix(stops[from], stops[from + 1], at - from);
  });
}

function named(ramp: string): string[] {
  if (Object.hasOwn(ramps, ramp)) return ramps[ramp as RampName].split(' ').map(hex => `#${hex}`);
  throw new InvalidArgumentError(
    `viewer colorBy ramp is not known: received ${ramp}, expected ${Object.keys(ramps).join(', ')} or colors`,
    { argument: 'colorBy' },
  );
}

function mix(from: string, to: string, t: number): string {
  const channels = [1, 3, 5].map(start => {
    const a = Number.parseInt(from.slice(start, start + 2), 16);
    const b = Number.parseInt(to.slice(start, start + 2), 16);
    return Math.round(a + (b - a) * t)
      .toString(16)
      .padStart(2, '0');
  });
  return `#${channels.join('')}`;
}
