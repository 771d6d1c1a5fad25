import { describe, expect, test } from 'vitest';
import { createRandom } from '../../../../kernel-helpers/core/random.js';
import {
  type GlmErrors,
  type LogisticFit,
  logisticRegression,
  type PoissonFit,
  poissonRegression,
} from '../../../../kernel-helpers/core/stats/index.js';
import { expectClose, fixture } from './fixture.js';

type Field = 'estimate' | 'standardError' | 't' | 'p';

interface Case {
  readonly name: string;
  readonly kind: 'logistic' | 'poisson';
  readonly y: number[];
  readonly columns: Record<string, number[]>;
  readonly intercept: boolean;
  readonly offset: number[] | null;
  readonly exposure: number[] | null;
  readonly clusters: number[] | null;
  readonly logLikelihood: number;
  readonly deviance: number;
  readonly nullDeviance: number;
  readonly aic: number;
  readonly bic: number;
  readonly fitted: number[];
  readonly dispersion: number;
  readonly fits: Record<string, Record<Field, number[]> & { readonly ci95: number[][] }>;
}

describe('logisticRegression and poissonRegression agree with GLM of statsmodels 0.15.0', () => {
  for (const { name, kind, y, columns, intercept, offset, exposure, clusters, fits, ...expected } of fixture<Case[]>(
    'regression/glm.json',
  )) {
    for (const errors of Object.keys(fits)) {
      test(`${kind}, ${name}, errors from ${errors}`, () => {
        const options = {
          intercept,
          offset: offset ?? undefined,
          exposure: exposure ?? undefined,
          ...(errors === 'cluster' ? { clusters: clusters as number[] } : { errors: errors as GlmErrors }),
        };
        const fit = (kind === 'logistic' ? logisticRegression : poissonRegression)(y, columns, options) as PoissonFit;
        // A position of 10^6 nm beside an intercept has a condition number of 10^7, which statsmodels squares in its
        // information matrix; we centre.
        const far = name === 'positions far from zero' ? 1e-7 : 1e-9;
        const list = (field: 'estimate' | 'standardError' | 'z' | 'p'): number[] =>
          fit.names.map(column => fit.coefficients[column][field]);
        const reference = fits[errors];
        expectClose(list('estimate'), reference.estimate, far, 1e-11);
        expectClose(list('standardError'), reference.standardError, far);
        expectClose(list('z'), reference.t, far, 1e-10);
        expectClose(list('p'), reference.p, far, 1e-12);
        expectClose(
          fit.names.flatMap(column => [...fit.coefficients[column].ci95]),
          reference.ci95.flat(),
          far,
          1e-11,
        );
        for (const field of ['logLikelihood', 'deviance', 'nullDeviance', 'aic', 'bic', 'dispersion'] as const) {
          // Differences of counts of 10^4 and their means have lost 7 digits in the reference.
          expectClose(fit[field] as number, expected[field], name === 'large counts' ? 1e-7 : 1e-9);
        }
        expectClose(fit.fitted, expected.fitted);
        expect(fit.iterations).toBeLessThan(12);
      });
    }
  }
});

const x = [1, 2, 3, 4, 5, 6];

describe('logisticRegression', () => {
  test('is undefined with fewer rows than coefficients', () => {
    expect(logisticRegression([], {})).toBeUndefined();
    expect(logisticRegression([1], { x: [1] })).toBeUndefined();
  });

  test('of an intercept alone is the log odds', () => {
    const fit = logisticRegression([1, 0, 1, 1], {}) as LogisticFit;
    expectClose(fit.coefficients.intercept.estimate, Math.log(3));
    expectClose(fit.coefficients.intercept.standardError, Math.sqrt(1 / 3 + 1));
    expectClose(fit.deviance, fit.nullDeviance);
  });

  test('of a dummy is the log of the odds ratio, with the error of Woolf', () => {
    const y = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0];
    const dummy = [1, 1, 1, 1, 1, 0, 0, 0, 0, 0];
    const fit = logisticRegression(y, { dummy }) as LogisticFit;
    expectClose(fit.coefficients.dummy.estimate, Math.log((3 * 4) / (2 * 1)));
    expectClose(fit.coefficients.dummy.standardError, Math.sqrt(1 / 3 + 1 / 2 + 1 / 1 + 1 / 4));
    expectClose(fit.predict({ dummy: [1, 0] }), [0.6, 0.2]);
  });

  test('names the predictor that separates zeros from ones, all of them or on one side', () => {
    expect(() => logisticRegression([0, 0, 0, 1, 1, 1], { x })).toThrow(
      'logisticRegression outcome is separated: received x, which tells the zeros from the ones without fault, so that the likeliest coefficient is infinite',
    );
    const side = [0, 0, 1, 1, 1, 1, 1];
    const z = [5, 2, 3, 1, 2, 3, 4];
    expect(() => logisticRegression([0, 0, 0, 1, 1, 0, 1], { z, side })).toThrow('received side, which tells');
    // The same with zeros on both sides has a maximum, however rare they are.
    expect(logisticRegression([0, 1, 0, 1, 1, 0, 1], { z, side })?.n).toBe(7);
  });

  test('finds a slope that is steep, and not infinite', () => {
    const steep = Array.from({ length: 2000 }, (_, i) => i / 2000);
    const random = createRandom(5);
    const y = steep.map(at => (random.uniform() < 1 / (1 + Math.exp(-60 * (at - 0.5))) ? 1 : 0));
    const slope = (logisticRegression(y, { steep }) as LogisticFit).coefficients.steep;
    expect(Math.abs(slope.estimate - 60)).toBeLessThan(3 * slope.standardError);
  });

  test('refuses what cannot be meant', () => {
    expect(() => logisticRegression([0, 1, 2], { x: [1, 2, 3] })).toThrow(
      'logisticRegression y at index 2 is out of range: received 2, expected 0 or 1',
    );
    expect(() => logisticRegression([1, 1, 1], { x: [1, 2, 3] })).toThrow(
      'logisticRegression y does not vary: received 3 times 1, expected both 0 and 1',
    );
    expect(() => logisticRegression([0, 1, 1], { x: [1, Number.NaN, 3] })).toThrow('predictor x at index 1 is missing');
    expect(() => logisticRegression([0, 1, 1, 0], { a: [1, 2, 3, 5], b: [2, 4, 6, 10] })).toThrow(
      'logisticRegression predictors are collinear: received b, which a already gives exactly',
    );
    expect(() => logisticRegression([0, 1, 1, 0], { a: [1, 2, 3, 5] }, { clusters: [1, 1, 1, 1] })).toThrow(
      'logisticRegression clusters are too few: received 1',
    );
    expect(() => logisticRegression([0, 1, 0, 1, 0, 1], { x }, { maxIterations: 1 })).toThrow(
      'logisticRegression does not converge',
    );
  });
});

describe('poissonRegression', () => {
  test('of an intercept alone is the log of events over exposure', () => {
    const fit = poissonRegression([1, 4, 0], {}, { exposure: [2, 3, 5] }) as PoissonFit;
    expectClose(fit.coefficients.intercept.estimate, Math.log(0.5));
    expectClose(fit.coefficients.intercept.standardError, Math.sqrt(1 / 5));
    expectClose(fit.predict([], { exposure: [] }), []);
  });

  test('takes an exposure as the exponential of an offset, in fits and predictions', () => {
    const exposure = [0.5, 1, 2, 3, 1, 4];
    const offset = exposure.map(Math.log);
    const y = [0, 1, 4, 3, 2, 9];
    const one = poissonRegression(y, { x }, { exposure }) as PoissonFit;
    const other = poissonRegression(y, { x }, { offset }) as PoissonFit;
    expect(one.coefficients).toEqual(other.coefficients);
    expectClose(one.predict({ x }, { exposure }), one.fitted);
    expectClose(
      other.predict({ x }),
      Array.from(one.fitted, (mean, i) => mean / exposure[i]),
    );
    expect(() => poissonRegression(y, { x }, { exposure, offset })).toThrow('exposure is given twice');
    expect(() => poissonRegression(y, { x }, { exposure: [1, 1, 1, 0, 1, 1] })).toThrow(
      'poissonRegression exposure at index 3 is out of range: received 0, expected above 0',
    );
  });

  test('refuses counts below 0 and no events, and names a predictor without events on one side', () => {
    expect(() => poissonRegression([0, -1], {})).toThrow('poissonRegression y at index 1 is out of range: received -1');
    expect(() => poissonRegression([0, 0], {})).toThrow('poissonRegression y has no events: received 2 times 0');
    expect(() => poissonRegression([0, 0, 0, 1, 3, 0], { dummy: [1, 1, 1, 0, 0, 0] })).toThrow(
      'poissonRegression outcome is separated: received dummy, which is without a single count on one side',
    );
    expect(poissonRegression([], {})).toBeUndefined();
  });
});
