/** The slab of tissue that neurites stay in, µm. */

import { COLUMN_SIDE_UM } from './place-cells.js';

/** Nothing grows above this depth: the pia is at 0. */
export const MIN_DEPTH_UM = 3;
/** Axons leave the column here, in the white matter. */
export const MAX_DEPTH_UM = 830;

/** Neurites may leave the somata's footprint by about this much: beyond it they are turned back, µm. */
const MARGIN_UM = 90;
/** How far from a side, and from top and bottom, the turning begins, µm. */
const SIDE_UM = 60;
const END_UM = 38;
const STRENGTH = 0.7;

/** Bends `direction` back where `at` comes near a border of the slab, the more the nearer. */
export function pushInside(at: readonly [number, number, number], direction: [number, number, number]): void {
  direction[0] += turn(at[0], -MARGIN_UM, COLUMN_SIDE_UM + MARGIN_UM, SIDE_UM);
  direction[1] += turn(at[1], MIN_DEPTH_UM, MAX_DEPTH_UM, END_UM);
  direction[2] += turn(at[2], -MARGIN_UM, COLUMN_SIDE_UM + MARGIN_UM, SIDE_UM);
}

function turn(at: number, low: number, high: number, width: number): number {
  const above = low + width - at;
  const below = at - high + width;
  if (above > 0) return STRENGTH * Math.min(4, (above / width) ** 2);
  if (below > 0) return -STRENGTH * Math.min(4, (below / width) ** 2);
  return 0;
}
