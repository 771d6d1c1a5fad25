import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesToBase64, packBytes } from '../../kernel-helpers/contract/bytes.js';
import type { NeuronScene } from '../../kernel-helpers/contract/scene.js';
import { checkScene, SCENE_LIMITS } from '../../kernel-helpers/contract/scene-check.js';
import { decodeScene, encodeScene } from '../../kernel-helpers/contract/scene-codec.js';
import type { Neuron } from '../../kernel-helpers/core/skeleton.js';
import { FormatError } from '../../kernel-helpers/errors.js';
import { anyNeuron, neuronOf, smallRows } from './neurons.js';

const encode = (neurons: readonly Neuron[]): NeuronScene =>
  encodeScene(neurons, { title: 'title', caption: 'caption', colors: neurons.map(() => '#008cf9') });

const small = encode([neuronOf(smallRows)]);

/** The scene as a notebook gives it back, with one thing changed. */
function changed(change: (scene: Record<string, never> & NeuronScene) => void): unknown {
  const scene = JSON.parse(JSON.stringify(small));
  change(scene);
  return scene;
}

describe('a scene that went through a notebook', () => {
  test('has every coordinate within half a step', () => {
    fc.assert(
      fc.property(fc.array(anyNeuron, { minLength: 1, maxLength: 4 }), neurons => {
        const { packed } = encode(neurons);
        const { positionsNm } = decodeScene(JSON.parse(JSON.stringify(encode(neurons))));
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
        const { radiiNm } = decodeScene(encode(neurons));
        const halfStep = Math.log(radiusMaxNm / radiusMinNm) / 255 / 2;
        neurons
          .flatMap(neuron => [...neuron.skeleton.radiiNm])
          .forEach((nm, i) => {
            expect(Math.abs(Math.log(radiiNm[i] / Math.max(1, nm)))).toBeLessThanOrEqual(halfStep + 1e-6);
          });
      }),
    );
  });

  test('has exactly the trees, compartments and names it had', () => {
    fc.assert(
      fc.property(fc.array(anyNeuron, { minLength: 1, maxLength: 4 }), neurons => {
        const decoded = decodeScene(JSON.parse(JSON.stringify(encode(neurons))));
        neurons.forEach((neuron, n) => {
          const first = decoded.firstNode[n];
          const end = decoded.firstNode[n + 1];
          const parents = [...decoded.parents.subarray(first, end)].map(p => (p < 0 ? -1 : p - first));
          expect(parents).toEqual([...neuron.skeleton.parents]);
          expect(decoded.compartments.slice(first, end)).toEqual(neuron.skeleton.compartments);
          expect(decoded.scene.neurons[n].id).toBe('864691135396580129');
        });
      }),
    );
  });

  test('keeps a single node in its place', () => {
    const decoded = decodeScene(encode([neuronOf([[5, 6, 7, 300, -1, 1]])]));
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

  test('says synthetic when any neuron is', () => {
    expect(encode([neuronOf(smallRows)]).synthetic).toBe(false);
    expect(encode([neuronOf(smallRows), neuronOf(smallRows, { synthetic: true })]).synthetic).toBe(true);
  });
});

describe('what cannot be encoded', () => {
  test('a scene without a node', () => {
    expect(() => encode([neuronOf([])])).toThrow('scene neurons are empty: received 0 nodes, expected at least 1');
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

describe('JSON that is no scene is refused by the name of the field', () => {
  const cases: readonly [string, (scene: never) => void, string][] = [
    [
      'another version',
      (s: { version: number }) => {
        s.version = 2;
      },
      'neuron scene version is not known: received 2, expected 1',
    ],
    [
      'a title that is markup in an object',
      (s: { title: unknown }) => {
        s.title = { html: '' };
      },
      'neuron scene title is not valid',
    ],
    [
      'a caption of a megabyte',
      (s: { caption: string }) => {
        s.caption = 'x'.repeat(1e6);
      },
      'neuron scene caption is too long: received 1000000 characters, expected at most 10000',
    ],
    [
      'an id as a number',
      (s: { neurons: { id: unknown }[] }) => {
        s.neurons[0].id = 5;
      },
      'neuron scene neurons[0].id is not valid: received 5',
    ],
    [
      'a colour that is CSS',
      (s: { neurons: { color: string }[] }) => {
        s.neurons[0].color = 'url(x)';
      },
      'neuron scene neurons[0].color is not valid: received url(x), expected #rrggbb',
    ],
    [
      'node counts that do not add up',
      (s: { neurons: { nodeCount: number }[] }) => {
        s.neurons[0].nodeCount = 2;
      },
      'neuron scene neurons do not add up: received 2 nodes, expected 3',
    ],
    [
      'a negative node count',
      (s: { neurons: { nodeCount: number }[] }) => {
        s.neurons[0].nodeCount = -1;
      },
      'neuron scene neurons[0].nodeCount is out of range',
    ],
    [
      'half a node',
      (s: { packed: { nodeCount: number } }) => {
        s.packed.nodeCount = 2.5;
      },
      'neuron scene packed.nodeCount is not valid',
    ],
    [
      'more nodes than any picture needs',
      (s: { packed: { nodeCount: number } }) => {
        s.packed.nodeCount = SCENE_LIMITS.nodes + 1;
      },
      'neuron scene packed.nodeCount is out of range',
    ],
    [
      'a layer without a depth',
      (s: { layers: unknown[] }) => {
        s.layers.push({ name: 'L1' });
      },
      'neuron scene layers[0].depthNm is out of range',
    ],
    [
      'a step that is no number',
      (s: { packed: { stepNm: unknown[] } }) => {
        s.packed.stepNm[1] = null;
      },
      'neuron scene packed.stepNm[1] is out of range: received null',
    ],
    [
      'a largest radius below the smallest',
      (s: { packed: { radiusMaxNm: number } }) => {
        s.packed.radiusMaxNm = 1;
      },
      'neuron scene packed.radiusMaxNm is out of range',
    ],
    [
      'a camera at the target',
      (s: { camera: unknown }) => {
        s.camera = { target: [0, 0, 0], azimuth: 0, elevation: 0, distance: 0 };
      },
      'neuron scene camera.distance is out of range',
    ],
    [
      'positions longer than the nodes need',
      (s: { packed: { positions: string } }) => {
        s.packed.positions = 'A'.repeat(1e5);
      },
      'neuron scene packed.positions is too long',
    ],
    [
      'no packed arrays',
      (s: { packed: unknown }) => {
        s.packed = undefined;
      },
      'neuron scene packed is not valid: received undefined, expected an object',
    ],
  ];
  test.each(cases)('%s', (_, change, message) => {
    expect(() => checkScene(changed(change as never))).toThrow(message);
  });

  test.each([null, undefined, 3, 'text', []])('%j in place of a scene', value => {
    expect(() => checkScene(value)).toThrow(FormatError);
  });

  test('a parent outside its neuron', () => {
    const parents = packBytes(Uint8Array.of(0, 1, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0));
    const scene = { ...small, packed: { ...small.packed, parents } };
    expect(() => decodeScene(scene)).toThrow(
      'neuron scene packed.parents leaves its neuron at node 2: received 9, expected at most 2',
    );
  });

  test('an array that is not deflated data, whatever its bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), bytes => {
        const scene = { ...small, packed: { ...small.packed, radii: bytesToBase64(bytes) } };
        try {
          expect(decodeScene(scene).radiiNm.length).toBe(3);
        } catch (error) {
          expect(error).toBeInstanceOf(FormatError);
          expect((error as FormatError).at).toBe('packed.radii');
        }
      }),
    );
  });

  test('any JSON at all, without another kind of error', () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        expect(() => decodeScene(value)).toThrow(FormatError);
      }),
    );
  });
});
