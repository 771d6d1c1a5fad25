import { expect, test } from 'vitest';
import type { GroupMatrix } from '../../kernel-helpers/core/connectivity/group-matrix.js';
import { fromEdges } from '../../kernel-helpers/core/connectivity/index.js';
import { nullTest } from '../../kernel-helpers/core/nulls/null-test.js';
import { beside, type ProofreadFindings } from '../../kernel-helpers/published/proofread-v1507.js';

const expected = (value: number) => nullTest(17022, new Float64Array(0), value);

/** What the files of version 1507 are said to give. */
const findings: ProofreadFindings = {
  cells: {
    steps: [2182, 2141, 2088, 2070, 2070].map(cells => ({ cells })),
    classes: [...Array<string>(1732).fill('excitatory'), ...Array<string>(338).fill('inhibitory')],
    areas: [...Array<string>(1854).fill('V1'), ...Array<string>(156).fill('RL'), ...Array<string>(59).fill('AL'), 'LM'],
  },
  minSynapses: 1,
  fullyExtended: false,
  wiring: { ...fromEdges({ pre: [1n], post: [2n] }), pairCount: 134753 },
  synapses: 258812,
  autapses: 31542,
  classPairs: { values: Float64Array.of(0.01372, 0.05307, 0.08774, 0.09859) } as unknown as GroupMatrix,
  reciprocity: { reciprocalPairs: 17022, edges: 134753, edgeFraction: (2 * 17022) / 134753, pairFraction: 0.14 },
  models: { uniform: expected(2119.9), chungLu: expected(8105.2), distanceClass: expected(8651.8) },
};

test('every reported number finds ours, and the digits agree', () => {
  const rows = beside(findings);
  expect(rows).toHaveLength(25);
  expect(rows.filter(row => !row.sameDigits)).toEqual([]);
  expect(new Set(rows.map(row => row.quantity)).size).toBe(25);
});

test('the reported numbers hold together: fractions times pairs are the connections, and ratios are quotients', () => {
  const reported = new Map(beside(findings).map(row => [row.quantity, Number(row.reported)]));
  const of = (quantity: string): number => reported.get(quantity) as number;
  const [e, i] = [of('excitatory cells'), of('inhibitory cells')];
  expect(e + i).toBe(of('unchanged since'));
  const connections =
    of('fraction E → E') * e * (e - 1) +
    (of('fraction E → I') + of('fraction I → E')) * e * i +
    of('fraction I → I') * i * (i - 1);
  // Four fractions of four decimals: half a unit of the last digit of each.
  expect(Math.abs(connections - of('connected ordered pairs'))).toBeLessThan(0.00005 * (e + i) ** 2);
  const pairs = e + i;
  const m = of('connected ordered pairs');
  const uniform = (m * (m - 1)) / (2 * (pairs * (pairs - 1) - 1));
  expect(Math.round(uniform)).toBe(of('expected, uniform'));
  expect(((2 * of('reciprocal pairs')) / m).toFixed(3)).toBe('0.253');
  for (const model of ['uniform', 'Chung–Lu', 'distance × class']) {
    const ratio = of('reciprocal pairs') / of(`expected, ${model}`);
    expect(ratio.toFixed(2)).toBe(of(`observed / expected, ${model}`).toFixed(2));
  }
});

test('a digit less is told', () => {
  const rows = beside({ ...findings, autapses: 31541, models: { ...findings.models, chungLu: expected(8106) } });
  expect(rows.filter(row => !row.sameDigits).map(row => row.quantity)).toEqual([
    'synapses of a cell on itself',
    'expected, Chung–Lu',
  ]);
});

test('what nobody reported has no rows', () => {
  expect(beside({ ...findings, minSynapses: 3 })).toEqual([]);
  expect(beside({ ...findings, minSynapses: 2, fullyExtended: true })).toEqual([]);
  expect(beside({ ...findings, minSynapses: 2 })).toHaveLength(21);
  expect(beside({ ...findings, fullyExtended: true }).map(row => row.reported)).toEqual(['111', '121', '6540', '1153']);
});
