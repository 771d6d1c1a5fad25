/** Colours of single nodes: compartments, or numbers along a neuron. */

import { packBytes } from '../../contract/bytes.js';
import type { ScenePaint } from '../../contract/scene/scene.js';
import type { Neuron, Skeleton } from '../../core/skeleton.js';
import { UNKNOWN_TYPE_COLOR } from '../palette.js';
import { type ColorBy, type ColorByNode, colorScale, RAMP_STEPS } from './color-by.js';
import { nodeValues } from './node-values.js';
import { rampColors } from './ramps.js';

/** Colours that readers with any colour vision tell apart; axon and dendrite as blue and orange. */
export const COMPARTMENT_COLORS: readonly (readonly [label: string, color: string])[] = [
  ['unknown', '#8c8c8c'],
  ['soma', '#5c5c5c'],
  ['axon', '#0072b2'],
  ['basal dendrite', '#d55e00'],
  ['apical dendrite', '#cc79a7'],
  ['other', '#009e73'],
];

/** A neuron as it is drawn: perhaps with fewer nodes than it has; `sourceNodes` says which. */
export interface DrawnNeuron {
  readonly neuron: Neuron;
  readonly skeleton: Skeleton;
  readonly sourceNodes: Int32Array | undefined;
}

/** The paint of all nodes in order, or `undefined` when colours go by cell. */
export function nodePaint(drawn: readonly DrawnNeuron[], colorBy: ColorBy | undefined): ScenePaint | undefined {
  if (colorBy === 'compartment') return byCompartment(drawn);
  if (typeof colorBy === 'object' && 'nodes' in colorBy) return byValue(drawn, colorBy);
  return undefined;
}

function byCompartment(drawn: readonly DrawnNeuron[]): ScenePaint {
  const other = COMPARTMENT_COLORS.length - 1;
  const codes = joined(drawn.map(({ skeleton }) => skeleton.compartments.map(code => Math.min(code, other))));
  return {
    codes: packBytes(codes),
    colors: COMPARTMENT_COLORS.map(([, color]) => color),
    labels: COMPARTMENT_COLORS.map(([label]) => label),
  };
}

function byValue(drawn: readonly DrawnNeuron[], by: ColorByNode): ScenePaint {
  const values = drawn.map(({ neuron }) => Float64Array.from(nodeValues(by, neuron)));
  // The scale is that of the neurons as they are: what a colour stands for does not change with how much is stored.
  const anyMissing = values.some(list => list.some(Number.isNaN));
  const scale = colorScale(by, flat(values), anyMissing);
  const codes = drawn.map(({ sourceNodes }, n) => {
    const shown = sourceNodes ? Float64Array.from(sourceNodes, node => values[n][node]) : values[n];
    return Uint8Array.from(shown, value => scale.step(value) + 1);
  });
  return {
    codes: packBytes(joined(codes)),
    colors: [UNKNOWN_TYPE_COLOR, ...rampColors(by.ramp ?? 'viridis', RAMP_STEPS)],
    bar: scale.bar,
  };
}

function* flat(lists: readonly Float64Array[]): Generator<number> {
  for (const list of lists) yield* list;
}

function joined(lists: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(lists.reduce((sum, list) => sum + list.length, 0));
  let at = 0;
  for (const list of lists) {
    whole.set(list, at);
    at += list.length;
  }
  return whole;
}
