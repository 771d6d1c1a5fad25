/** What dendrites share and what axons share, whatever the cell. */

import type { Random } from '../random.js';
import { COMPARTMENT } from '../skeleton.js';
import type { Vector } from './directions.js';
import { growBranches, type Habit, leaveSoma, type Tree } from './grow-tree.js';

type Common = Pick<Habit, 'stepUm' | 'wander' | 'branchAngle' | 'tipRadiusUm'>;

export const DENDRITE: Common = { stepUm: 15, wander: 0.3, branchAngle: 0.6, tipRadiusUm: 0.32 };

export const AXON: Common & Pick<Habit, 'compartment'> = {
  compartment: COMPARTMENT.axon,
  stepUm: 20,
  wander: 0.42,
  branchAngle: 0.8,
  tipRadiusUm: 0.15,
};

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
