import fc from 'fast-check';
import { expect, test } from 'vitest';
import { somaFromSynapses } from '../../../kernel-helpers/core/morphology/soma-from-synapses.js';
import { createRandom } from '../../../kernel-helpers/core/random.js';
import { numberColumn } from '../../../kernel-helpers/core/table.js';
import * as datasets from '../../../kernel-helpers/io/datasets.js';
import { mirror } from '../../mirror.js';

/** Points spread evenly over a sphere, by the golden angle. */
function onSphere([x, y, z]: readonly number[], radius: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => {
    const height = 1 - (2 * (i + 0.5)) / count;
    const around = Math.sqrt(1 - height ** 2);
    const angle = i * Math.PI * (3 - Math.sqrt(5));
    return [x + radius * around * Math.cos(angle), y + radius * height, z + radius * around * Math.sin(angle)];
  }).flat();
}

test('a sphere of synapses is found exactly, wherever it is', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 3, maxLength: 3 }),
      fc.double({ min: 4000, max: 9000, noNaN: true }),
      (centre, radius) => {
        const soma = somaFromSynapses(onSphere(centre, radius, 150));
        expect(soma?.synapseCount).toBe(150);
        for (const k of [0, 1, 2]) expect(soma?.centreNm[k]).toBeCloseTo(centre[k], 3);
        expect(soma?.radiusNm).toBeCloseTo(radius, 3);
      },
    ),
    { numRuns: 30 },
  );
});

test('sparse synapses of a dendrite all round do not move it far', () => {
  const random = createRandom(7);
  const around = Array.from({ length: 3000 }, () => 200_000 * random.uniform());
  const soma = somaFromSynapses([...onSphere([100_000, 100_000, 100_000], 7000, 150), ...around]);
  expect(soma?.radiusNm).toBeGreaterThan(6500);
  expect(soma?.radiusNm).toBeLessThan(7500);
  expect(Math.hypot(...(soma?.centreNm ?? []).map(x => x - 100_000))).toBeLessThan(500);
});

test('without enough synapses, or with all of them in a plane, there is none', () => {
  expect(somaFromSynapses([])).toBeUndefined();
  expect(somaFromSynapses(onSphere([0, 0, 0], 7000, 19))).toBeUndefined();
  const flat = Array.from({ length: 60 }, (_, i) => [1000 * (i % 8), 1000 * Math.floor(i / 8), 0]).flat();
  expect(somaFromSynapses(flat)).toBeUndefined();
});

test('what is no reach is refused', () => {
  expect(() => somaFromSynapses([], { reachNm: 0 })).toThrow(
    'somaFromSynapses reachNm is not a length: received 0, expected nm above 0',
  );
});

test.skipIf(!mirror)('a real basket cell: within 3 µm of its nucleus, which these files do not have', async () => {
  const inputs = await datasets.open('minnie65/basket-cell-inputs', { mirror });
  const [x, y, z] = ['x', 'y', 'z'].map(axis => numberColumn(inputs, `post_pt_position_${axis}`));
  const soma = somaFromSynapses(Array.from(x, (_, i) => [x[i], y[i], z[i]]).flat());
  const [cx, cy, cz] = (soma?.centreNm ?? []).map(nm => nm / 1000);
  // The centre of the nucleus at version 1412, µm.
  expect(Math.hypot(cx - 766.848, cy - 547.712, cz - 899.48)).toBeLessThan(3);
  expect(soma?.radiusNm).toBeGreaterThan(6000);
  expect(soma?.radiusNm).toBeLessThan(10_000);
});
