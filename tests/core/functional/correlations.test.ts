import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  featureSimilarities,
  featureSimilarity,
  noiseCorrelations,
  signalCorrelation,
  signalCorrelations,
  signalCorrelationsBetween,
} from '../../../kernel-helpers/core/functional/index.js';
import { parseNpy } from '../../../kernel-helpers/io/table/npy.js';
import { mirrorFile } from '../../io/source/mirror-file.js';
import { always } from '../../reference/properties.js';
import { correlationOf } from '../../reference/tuning.js';
import { expectClose, fixture } from '../stats/regression/fixture.js';

const reference = fixture<{
  readonly units: number[][];
  readonly signal: (number | 'nan')[][];
  readonly cosine: number[][];
  readonly stimuli: number[];
  readonly noise: (number | 'nan')[][];
}>('functional/correlations.json');

/** A unit that does not vary is NaN in numpy too; one that varies by 1e-9 of its mean has lost 9 digits there. */
function expectMatrix(values: Float64Array, expected: (number | 'nan')[][], relative: number): void {
  const flat = expected.flat();
  expect(values.length).toBe(flat.length);
  expect(Array.from(values, Number.isNaN)).toEqual(flat.map(value => value === 'nan'));
  expectClose(
    values.filter(value => !Number.isNaN(value)),
    flat.filter(value => value !== 'nan'),
    relative,
    1e-9,
  );
}

describe('signalCorrelations', () => {
  test('is as numpy.corrcoef has it', () => {
    const { rowCount, columnCount, values } = signalCorrelations(reference.units);
    expect([rowCount, columnCount]).toEqual([11, 11]);
    const untroubled = reference.units.filter((_, unit) => unit !== 3 && unit !== 4);
    const rows = reference.signal.filter((_, unit) => unit !== 3 && unit !== 4);
    expectMatrix(
      signalCorrelations(untroubled).values,
      rows.map(row => row.filter((_, unit) => unit !== 3 && unit !== 4)),
      1e-12,
    );
    expectMatrix(values, reference.signal, 1e-6);
  });

  test('is symmetric, exactly, with ones on its diagonal, however units fall into blocks', () => {
    const units = Array.from({ length: 133 }, (_, unit) =>
      Array.from({ length: 9 }, (_, k) => Math.sin(7 * unit + k * k)),
    );
    const { values } = signalCorrelations(units);
    for (let i = 0; i < 133; i++) {
      expect(values[i * 133 + i]).toBe(1);
      for (let j = 0; j < i; j++) expect(values[i * 133 + j]).toBe(values[j * 133 + i]);
    }
    const between = signalCorrelationsBetween(units.slice(0, 70), units.slice(70));
    expectClose(
      between.values,
      units.slice(0, 70).flatMap((_, i) => [...values.subarray(i * 133 + 70, (i + 1) * 133)]),
      1e-12,
    );
  });

  test('agrees with its definition, pair by pair', () => {
    const value = fc.integer({ min: -9, max: 9 });
    const pairs = fc
      .integer({ min: 2, max: 9 })
      .chain(n => fc.array(fc.array(value, { minLength: n, maxLength: n }), { minLength: 1, maxLength: 9 }));
    always(
      fc.property(pairs, units => {
        const { values } = signalCorrelations(units);
        units.forEach((a, i) => {
          units.forEach((b, j) => {
            const expected = correlationOf(a, b);
            const received = values[i * units.length + j];
            if (expected === undefined) expect(received).toBeNaN();
            else expect(received).toBeCloseTo(expected, 12);
            if (expected === undefined) expect(signalCorrelation(a, b)).toBeUndefined();
            else expect(signalCorrelation(a, b)).toBeCloseTo(expected, 12);
          });
        });
      }),
    );
  });

  test('takes an array as datasets give it, its first axis the units', () => {
    const data = Float32Array.of(1, 3, 2, 5, 2, 4, 3, 9);
    const { values } = signalCorrelations({ data, shape: [2, 2, 2] });
    expectClose(
      values,
      signalCorrelations([
        [1, 3, 2, 5],
        [2, 4, 3, 9],
      ]).values,
      1e-15,
    );
    expect(() => signalCorrelations({ data, shape: [2, 3] })).toThrow(
      'signalCorrelations units has the wrong shape: received 2 × 3 with 8 values, expected units × stimuli that fill it',
    );
  });

  test('has no value with fewer than two stimuli or for a constant, and an empty matrix for no unit', () => {
    expect(signalCorrelations([[1], [2]]).values.every(Number.isNaN)).toBe(true);
    expect(signalCorrelation([1], [2])).toBeUndefined();
    expect(signalCorrelation([], [])).toBeUndefined();
    expect(signalCorrelation([0.1, 0.1, 0.1], [1, 2, 4])).toBeUndefined();
    expect(signalCorrelations([])).toMatchObject({ rowCount: 0, columnCount: 0 });
    expect(signalCorrelationsBetween([], [[1, 2]])).toMatchObject({ rowCount: 0, columnCount: 1 });
  });

  test('refuses responses that do not belong together', () => {
    expect(() => signalCorrelations([[1, 2], [1]])).toThrow(
      'signalCorrelations units of unit 1 has the wrong length: received 1, expected 2 as for unit 0',
    );
    expect(() => signalCorrelations([[1, Number.NaN]])).toThrow('units of unit 0 at index 1 is missing or not finite');
    expect(() => signalCorrelation([1, 2], [1])).toThrow('signalCorrelation values are not paired: received 2 and 1');
    expect(() => signalCorrelationsBetween([[1, 2]], [[1, 2, 3]])).toThrow('columns has the wrong length');
  });
});

describe('featureSimilarities', () => {
  test('is as cosine_similarity of scikit-learn has it', () => {
    expectClose(featureSimilarities(reference.units).values, reference.cosine.flat(), 1e-12, 1e-12);
    expectClose(featureSimilarity(reference.units[0], reference.units[1]), reference.cosine[0][1], 1e-12);
  });

  test('has no value for weights that are all 0', () => {
    expect(featureSimilarity([0, 0], [1, 2])).toBeUndefined();
    expect(featureSimilarity([], [])).toBeUndefined();
    expect([
      ...featureSimilarities([
        [0, 0],
        [1, 0],
      ]).values,
    ]).toEqual([Number.NaN, Number.NaN, Number.NaN, 1]);
    expect(featureSimilarity([3], [-2])).toBe(-1);
  });
});

describe('noiseCorrelations', () => {
  test('is as pandas and numpy have it, without the stimulus shown once', () => {
    const untroubled = (rows: number[][] | (number | 'nan')[][]) => rows.filter((_, unit) => unit !== 4);
    const { values } = noiseCorrelations(untroubled(reference.units) as number[][], reference.stimuli) ?? {
      values: [],
    };
    expectMatrix(
      values as Float64Array,
      untroubled(reference.noise).map(row => (row as (number | 'nan')[]).filter((_, unit) => unit !== 4)),
      1e-10,
    );
  });

  test('does not see what the stimulus does', () => {
    const trials = [
      [1, 2, 5, 7],
      [3, 4, 1, 2],
    ];
    const shifted = trials.map(row => row.map((value, trial) => value + (trial < 2 ? 100 : 0)));
    const labels = ['left', 'left', 'right', 'right'];
    expectClose(noiseCorrelations(shifted, labels)?.values, noiseCorrelations(trials, labels)?.values ?? [], 1e-12);
  });

  test('is undefined where no stimulus was shown twice', () => {
    expect(
      noiseCorrelations(
        [
          [1, 2],
          [3, 4],
        ],
        [0, 1],
      ),
    ).toBeUndefined();
    expect(noiseCorrelations([], [])).toBeUndefined();
    expect(noiseCorrelations([[0.1, 0.1, 0.1]], [1, 1, 1])?.values[0]).toBeNaN();
    expect(() => noiseCorrelations([[1, 2]], [0])).toThrow('noiseCorrelations stimuli has the wrong length');
  });
});

const preFile = mirrorFile('microns2025/oracle-presynaptic');
const postFile = mirrorFile('microns2025/oracle-postsynaptic');

test.skipIf(!preFile || !postFile)(
  'the 231 targets of Fig. 6k correlate with their presynaptic neuron as numpy says',
  () => {
    const pre = parseNpy(readFileSync(preFile as string));
    const post = parseNpy(readFileSync(postFile as string));
    const { rowCount, columnCount, values } = signalCorrelationsBetween([pre.data as Float64Array], {
      data: post.data as Float64Array,
      shape: post.shape,
    });
    expect([rowCount, columnCount]).toEqual([1, 231]);
    // numpy.corrcoef of the flattened traces, 6 clips × 63 frames.
    expectClose(values.slice(0, 3), [-0.06890921098076311, 0.11049406977949505, -0.09258730195676397], 1e-12);
    expectClose(values.reduce((sum, value) => sum + value, 0) / 231, 0.008912802237612316, 1e-12);
    expectClose(Math.max(...values), 0.49272039063266815, 1e-12);
  },
);
