import type { Random } from '../random.js';
import { COMPARTMENT } from '../skeleton.js';
import type { PyramidalForm } from './cell-types.js';
import { aroundUp, DOWN, lean, spokes, UP } from './directions.js';
import { growBranches, growSegment, growShaft, type Habit, leaveSoma, type Tree } from './grow-tree.js';
import { AXON, AXON_RADIUS_UM, DENDRITE, growStems } from './habits.js';
import type { PlacedCell } from './place-cells.js';
import { along, awayFrom, awayFromAxis, toDepth } from './pulls.js';

/** Basal dendrites, an apical dendrite with obliques and tuft, and an axon with collaterals, from the soma. */
export function growPyramidal(tree: Tree, random: Random, cell: PlacedCell, form: PyramidalForm): void {
  const basal: Habit = {
    ...DENDRITE,
    compartment: COMPARTMENT.basalDendrite,
    segmentsUm: form.basalUm,
    pulls: [awayFrom(cell, 0.1)],
  };
  growStems(tree, random, basal, spokes(random, form.basalStems, 0.35), 0.8);
  growApical(tree, random, cell, form);
  growPyramidalAxon(tree, random, cell, form);
}

function growApical(tree: Tree, random: Random, cell: PlacedCell, form: PyramidalForm): void {
  const compartment = COMPARTMENT.apicalDendrite;
  const trunk: Habit = { ...DENDRITE, compartment, wander: 0.1, segmentsUm: [], pulls: [along(UP, 0.16)] };
  const oblique: Habit = { ...DENDRITE, compartment, segmentsUm: [22, 62], pulls: [awayFromAxis(cell, 0.08)] };
  const tuft: Habit = {
    ...DENDRITE,
    compartment,
    segmentsUm: form.tuftUm,
    pulls: [toDepth(Math.max(30, form.trunkToUm - 40), 0.2), awayFromAxis(cell, 0.1)],
  };
  const goalUm = form.trunkToUm + random.normal(0, 9);
  const reachUm = Math.max(26, cell.y - goalUm);
  const top = growShaft(tree, random, trunk, leaveSoma(tree, trunk, UP, form.trunkRadiusUm, 1.9), {
    lengthUm: reachUm,
    branches: Math.min(form.obliques, Math.floor(reachUm / 14)),
    within: [0.12, 0.72],
    grow: from => {
      const radiusUm = Math.max(DENDRITE.tipRadiusUm, 0.55 * from.radiusUm);
      growBranches(tree, random, oblique, { ...from, radiusUm });
    },
  });
  if (form.tuftUm.length === 0) return;
  const turned = random.between(0, 2 * Math.PI);
  for (let i = 0; i < form.tuftStems; i++) {
    const side = aroundUp(turned + ((i + random.between(-0.2, 0.2)) * 2 * Math.PI) / form.tuftStems);
    const direction = lean(UP, side, random.between(0.5, 0.95));
    growBranches(tree, random, tuft, { node: top.node, direction, radiusUm: 0.75 * top.radiusUm });
  }
}

function growPyramidalAxon(tree: Tree, random: Random, cell: PlacedCell, form: PyramidalForm): void {
  const shaft: Habit = { ...AXON, wander: 0.16, segmentsUm: [], pulls: [along(DOWN, 0.14)] };
  const collateral: Habit = { ...AXON, segmentsUm: [48, 62, 74], pulls: [awayFromAxis(cell, 0.07)] };
  const climber: Habit = { ...AXON, wander: 0.2, segmentsUm: [], pulls: [along(UP, 0.2)] };
  const arbor: Habit = { ...AXON, segmentsUm: [34, 50, 60], pulls: [awayFromAxis(cell, 0.08)] };
  const climbsTo = form.axonClimbsToUm;
  let climbed = climbsTo === undefined;
  growShaft(tree, random, shaft, leaveSoma(tree, shaft, DOWN, AXON_RADIUS_UM, 1), {
    lengthUm: Math.max(90, form.axonToUm - cell.y + random.normal(0, 14)),
    branches: form.collaterals,
    within: [0.18, 0.9],
    grow: from => {
      const cone = { ...from, radiusUm: 0.9 * from.radiusUm };
      if (climbed || climbsTo === undefined) return growBranches(tree, random, collateral, cone);
      climbed = true;
      const rise = Math.max(60, tree.y[from.node] - climbsTo + random.normal(0, 15));
      const top = growSegment(tree, random, climber, cone, rise);
      return growBranches(tree, random, arbor, top);
    },
  });
}
