import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DrawnElement } from '../../../kernel-helpers/contract/drawing.js';
import { COMPARTMENT, type Neuron } from '../../../kernel-helpers/core/skeleton.js';
import {
  LEAST_WIDTH_PX,
  neuritePaths,
  TOLERANCE_PX,
  WIDTH_STEP,
} from '../../../kernel-helpers/display/morphology-figure/neurites.js';
import { sideView } from '../../../kernel-helpers/display/morphology-figure/side-view.js';
import { anyNeuron, type NodeRow, neuronOf } from '../../contract/neurons';
import { distanceToLine, linesOf } from './paths';

const plain = { across: 'x', transform: undefined, compartments: undefined } as const;
const place = { x: 100, y: 50, pxPerUm: 0.5 };
const inks = ['#000000', '#000001', '#000002', '#000003', '#000004'] as const;
const drawn = (neuron: Neuron, at = place): DrawnElement[] =>
  neuritePaths(sideView(neuron, plain), at, code => inks[code]);
const linesIn = (elements: readonly DrawnElement[]): (DrawnElement & { kind: 'lines' })[] =>
  elements.filter((element): element is DrawnElement & { kind: 'lines' } => element.kind === 'lines');

// A soma at 300 µm of depth, an axon down, a basal dendrite to the left, an apical one up.
const rows: readonly NodeRow[] = [
  [500_000, 300_000, 9000, 8000, -1, COMPARTMENT.soma],
  [500_000, 400_000, 0, 100, 0, COMPARTMENT.axon],
  [450_000, 300_000, 0, 2000, 0, COMPARTMENT.basalDendrite],
  [400_000, 300_000, 0, 2000, 2, COMPARTMENT.basalDendrite],
  [500_000, 100_000, 0, 3000, 0, COMPARTMENT.apicalDendrite],
];

describe('a neuron of four compartments', () => {
  const elements = drawn(neuronOf(rows));

  test('stands with its soma where it is told, x to the right and depth down', () => {
    expect(elements[elements.length - 1]).toEqual({ kind: 'circle', x: 100, y: 200, radiusPx: 4, fill: '#000001' });
    expect(linesIn(elements).map(({ path }) => linesOf(path))).toEqual([
      [
        [
          [100, 200],
          [100, 250],
        ],
      ],
      [
        [
          [100, 200],
          [50, 200],
        ],
      ],
      [
        [
          [100, 200],
          [100, 100],
        ],
      ],
    ]);
  });

  test('has its axon behind, then basal and apical dendrite, and the soma in front', () => {
    const paints = elements.map(element => ('stroke' in element ? element.stroke : element.fill));
    expect(paints).toEqual(['#000002', '#000003', '#000004', '#000001']);
  });

  test('has its measured widths to a step, but none too thin to see', () => {
    const [axon, basal, apical] = linesIn(elements).map(({ widthPx }) => widthPx);
    expect(axon).toBe(LEAST_WIDTH_PX);
    // 4 µm and 6 µm at half a px a µm, the soma's own width left out
    expect(basal / 2).toBeGreaterThan(1 / Math.sqrt(WIDTH_STEP) - 0.01);
    expect(basal / 2).toBeLessThan(Math.sqrt(WIDTH_STEP) + 0.01);
    expect(apical / 3).toBeGreaterThan(1 / Math.sqrt(WIDTH_STEP) - 0.01);
    expect(apical / 3).toBeLessThan(Math.sqrt(WIDTH_STEP) + 0.01);
  });
});

test('a cell without a soma has no disc, and stands where its first root is', () => {
  const elements = drawn(
    neuronOf([
      [0, 0, 0, 100, -1, 2],
      [10_000, 0, 0, 100, 0, 2],
    ]),
  );
  expect(elements).toEqual([{ kind: 'lines', path: 'M1000 500l50 0', stroke: '#000002', widthPx: LEAST_WIDTH_PX }]);
});

test('a fork is two lines that begin at one point, with none between their ends', () => {
  const elements = drawn(
    neuronOf([
      [0, 0, 0, 100, -1, 3],
      [0, 10_000, 0, 100, 0, 3],
      [-20_000, 40_000, 0, 100, 1, 3],
      [20_000, 40_000, 0, 100, 1, 3],
    ]),
  );
  expect(linesIn(elements).map(({ path }) => linesOf(path))).toEqual([
    [
      [
        [100, 50],
        [100, 55],
        [90, 70],
      ],
      [
        [100, 55],
        [110, 70],
      ],
    ],
  ]);
});

test('a twig too short to be seen leaves nothing behind', () => {
  const twig: NodeRow = [10_000, 40, 0, 100, 1, 3];
  const stem: readonly NodeRow[] = [
    [0, 0, 0, 100, -1, 2],
    [10_000, 0, 0, 100, 0, 2],
  ];
  expect(drawn(neuronOf([...stem, twig]))).toEqual(drawn(neuronOf(stem)));
});

test('a lone node is a disc, for no line shows it', () => {
  expect(drawn(neuronOf([[0, 0, 0, 10_000, -1, 3]]))).toEqual([
    { kind: 'circle', x: 100, y: 50, radiusPx: 5, fill: '#000003' },
  ]);
});

test('radii that flicker do not cut a neurite into pieces, and one that tapers is cut at each step', () => {
  const straight = (radius: (i: number) => number): Neuron =>
    neuronOf(Array.from({ length: 200 }, (_, i): NodeRow => [0, i * 5000, 0, radius(i), i - 1, 3]));
  expect(linesIn(drawn(straight(i => 4000 * (1 + 0.08 * (-1) ** i))))).toHaveLength(1);
  const tapering = linesIn(drawn(straight(i => 8000 * 0.99 ** i)));
  expect(tapering.length).toBeGreaterThan(3);
  expect(tapering.length).toBeLessThan(12);
});

test('17,000 nodes are a few dozen elements of little text', () => {
  // A walk in curves, so that little of it is straight.
  const long = neuronOf(
    Array.from({ length: 17_000 }, (_, i): NodeRow => {
      return [300_000 * Math.sin(i / 500), 50 * i, 0, 200 + 150 * Math.sin(i / 90), i - 1, 2];
    }),
  );
  const elements = drawn(long);
  expect(elements.length).toBeLessThan(40);
  expect(JSON.stringify(elements).length).toBeLessThan(40_000);
});

test('lines pass within a third of a px of every node and stray no farther, whatever the tree', () => {
  // Half a tenth of a px for rounding, along both axes.
  const bound = TOLERANCE_PX + Math.SQRT2 * 0.0501;
  expect(bound).toBeLessThan(1 / 3);
  fc.assert(
    fc.property(anyNeuron, neuron => {
      const view = sideView(neuron, plain);
      const elements = neuritePaths(view, place, code => inks[code]);
      const lines = linesIn(elements).flatMap(({ path, stroke }) => linesOf(path).map(line => ({ line, stroke })));
      for (let i = 0; i < neuron.skeleton.nodeCount; i++) {
        const parent = neuron.skeleton.parents[i];
        if (parent < 0) continue;
        const at = [i, parent].map((n): [number, number] => [
          place.x + view.acrossUm[n] * place.pxPerUm,
          place.y + view.depthUm[n] * place.pxPerUm,
        ]);
        // An edge too short to be seen may be left out where something is drawn already.
        if (Math.hypot(at[0][0] - at[1][0], at[0][1] - at[1][1]) < 1) continue;
        const own = lines.filter(({ stroke }) => stroke === inks[view.codes[i]]);
        expect(Math.min(...own.map(({ line }) => distanceToLine(at[0], line)))).toBeLessThan(bound);
      }
      // And nothing is drawn where there is no neurite.
      const edges = Array.from(view.parents, (parent, i) =>
        [i, Math.max(0, parent)].map((n): [number, number] => [
          place.x + view.acrossUm[n] * place.pxPerUm,
          place.y + view.depthUm[n] * place.pxPerUm,
        ]),
      ).filter((_, i) => view.parents[i] >= 0);
      for (const { line } of lines) {
        const middles = line
          .slice(1)
          .map(([x, y], i): [number, number] => [(x + line[i][0]) / 2, (y + line[i][1]) / 2]);
        for (const point of [...line, ...middles]) {
          expect(Math.min(...edges.map(edge => distanceToLine(point, edge)))).toBeLessThan(bound);
        }
      }
    }),
    { numRuns: 60 },
  );
});
