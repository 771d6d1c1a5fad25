import { expect, test } from 'vitest';
import {
  comparePopulations,
  type Projection,
  type ProjectionMeans,
} from '../../../kernel-helpers/core/functional/presynaptic-means.js';
import { pointRange } from '../../../kernel-helpers/display/figure/point-range.js';

function meansOf(projection: Projection, connected: number[], adp: number[], sameRegion: number[]): ProjectionMeans {
  return {
    projection,
    preNucleusIds: BigUint64Array.from(connected, (_, i) => 864691135571546917n + BigInt(i)),
    means: {
      Connected: Float64Array.from(connected),
      ADP: Float64Array.from(adp),
      'Same region': Float64Array.from(sameRegion),
    },
    incompleteCount: 0,
  };
}

const means = [
  meansOf('V1->V1', [0.31, 0.42, 0.53, 0.34], [0.21, 0.3, 0.44, 0.2], [0.1, 0.2, 0.31, 0.12]),
  meansOf('HVA->V1', [0.1, 0.2, 0.3], [0.11, 0.19, 0.31], [0.05, 0.1, 0.5]),
];
const comparisons = comparePopulations(means);

interface Trace {
  readonly mode: string;
  readonly xaxis: string;
  readonly x: (number | null)[];
  readonly y: (number | null)[];
  readonly customdata: (string | null)[];
  readonly error_y: { readonly array: number[] };
}

const traces = (figure: ReturnType<typeof pointRange>): Trace[] => figure.payload.data as unknown as Trace[];

test('each presynaptic cell is one line through its three values, named by its whole id', () => {
  const [lines] = traces(pointRange(means));
  expect(lines.x.slice(0, 8)).toEqual([0, 1, 2, null, 0, 1, 2, null]);
  expect(lines.y.slice(0, 8)).toEqual([0.31, 0.21, 0.1, null, 0.42, 0.3, 0.2, null]);
  expect(lines.customdata[0]).toBe('864691135571546917');
  expect(lines.x).toHaveLength(16);
});

test('each population is its mean with the standard error', () => {
  const points = traces(pointRange(means)).filter(trace => trace.mode === 'markers');
  expect(points).toHaveLength(6);
  expect(points[0].y[0]).toBeCloseTo(0.4, 12);
  // s.d. of 0.31, 0.42, 0.53, 0.34 over the root of 4
  expect(points[0].error_y.array[0]).toBeCloseTo(Math.sqrt(0.029 / 3) / 2, 12);
  expect(points.map(point => point.xaxis)).toEqual(['x', 'x', 'x', 'x2', 'x2', 'x2']);
});

test('every comparison is a bracket with stars, and the two short ones share a level', () => {
  const { layout } = pointRange(means, { comparisons }).payload;
  const paths = (layout.shapes as { path: string; xref: string }[]).filter(shape => shape.xref === 'x');
  const height = (path: string): string => (path.match(/L [\d.]+ ([\d.]+)/) as RegExpMatchArray)[1];
  expect(paths).toHaveLength(3);
  expect(height(paths[0].path)).toBe(height(paths[1].path));
  expect(Number(height(paths[2].path))).toBeGreaterThan(Number(height(paths[0].path)));
  const texts = (layout.annotations as { text: string }[]).map(annotation => annotation.text);
  expect(texts.slice(0, 2)).toEqual(['<b>V1 → V1</b><br>n = 4', '<b>HVA → V1</b><br>n = 3']);
  expect(texts.slice(2)).toEqual(['**', '**', '***', 'n.s.', 'n.s.', 'n.s.']);
});

test('the summary says in words what the picture shows', () => {
  const { summary } = pointRange(means, { comparisons, yTitle: 'Signal correlation' });
  expect(summary).toContain('V1 → V1 (n = 4): Connected 0.4000 ± 0.0492, ADP 0.2875');
  expect(summary).toContain('Benjamini–Hochberg over all comparisons');
});

test('without comparisons the caption claims no test', () => {
  expect(pointRange(means).payload.caption).not.toMatch(/t-test|p </);
});

test('means of synthetic data say so', () => {
  expect(pointRange(means, { synthetic: true }).payload.title).toMatch(/\(synthetic data\)$/);
});

test('nothing to draw is an error that says what is missing', () => {
  expect(() => pointRange([])).toThrow('pointRange means is empty: received 0 projections, expected at least 1');
  expect(() => pointRange([meansOf('V1->HVA', [], [], [])])).toThrow('pointRange projection V1->HVA has no cells');
  expect(() => pointRange(means.slice(0, 1), { comparisons })).toThrow(
    'pointRange comparison is of a projection that is not drawn: received HVA->V1, expected V1->V1',
  );
});

test('for print it is as large as asked', () => {
  const { layout } = pointRange(means, { preset: 'publication' }).payload;
  expect(layout.width).toBeCloseTo(332.6, 1);
  expect(layout.font).toMatchObject({ size: 7 * (96 / 72) });
});
