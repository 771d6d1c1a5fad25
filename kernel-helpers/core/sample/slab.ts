/** The slab of tissue that neurites stay in, µm. */

import { COLUMN_SIDE_UM } from './place-cells.js';

/** Nothing grows above this depth: the pia is at 0. */
export const MIN_DEPTH_UM = 2;
/** Axons leave the column here, in the white matter. */
export const MAX_DEPTH_UM = 800;

/** Neurites may leave the somata's footprint by this much before they are turned back, µm. */
const MARGIN_UM = 55;
/** How far from a border the turning begins, µm. */
const SOFT_UM = 14;
const STRENGTH = 0.7;

/** Bends `direction` back where `at` comes near a border of the slab. */
export function pushInside(at: readonly [number, number, number], direction: [number, number, number]): void {
  direction[0] += turn(at[0], -MARGIN_UM, COLUMN_SIDE_UM + MARGIN_UM);
  direction[1] += turn(at[1], MIN_DEPTH_UM, MAX_DEPTH_UM);
  direction[2] += turn(at[2], -MARGIN_UM, COLUMN_SIDE_UM + MARGIN_UM);
}

function turn(at: number, low: number, high: number): number {
  if (at < low + SOFT_UM) return STRENGTH * Math.min(1.5, (low + SOFT_UM - at) / SOFT_UM);
  if (at > high - SOFT_UM) return -STRENGTH * Math.min(1.5, (at - high + SOFT_UM) / SOFT_UM);
  return 0;
}
