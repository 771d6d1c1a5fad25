/** What dendrites share and what axons share, whatever the cell. */

import type { Random } from '../random.js';
import { COMPARTMENT } from '../skeleton.js';
import type { Vector } from './directions.js';
import { growBranches, type Habit, leaveSoma, type Tree } from './grow-tree.js';

export const DENDRITE = { stepUm: 13, wander: 0.3, branchAngle: 0.6, tipRadiusUm: 0.32 } as const;

export const AXON = {
  compartment: COMPARTMENT.axon,
  stepUm: 17,
  wander: 0.42,
  branchAngle: 0.8,
  tipRadiusUm: 0.15,
} as const;

/** Radius of an axon where it leaves the soma, µm. */
export const AXON_RADIUS_UM = 0.25;

/** Grows a dendrite from the soma in each direction. */
export function growStems(
  tree: Tree,
  random: Random,
  habit: Habit,
  directions: readonly Readonly<Vector>[],
  radiusUm: number,
): void {
  for (const direction of directions) {
    growBranches(tree, random, habit, leaveSoma(tree, habit, direction, radiusUm * random.between(0.8, 1.2), 1.5));
  }
}
