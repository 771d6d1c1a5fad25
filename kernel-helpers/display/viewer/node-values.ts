/** Numbers along neurons, asked for once. */

import type { Neuron } from '../../core/skeleton.js';
import { InvalidArgumentError } from '../../errors.js';
import { type ColorBy, type ColorByNode, colorScale } from './color-by.js';

const known = new WeakMap<ColorByNode, WeakMap<Neuron['skeleton'], ArrayLike<number>>>();

/**
 * One number for each node of a neuron's skeleton.
 *
 * @throws {InvalidArgumentError} when they are not as many.
 */
export function nodeValues(by: ColorByNode, neuron: Neuron): ArrayLike<number> {
  const ofNeurons = known.get(by) ?? new WeakMap<Neuron['skeleton'], ArrayLike<number>>();
  known.set(by, ofNeurons);
  const before = ofNeurons.get(neuron.skeleton);
  if (before) return before;
  const values: unknown = by.nodes(neuron);
  const length = (values as ArrayLike<number> | null | undefined)?.length;
  if (length !== neuron.skeleton.nodeCount) {
    throw new InvalidArgumentError(
      `viewer colorBy ${by.label} does not fit neuron ${neuron.id}: received ${length ?? 'no'} values, expected ` +
        `${neuron.skeleton.nodeCount}, one a node`,
      { argument: 'colorBy' },
    );
  }
  ofNeurons.set(neuron.skeleton, values as ArrayLike<number>);
  return values as ArrayLike<number>;
}

/**
 * That the colours along neurons can be made.
 *
 * @throws {InvalidArgumentError} as {@link nodeValues} and `colorScale`.
 */
export function checkNodeValues(neurons: readonly Neuron[], colorBy: ColorBy | undefined): void {
  if (typeof colorBy !== 'object' || colorBy === null || !('nodes' in colorBy)) return;
  if (typeof colorBy.nodes !== 'function') {
    throw new InvalidArgumentError(
      `viewer colorBy ${colorBy.label} nodes are not valid: received ${typeof colorBy.nodes}, expected a function of a neuron`,
      { argument: 'colorBy' },
    );
  }
  if (neurons.length === 0) return;
  colorScale(colorBy, numbersOf(neurons, colorBy), false);
}

function* numbersOf(neurons: readonly Neuron[], by: ColorByNode): Iterable<number> {
  for (const neuron of neurons) yield* Array.from(nodeValues(by, neuron));
}
