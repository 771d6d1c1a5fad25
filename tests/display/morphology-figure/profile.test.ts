import { expect, test } from 'vitest';
import { cellPaints } from '../../../kernel-helpers/display/morphology-figure/paints.js';
import { binUmOf, depthCurves, peakOf } from '../../../kernel-helpers/display/morphology-figure/profile.js';
import { sideView } from '../../../kernel-helpers/display/morphology-figure/side-view.js';
import { type NodeRow, neuronOf } from '../../contract/neurons';

const projection = { across: 'x', transform: undefined, compartments: undefined } as const;
const range = { topUm: -8, bottomUm: 600 };
// An axon straight down from 100 to 200 µm; a dendrite of 30 µm that stays at 100 µm.
const rows = (dendriteUm: number): readonly NodeRow[] => [
  [0, 100_000, 0, 5000, -1, 1],
  [0, 200_000, 0, 100, 0, 2],
  [dendriteUm * 1000, 100_000, 0, 100, 0, 3],
];
const neurons = [neuronOf(rows(30), { type: 'BC' }), neuronOf(rows(50), { type: 'MC' })];
const views = neurons.map(neuron => sideView(neuron, projection));
const codes = new Set([1, 2, 3]);

test('bins are round numbers of µm, at least thirty of them', () => {
  expect([600, 754, 900, 3000, 30].map(bottomUm => binUmOf({ topUm: 0, bottomUm }))).toEqual([20, 20, 20, 100, 1]);
});

test('curves are the mean cable of a cell at each depth, by compartment, in mm per 100 µm', () => {
  const paints = cellPaints(neurons, 'compartment', {}, codes);
  const { curves, topUm, binUm } = depthCurves(views, [0, 1], paints, range, projection);
  expect([topUm, binUm]).toEqual([-20, 20]);
  const axon = curves.get('axon') ?? [];
  // 100 µm of axon in 100 µm of depth
  expect(Array.from(axon, v => Math.round(v * 1e6) / 1e6).slice(5, 12)).toEqual([0, 0.1, 0.1, 0.1, 0.1, 0.1, 0]);
  // 30 and 50 µm in one bin of 20 µm
  expect(curves.get('basal dendrite')?.[6]).toBeCloseTo((0.04 * 100) / 20, 9);
  expect(peakOf([{ curves, topUm, binUm }])).toBeCloseTo(0.2, 9);
});

test('where colours are cells, each has the mean of its own cells', () => {
  const paints = cellPaints(neurons, 'type', {}, codes);
  const { curves } = depthCurves(views, [0, 1], paints, range, projection);
  expect([...curves.keys()]).toEqual(['BC', 'MC']);
  expect(curves.get('BC')?.[6]).toBeCloseTo(0.1 + 0.15, 9);
  expect(curves.get('MC')?.[6]).toBeCloseTo(0.1 + 0.25, 9);
});

test('compartments that are not shown are not measured', () => {
  const dendrites = neurons.map(neuron => sideView(neuron, { ...projection, compartments: ['basalDendrite'] }));
  const paints = cellPaints(neurons, 'compartment', {}, new Set([3]));
  expect([...depthCurves(dendrites, [0, 1], paints, range, projection).curves.keys()]).toEqual(['basal dendrite']);
});
