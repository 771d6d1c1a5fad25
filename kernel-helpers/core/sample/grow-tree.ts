/** Neurites as growth cones draw them: steps that keep their direction, bend slowly, are pulled, and branch. */

import type { Random } from '../random.js';
import { aroundUp, GOLDEN_ANGLE, lean, normalise, perpendicular, type Vector } from './directions.js';
import type { Pull } from './pulls.js';
import { MAX_DEPTH_UM, MIN_DEPTH_UM, pushInside } from './slab.js';

/** Nodes in the order they grew, parents first; coordinates and radii in µm. */
export interface Tree {
  readonly x: number[];
  readonly y: number[];
  readonly z: number[];
  readonly radius: number[];
  /** -1 for the soma, node 0. */
  readonly parent: number[];
  readonly compartment: number[];
}

/** How one kind of neurite grows. */
export interface Habit {
  readonly compartment: number;
  /** Distance between nodes, µm. */
  readonly stepUm: number;
  /** How much a step bends: 0 is a straight line, 0.5 tortuous. */
  readonly wander: number;
  /** Mean length of the segments between branch points, by order, µm; the last ones end in tips. */
  readonly segmentsUm: readonly number[];
  /** Mean angle between a branch and the direction of its parent, radians. */
  readonly branchAngle: number;
  readonly tipRadiusUm: number;
  readonly pulls: readonly Pull[];
}

/** A growing end. */
export interface Cone {
  readonly node: number;
  readonly direction: Vector;
  readonly radiusUm: number;
}

/** Radius left after a branch point, as a fraction. */
const BRANCH_RADIUS = 0.78;
/** Part of the bend that a step hands on to the next: what makes curves of many steps and not a jitter of single ones. */
const BEND_MEMORY = 0.6;

export function addNode(tree: Tree, at: Vector, radius: number, parent: number, compartment: number): number {
  tree.x.push(at[0]);
  tree.y.push(at[1]);
  tree.z.push(at[2]);
  tree.radius.push(radius);
  tree.parent.push(parent);
  tree.compartment.push(compartment);
  return tree.parent.length - 1;
}

/**
 * Starts a neurite: its first node lies `lift` soma radii from the soma's centre, so that the neurite leaves the soma
 * with its own radius (1) or as a cone (above 1).
 */
export function leaveSoma(tree: Tree, habit: Habit, direction: Readonly<Vector>, radiusUm: number, lift: number): Cone {
  const reach = tree.radius[0] * lift;
  const at: Vector = [
    tree.x[0] + reach * direction[0],
    Math.max(MIN_DEPTH_UM, tree.y[0] + reach * direction[1]),
    tree.z[0] + reach * direction[2],
  ];
  return { node: addNode(tree, at, radiusUm, 0, habit.compartment), direction: [...direction], radiusUm };
}

/** Grows a segment of the habit's length for `order`, then two branches of the next, to the tips. */
export function growBranches(tree: Tree, random: Random, habit: Habit, cone: Cone, order = 0): void {
  const lengthUm = habit.segmentsUm[order] * Math.min(1.7, Math.max(0.45, random.normal(1, 0.3)));
  const end = growSegment(tree, random, habit, cone, lengthUm);
  if (order + 1 >= habit.segmentsUm.length) return;
  const [first, second] = fork(random, end.direction, habit.branchAngle);
  const radiusUm = Math.max(habit.tipRadiusUm, end.radiusUm * BRANCH_RADIUS);
  growBranches(tree, random, habit, { node: end.node, direction: first, radiusUm }, order + 1);
  growBranches(tree, random, habit, { node: end.node, direction: second, radiusUm }, order + 1);
}

/** Grows one unbranched segment and returns its end. */
export function growSegment(tree: Tree, random: Random, habit: Habit, cone: Cone, lengthUm: number): Cone {
  const { stepUm, wander, tipRadiusUm, compartment, pulls } = habit;
  const steps = Math.max(1, Math.round(lengthUm / stepUm));
  const stride = Math.max(lengthUm, 0.6 * stepUm) / steps;
  const direction: Vector = [...cone.direction];
  const at: Vector = [tree.x[cone.node], tree.y[cone.node], tree.z[cone.node]];
  const bend: Vector = [0, 0, 0];
  let { node, radiusUm } = cone;
  for (let step = 0; step < steps; step++) {
    for (let k = 0; k < 3; k++) {
      bend[k] = BEND_MEMORY * bend[k] + (1 - BEND_MEMORY) * random.normal();
      direction[k] += wander * bend[k];
    }
    for (const pull of pulls) pull(at[0], at[1], at[2], direction);
    pushInside(at, direction);
    normalise(direction);
    for (let k = 0; k < 3; k++) at[k] += direction[k] * stride;
    at[1] = Math.min(MAX_DEPTH_UM, Math.max(MIN_DEPTH_UM, at[1]));
    radiusUm = Math.max(tipRadiusUm, radiusUm - (radiusUm - tipRadiusUm) * Math.min(0.5, stride / 130));
    node = addNode(tree, at, radiusUm, node, compartment);
  }
  return { node, direction, radiusUm };
}

/** A shaft and its side branches. */
export interface Shaft {
  readonly lengthUm: number;
  readonly branches: number;
  /** Side branches leave between these fractions of the length. */
  readonly within: readonly [number, number];
  /** Grows a side branch. */
  grow(from: Cone): void;
}

/** A shaft that gives off side branches on the way; returns its end. */
export function growShaft(tree: Tree, random: Random, habit: Habit, from: Cone, side: Shaft): Cone {
  const [first, last] = side.within;
  const gap = (last - first) / Math.max(1, side.branches);
  const turned = random.between(0, 2 * Math.PI);
  const offshoots: Cone[] = [];
  let cone = from;
  let grown = 0;
  for (let i = 0; i < side.branches; i++) {
    const at = side.lengthUm * (first + gap * (i + random.uniform()));
    cone = growSegment(tree, random, habit, cone, Math.max(at - grown, 0.6 * habit.stepUm));
    grown = Math.max(at, grown + 0.6 * habit.stepUm);
    const around = aroundUp(turned + i * GOLDEN_ANGLE + random.normal(0, 0.3));
    offshoots.push({ ...cone, direction: normalise(lean(cone.direction, around, random.between(0.95, 1.4))) });
  }
  const end = growSegment(tree, random, habit, cone, Math.max(side.lengthUm - grown, habit.stepUm));
  for (const offshoot of offshoots) side.grow(offshoot);
  return end;
}

/** Two directions that part from `direction` on opposite sides, one more than the other. */
function fork(random: Random, direction: Vector, angle: number): [Vector, Vector] {
  const side = perpendicular(random, direction);
  const first = angle * random.between(0.5, 1.1);
  const second = angle * random.between(0.7, 1.4);
  return [lean(direction, side, first), lean(direction, side, -second)];
}
