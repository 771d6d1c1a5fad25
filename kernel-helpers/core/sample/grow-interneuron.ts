/** Interneurons, one function a form. */

import type { Random } from '../random.js';
import { COMPARTMENT } from '../skeleton.js';
import { aroundUp, DOWN, lean, perpendicular, sphere, spokes, UP, type Vector } from './directions.js';
import { growBranches, growSegment, growShaft, type Habit, leaveSoma, type Tree } from './grow-tree.js';
import { AXON, AXON_RADIUS_UM, DENDRITE, growStems } from './habits.js';
import type { PlacedCell } from './place-cells.js';
import { along, awayFrom, awayFromAxis, toDepth, within } from './pulls.js';

/** Multipolar dendrites and a dense axon round the soma. */
export function growBasket(tree: Tree, random: Random, cell: PlacedCell): void {
  const dendrites: Habit = {
    ...DENDRITE,
    compartment: COMPARTMENT.basalDendrite,
    segmentsUm: [20, 34, 72],
    pulls: [awayFrom(cell, 0.08)],
  };
  growStems(tree, random, dendrites, sphere(random, 6), 0.7);
  const cloud: Habit = {
    ...AXON,
    stepUm: 15,
    wander: 0.5,
    segmentsUm: [22, 30, 38, 42, 46, 44],
    branchAngle: 0.75,
    pulls: [awayFrom(cell, 0.05), within(cell, 130, 0.35)],
  };
  const hillock = leaveSoma(tree, cloud, random.uniform() < 0.7 ? UP : DOWN, AXON_RADIUS_UM, 1);
  const stalk = growSegment(tree, random, { ...cloud, wander: 0.2 }, hillock, 12);
  growBranches(tree, random, cloud, stalk);
  growBranches(
    tree,
    random,
    { ...cloud, segmentsUm: [26, 36, 42, 46, 40] },
    {
      ...stalk,
      direction: lean(stalk.direction, perpendicular(random, stalk.direction), 2.6),
    },
  );
}

/** An axon that climbs to layer 1 and spreads there. */
export function growMartinotti(tree: Tree, random: Random, cell: PlacedCell): void {
  const dendrites: Habit = {
    ...DENDRITE,
    compartment: COMPARTMENT.basalDendrite,
    segmentsUm: [22, 38, 78],
    pulls: [awayFrom(cell, 0.06), along(DOWN, 0.03)],
  };
  growStems(tree, random, dendrites, spokes(random, 5, 0.55), 0.65);
  const shaft: Habit = { ...AXON, stepUm: 17, wander: 0.2, segmentsUm: [], pulls: [along(UP, 0.16)] };
  const side: Habit = { ...AXON, stepUm: 17, segmentsUm: [34, 48, 52], pulls: [awayFromAxis(cell, 0.05)] };
  const spray: Habit = {
    ...AXON,
    stepUm: 16,
    segmentsUm: [30, 52, 66, 72],
    pulls: [toDepth(46, 0.22), awayFromAxis(cell, 0.09)],
  };
  const top = growShaft(tree, random, shaft, leaveSoma(tree, shaft, UP, AXON_RADIUS_UM, 1), {
    lengthUm: Math.max(40, cell.y - 78 + random.normal(0, 8)),
    branches: 3,
    within: [0.08, 0.6],
    grow: from => growBranches(tree, random, side, from),
  });
  const turned = random.between(0, 2 * Math.PI);
  for (let i = 0; i < 3; i++) {
    const direction = lean(UP, aroundUp(turned + (i * 2 * Math.PI) / 3), random.between(0.7, 1.2));
    growBranches(tree, random, spray, { ...top, direction });
  }
}

/** Dendrites up and down, and a narrow axon downwards. */
export function growBipolar(tree: Tree, random: Random): void {
  const pole = (to: Readonly<Vector>): Habit => ({
    ...DENDRITE,
    compartment: COMPARTMENT.basalDendrite,
    wander: 0.24,
    branchAngle: 0.3,
    segmentsUm: [34, 60, 84],
    pulls: [along(to, 0.13)],
  });
  growStems(tree, random, pole(UP), [UP], 0.85);
  growStems(tree, random, pole(DOWN), [DOWN], 0.85);
  const shaft: Habit = { ...AXON, stepUm: 16, wander: 0.2, segmentsUm: [], pulls: [along(DOWN, 0.14)] };
  const twig: Habit = { ...AXON, stepUm: 16, segmentsUm: [26, 42, 40], pulls: [along(DOWN, 0.09)] };
  const start = leaveSoma(tree, shaft, lean(DOWN, perpendicular(random, DOWN), 0.6), AXON_RADIUS_UM, 1);
  growShaft(tree, random, shaft, start, {
    lengthUm: 260,
    branches: 7,
    within: [0.1, 0.95],
    grow: from => growBranches(tree, random, twig, from),
  });
}

/** Short dendrites in a small, dense, tortuous axon. */
export function growNeurogliaform(tree: Tree, random: Random, cell: PlacedCell): void {
  const dendrites: Habit = {
    ...DENDRITE,
    stepUm: 10,
    wander: 0.36,
    compartment: COMPARTMENT.basalDendrite,
    segmentsUm: [14, 40],
    pulls: [awayFrom(cell, 0.08)],
  };
  growStems(tree, random, dendrites, sphere(random, 8), 0.55);
  const cloud: Habit = {
    ...AXON,
    stepUm: 10,
    wander: 0.62,
    branchAngle: 0.9,
    segmentsUm: [14, 20, 26, 28, 30],
    pulls: [within(cell, 70, 0.3)],
  };
  for (const direction of sphere(random, 4))
    growBranches(tree, random, cloud, leaveSoma(tree, cloud, direction, 0.2, 1));
}
