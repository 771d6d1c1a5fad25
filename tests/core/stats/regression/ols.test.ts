import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mean, type OlsErrors, type OlsFit, ols, sem } from '../../../../kernel-helpers/core/stats/index.js';
import { always } from '../../../reference/properties.js';
import { leastSquaresOf } from '../../../reference/regression.js';
import { expectClose, fixture } from './fixture.js';

interface Case {
  readonly name: string;
  readonly y: number[];
  readonly columns: Record<string, number[]>;
  readonly intercept: boolean;
  readonly weights: number[] | null;
  readonly clusters: number[] | null;
  readonly rSquared: number;
  readonly adjustedRSquared: number;
  readonly sigma: number;
  readonly logLikelihood: number;
  readonly aic: number;
  readonly bic: number;
  readonly fitted: number[];
  readonly residuals: number[];
  readonly fits: Record<string, Record<'estimate' | 'standardError' | 't' | 'p' | 'covariance', number[]>> &
    Record<string, { readonly ci95: number[][]; readonly f: number; readonly fP: number; readonly testDf: number }>;
}

const list = (fit: OlsFit, field: 'estimate' | 'standardError' | 't' | 'p'): number[] =>
  fit.names.map(name => fit.coefficients[name][field] as number);

describe('ols agrees with statsmodels 0.15.0', () => {
  for (const { name, y, columns, intercept, weights, clusters, fits, ...expected } of fixture<Case[]>(
    'regression/linear.json',
  )) {
    for (const errors of Object.keys(fits)) {
      test(`${name}, ${errors} errors`, () => {
        const fit = ols(y, columns, {
          intercept,
          weights: weights ?? undefined,
          ...(errors === 'cluster' ? { clusters: clusters as number[] } : { errors: errors as OlsErrors }),
        }) as OlsFit;
        const reference = fits[errors];
        // A depth of 10^6 nm beside an intercept has a condition number of 10^7: the pseudoinverse of statsmodels
        // keeps 9 digits of what is squared, we keep more by centring.
        const far = name === 'positions far from zero' ? 1e-7 : 1e-9;
        for (const field of ['estimate', 'standardError', 't'] as const) {
          expectClose(list(fit, field), reference[field], far);
        }
        expectClose(list(fit, 'p'), reference.p, far === 1e-9 ? 1e-9 : 1e-6);
        expectClose(
          fit.names.flatMap(n => [...(fit.coefficients[n].ci95 ?? [])]),
          reference.ci95.flat(),
          far,
        );
        expectClose(fit.covariance, reference.covariance, far);
        expectClose(fit.fTest?.f, reference.f, far);
        expectClose(fit.fTest?.p, reference.fP, far === 1e-9 ? 1e-9 : 1e-6);
        expect(fit.testDf).toBe(reference.testDf);
        for (const field of ['rSquared', 'adjustedRSquared', 'sigma', 'logLikelihood', 'aic', 'bic'] as const) {
          expectClose(fit[field], expected[field]);
        }
        expectClose(fit.fitted, expected.fitted);
        expectClose(fit.residuals, expected.residuals, 1e-9, 1e-11);
      });
    }
  }
});

describe('ols', () => {
  test('of an intercept alone is the mean, with its standard error', () => {
    const values = [3, 1, 4, 1, 5];
    const fit = ols(values, {}) as OlsFit;
    expectClose(fit.coefficients.intercept.estimate, mean(values) as number, 1e-14);
    expectClose(fit.coefficients.intercept.standardError, sem(values) as number, 1e-14);
    expect(fit.fTest).toBeUndefined();
    expectClose(fit.rSquared, 0);
  });

  test('is undefined with fewer rows than coefficients', () => {
    expect(ols([], {})).toBeUndefined();
    expect(ols([], { x: [] })).toBeUndefined();
    expect(ols([1], { x: [1] })).toBeUndefined();
    expect(ols([1, 2], {}, { intercept: false })).toBeUndefined();
  });

  test('with as many rows as coefficients has estimates, and no errors', () => {
    const fit = ols([1, 3], { x: [0, 1] }) as OlsFit;
    expectClose(list(fit, 'estimate'), [1, 2]);
    expect(fit.df).toBe(0);
    expect(fit.coefficients.x).toMatchObject({ standardError: undefined, t: undefined, p: undefined, ci95: undefined });
    expect(fit.covariance).toBeUndefined();
    expect(fit.sigma).toBeUndefined();
    expect(fit.adjustedRSquared).toBeUndefined();
    expect(fit.fTest).toBeUndefined();
  });

  test('of a constant outcome has no fraction explained, for nothing varies', () => {
    const fit = ols([2, 2, 2, 2], { x: [1, 2, 3, 5] }) as OlsFit;
    expect(fit.rSquared).toBeUndefined();
    expect(fit.coefficients.x).toMatchObject({ estimate: 0, t: undefined });
    expect(fit.fTest).toBeUndefined();
  });

  test('that fits perfectly has no error, and an infinite t for what is not 0', () => {
    const fit = ols([1, 2, 4, 6], { x: [0, 1, 3, 5], other: [1, 0, 0, 1] }) as OlsFit;
    expectClose(list(fit, 'estimate'), [1, 1, 0]);
    expect(fit.coefficients.x).toMatchObject({ standardError: 0, t: Number.POSITIVE_INFINITY, p: 0 });
    expect(fit.coefficients.other).toMatchObject({ estimate: 0, standardError: 0, t: undefined, p: undefined });
    expect(fit.fTest).toMatchObject({ f: Number.POSITIVE_INFINITY, p: 0 });
    expect(fit.rSquared).toBe(1);
    expect([...fit.residuals]).toEqual([0, 0, 0, 0]);
  });

  test('with one cluster has no errors, and with a row that decides its own fit no HC3', () => {
    const x = [1, 2, 3, 5];
    expect((ols([2, 1, 4, 3], { x }, { clusters: ['a', 'a', 'a', 'a'] }) as OlsFit).covariance).toBeUndefined();
    const dummy = [0, 0, 0, 1];
    const robust = ols([2, 1, 4, 3], { dummy }, { errors: 'HC3' }) as OlsFit;
    expect(robust.coefficients.dummy.standardError).toBeUndefined();
    expectClose(robust.coefficients.dummy.estimate, 3 - 7 / 3);
    expect(ols([2, 1, 4, 3], { dummy }, { errors: 'HC1' })?.coefficients.dummy.standardError).toBeGreaterThan(0);
  });

  test('takes ids as clusters, columns without names, and typed arrays', () => {
    const y = Float32Array.of(2, 1, 4, 3, 6);
    const x = Int32Array.of(1, 2, 3, 5, 8);
    const ids = [864691135571546917n, 1n, 1n, 864691135571546917n, 2n];
    const named = ols(y, { x1: x }, { clusters: ids }) as OlsFit;
    const listed = ols(y, [x], { clusters: ids.map(String) }) as OlsFit;
    expect(listed.coefficients).toEqual(named.coefficients);
    expect(named).toMatchObject({ clusterCount: 3, testDf: 2, errors: 'cluster' });
  });

  test('weights of whole numbers count a row as often, in estimates', () => {
    const twice = ols([1, 3, 2, 2], { x: [1, 2, 4, 4] }) as OlsFit;
    const weighted = ols([1, 3, 2], { x: [1, 2, 4] }, { weights: [1, 1, 2] }) as OlsFit;
    expectClose(list(weighted, 'estimate'), list(twice, 'estimate'), 1e-13);
  });

  test('predicts the rows that it was fitted to, and others, by name', () => {
    const fit = ols([2, 1, 4, 3], { a: [1, 2, 3, 5], b: [0, 1, 0, 1] }) as OlsFit;
    expectClose(fit.predict({ b: [0, 1, 0, 1], a: [1, 2, 3, 5] }), fit.fitted, 1e-14);
    expectClose(fit.predict([[7], [0]]), fit.coefficients.intercept.estimate + 7 * fit.coefficients.a.estimate, 1e-14);
    expect(() => fit.predict({ a: [1] })).toThrow('predict lacks predictors: received a, expected also b');
  });

  test('names the columns that are collinear', () => {
    const y = [1, 2, 4, 3];
    expect(() => ols(y, { a: [1, 2, 3, 5], b: [2, 4, 6, 10] })).toThrow(
      'ols predictors are collinear: received b, which a already gives exactly, expected columns of which none is a sum of the others; leave one out',
    );
    expect(() =>
      ols(y, [
        [1, 2, 3, 5],
        [2, 4, 6, 9],
        [3, 6, 9, 14],
      ]),
    ).toThrow('received x3, which x1 and x2 already give exactly');
    expect(() => ols(y, { a: [7, 7, 7, 7] })).toThrow('received a, which is constant');
    expect(() => ols(y, { a: [0.1, 0.1, 0.1, 0.1] })).toThrow('received a, which is constant');
    expect(() => ols(y, { v1: [1, 1, 0, 0], hva: [0, 0, 1, 1] })).toThrow('received hva, which v1 already gives');
    expect(ols(y, { v1: [1, 1, 0, 0], hva: [0, 0, 1, 1] }, { intercept: false })?.n).toBe(4);
  });

  test('refuses what cannot be meant', () => {
    expect(() => ols([1, 2], { x: [1] })).toThrow(
      'ols predictor x has the wrong length: received 1, expected 2, one for each outcome',
    );
    expect(() => ols([1, Number.NaN], { x: [1, 2] })).toThrow(
      'ols y at index 1 is missing or not finite: received NaN',
    );
    expect(() => ols([1, 2], { x: [1, Number.POSITIVE_INFINITY] })).toThrow('ols predictor x at index 1 is missing');
    expect(() => ols([1, 2, 3], { intercept: [1, 2, 4] })).toThrow('takes the name of the constant');
    expect(() => ols([1, 2, 3], { x: [1, 2, 4] }, { weights: [1, 0, 1] })).toThrow(
      'ols weights at index 1 is out of range: received 0, expected above 0',
    );
    expect(() => ols([1, 2, 3], { x: [1, 2, 4] }, { weights: [1, 1] })).toThrow('ols weights has the wrong length');
    expect(() => ols([1, 2, 3], { x: [1, 2, 4] }, { errors: 'HC4' as OlsErrors })).toThrow(
      'ols errors is unknown: received HC4, expected one of classical, HC0, HC1, HC2, HC3',
    );
    expect(() => ols([1, 2, 3], { x: [1, 2, 4] }, { errors: 'HC0', clusters: [1, 1, 2] })).toThrow('asked for twice');
    expect(() => ols([1, 2, 3], { x: [1, 2, 4] }, { clusters: [1, 1] })).toThrow('ols clusters has the wrong length');
    expect(() => ols([1, 2, 3], { x: [1, 2, 4] }, { clusters: [1, null as unknown as number, 2] })).toThrow(
      'ols clusters at index 1 is missing: received null',
    );
  });

  test('agrees with the normal equations, written out', () => {
    const value = fc.integer({ min: -50, max: 50 });
    always(
      fc.property(fc.array(fc.tuple(value, value, value), { minLength: 4, maxLength: 12 }), rows => {
        const y = rows.map(row => row[0]);
        const a = rows.map(row => row[1]);
        const b = rows.map(row => row[2]);
        const expected = leastSquaresOf(y, [a.map(() => 1), a, b]);
        fc.pre(expected !== undefined);
        expectClose(list(ols(y, { a, b }) as OlsFit, 'estimate'), expected as number[], 1e-9, 1e-9);
      }),
    );
  });
});
