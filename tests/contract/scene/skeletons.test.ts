import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SceneSkeletons } from '../../../kernel-helpers/contract/scene/scene.js';
import {
  type DecodedSkeletons,
  packSkeletons,
  unpackSkeletons,
} from '../../../kernel-helpers/contract/scene/skeletons.js';
import type { Neuron } from '../../../kernel-helpers/core/skeleton.js';
import { anyNeuron, neuronOf } from '../neurons.js';

const encode = (neurons: readonly Neuron[]): SceneSkeletons => ({
  kind: 'skeletons',
  key: 'skeletons',
  name: 'neurons',
  opacity: 1,
  radiusScale: 1,
  trees: neurons.map(({ skeleton }, n) => ({ cell: n, nodeCount: skeleton.nodeCount })),
  packed: packSkeletons(
    neurons.map(neuron => neuron.skeleton),
    neurons.map(neuron => neuron.id.toString()),
  ),
});
const decode = (item: SceneSkeletons): DecodedSkeletons =>
  unpackSkeletons(JSON.parse(JSON.stringify(item)), 'items[0]');

describe('skeletons that went through a notebook', () => {
  test('has every coordinate within half a step', () => {
    fc.assert(
      fc.property(fc.array(anyNeuron, { minLength: 1, maxLength: 4 }), neurons => {
        const { packed } = encode(neurons);
        const { positionsNm } = decode(encode(neurons));
        const original = neurons.flatMap(neuron => [...neuron.skeleton.positionsNm]);
        original.forEach((nm, i) => {
          // The half step, and what a 32-bit float cannot tell apart at 2 mm.
          expect(Math.abs(positionsNm[i] - nm)).toBeLessThanOrEqual(packed.stepNm[i % 3] * 0.5 + 0.2);
        });
      }),
    );
  });

  test('has every radius within half a step of its logarithm, and none under 1 nm', () => {
    fc.assert(
      fc.property(fc.array(anyNeuron, { minLength: 1, maxLength: 4 }), neurons => {
        const { radiusMinNm, radiusMaxNm } = encode(neurons).packed;
        const { radiiNm } = decode(encode(neurons));
        const halfStep = Math.log(radiusMaxNm / radiusMinNm) / 255 / 2;
        neurons
          .flatMap(neuron => [...neuron.skeleton.radiiNm])
          .forEach((nm, i) => {
            expect(Math.abs(Math.log(radiiNm[i] / Math.max(1, nm)))).toBeLessThanOrEqual(halfStep + 1e-6);
          });
      }),
    );
  });

  test('has exactly the trees and compartments it had', () => {
    fc.assert(
      fc.property(fc.array(anyNeuron, { minLength: 1, maxLength: 4 }), neurons => {
        const decoded = decode(encode(neurons));
        neurons.forEach((neuron, n) => {
          const first = decoded.firstNode[n];
          const end = decoded.firstNode[n + 1];
          const parents = [...decoded.parents.subarray(first, end)].map(p => (p < 0 ? -1 : p - first));
          expect(parents).toEqual([...neuron.skeleton.parents]);
          expect(decoded.compartments.slice(first, end)).toEqual(neuron.skeleton.compartments);
        });
      }),
    );
  });

  test('keeps a single node in its place', () => {
    const decoded = decode(encode([neuronOf([[5, 6, 7, 300, -1, 1]])]));
    expect([...decoded.positionsNm]).toEqual([5, 6, 7]);
    expect([...decoded.radiiNm]).toEqual([300]);
  });

  test('takes under 12 bytes of text a node', () => {
    const rows = Array.from(
      { length: 2000 },
      (_, i) => [i * 500, Math.sin(i / 9) * 5000, i * 20, 300, i - 1, 3] as const,
    );
    expect(JSON.stringify(encode([neuronOf(rows)]).packed).length / rows.length).toBeLessThan(12);
  });
});

describe('what cannot be encoded', () => {
  test('skeletons without a node', () => {
    expect(() => encode([neuronOf([])])).toThrow('scene skeletons are empty: received 0 nodes, expected at least 1');
  });

  test('a coordinate that is not finite, with its neuron and node', () => {
    expect(() => encode([neuronOf([[0, Number.NaN, 0, 1, -1, 1]])])).toThrow(
      'scene neuron 864691135396580129 node 0 has a bad coordinate: received NaN, expected a finite number of nm',
    );
  });

  test('a radius that is not finite', () => {
    expect(() => encode([neuronOf([[0, 0, 0, Number.POSITIVE_INFINITY, -1, 1]])])).toThrow('has a bad radius');
  });
});
