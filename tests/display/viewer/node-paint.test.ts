import { expect, test } from 'vitest';
import { unpackBytes } from '../../../kernel-helpers/contract/bytes.js';
import type { SceneSkeletons } from '../../../kernel-helpers/contract/scene/scene.js';
import type { Neuron } from '../../../kernel-helpers/core/skeleton.js';
import { viewer } from '../../../kernel-helpers/display/viewer/index.js';
import { neuronOf } from '../../contract/neurons.js';

/** 2000 nodes that lie within 40 nm of a straight line. */
const straight: Neuron = neuronOf(
  Array.from({ length: 2000 }, (_, i) => [i * 50, 20 * Math.sin(i * 1.7), 20 * Math.cos(i * 2.3), 100, i - 1, 3]),
  { id: 1n },
);
/** 0 to nearly 1 along it, and one node of 100 and one without a value in the midst. */
const values = Float64Array.from({ length: 2000 }, (_, i) => (i === 777 ? 100 : i === 800 ? Number.NaN : i / 2000));
const colorBy = { label: 'calcium (a.u.)', nodes: () => values };

test('what colours stand for does not change with how many nodes are kept, and what is not shown is told', async () => {
  const whole = await viewer(straight, { colorBy }).scene();
  const simple = await viewer(straight, { colorBy, maxBytes: 4000 }).scene();
  const [all, few] = [whole, simple].map(({ items }) => items[0] as SceneSkeletons);
  expect(all.packed.nodeCount).toBe(2000);
  expect(few.packed.nodeCount).toBeLessThan(100);
  expect(all.paint?.bar).toMatchObject({ min: 0, max: 100 });
  expect(few.paint?.bar).toEqual(all.paint?.bar);
  const codes = unpackBytes(few.paint?.codes ?? '', few.packed.nodeCount, 'paint');
  // The first and the last node, of 0 and 0.9995: of 254 steps to 100 the first and the fourth, 0 is no value.
  expect([codes[0], codes[codes.length - 1]]).toEqual([1, 4]);
  expect(whole.notes).toEqual([]);
  expect(simple.notes[1]).toBe(
    'Colours by calcium (a.u.) are those of these nodes alone: values between them are not shown; a larger maxBytes keeps more.',
  );
});
