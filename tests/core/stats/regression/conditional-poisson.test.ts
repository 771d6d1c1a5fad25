import { describe, expect, test } from 'vitest';
import { createRandom } from '../../../../kernel-helpers/core/random.js';
import {
  type ConditionalPoissonFit,
  conditionalPoisson,
  poissonRegression,
} from '../../../../kernel-helpers/core/stats/index.js';
import { conditionalLogLikelihoodOf } from '../../../reference/regression.js';
import { expectClose, fixture } from './fixture.js';

interface Case extends Record<'estimate' | 'standardError' | 't' | 'p' | 'groupStandardError', number[]> {
  readonly name: string;
  readonly y: number[];
  readonly columns: Record<string, number[]>;
  readonly groups: number[];
  readonly offset: number[] | null;
  readonly ci95: number[][];
  readonly logLikelihood: number | null;
  readonly nullLogLikelihood: number | null;
  readonly statsmodels: { readonly estimate: number[]; readonly standardError: number[] } | null;
}

describe('conditionalPoisson agrees with statsmodels 0.15.0', () => {
  for (const expected of fixture<Case[]>('regression/conditional.json')) {
    const { name, y, columns, groups, offset } = expected;
    test(name, () => {
      const fit = conditionalPoisson(y, columns, groups, { offset: offset ?? undefined }) as ConditionalPoissonFit;
      const list = (from: ConditionalPoissonFit, field: 'estimate' | 'standardError' | 'z' | 'p'): number[] =>
        from.names.map(column => from.coefficients[column][field]);
      // An x of 10^6 beside dummies loses digits in the reference; ours is centred within groups.
      const far = name === 'large x' ? 1e-6 : 1e-9;
      // A GLM with a dummy for every informative group.
      expectClose(list(fit, 'estimate'), expected.estimate, far);
      expectClose(list(fit, 'standardError'), expected.standardError, far);
      expectClose(list(fit, 'z'), expected.t, far);
      expectClose(list(fit, 'p'), expected.p, far);
      expectClose(
        fit.names.flatMap(column => [...fit.coefficients[column].ci95]),
        expected.ci95.flat(),
        far,
      );
      const robust = conditionalPoisson(y, columns, groups, { offset: offset ?? undefined, errors: 'group' });
      expectClose(list(robust as ConditionalPoissonFit, 'standardError'), expected.groupStandardError, far);
      const { informativeRows, informativeGroups, groupsWithoutEvents, groupsWithOneRow, events } = fit;
      expect({ informativeRows, informativeGroups, groupsWithoutEvents, groupsWithOneRow, events }).toEqual(
        Object.fromEntries(Object.entries(expected).filter(([key]) => /^(informative|groupsWith|events)/.test(key))),
      );
      // ConditionalPoisson: the likelihood to all digits; the fit to the digits of its numerical second derivative.
      // It drops a group whose counts are all equal, though such counts do say that events follow no predictor.
      if (expected.statsmodels && name !== 'large x') {
        expectClose(fit.logLikelihood, expected.logLikelihood as number);
        expectClose(fit.nullLogLikelihood, expected.nullLogLikelihood as number);
        expectClose(list(fit, 'estimate'), expected.statsmodels.estimate, 1e-4);
        expectClose(list(fit, 'standardError'), expected.statsmodels.standardError, 1e-4);
      }
    });
  }
});

/** Cells of very different rates, that all follow x with `slope`. */
function simulate(cellCount: number, slope: number, seed: number) {
  const random = createRandom(seed);
  const rows = Array.from({ length: cellCount }, (_, cell) => ({ cell, level: random.normal(0, 1) })).flatMap(
    ({ cell, level }) =>
      Array.from({ length: 200 }, () => {
        const x = random.normal(0.2 * level, 0.2); // cells that connect more also differ in x
        const lengthMm = random.between(0.01, 0.06);
        const expected = lengthMm * Math.exp(level + slope * x);
        // Events of a Poisson process: waiting times until the expected number of them has passed.
        let y = -1;
        for (let waited = 0; waited <= expected; y++) waited -= Math.log(1 - random.uniform());
        return { cell: BigInt(cell + 1), x, lengthMm, y };
      }),
  );
  return {
    y: rows.map(row => row.y),
    x: rows.map(row => row.x),
    cell: rows.map(row => row.cell),
    lengthMm: rows.map(row => row.lengthMm),
  };
}

describe('conditionalPoisson', () => {
  test('finds the slope that synapses were simulated with, where one constant for all cells misleads', () => {
    const { y, x, cell, lengthMm } = simulate(60, 2.3, 11);
    const slope = (conditionalPoisson(y, { x }, cell, { exposure: lengthMm }) as ConditionalPoissonFit).coefficients.x;
    expect(Math.abs(slope.estimate - 2.3)).toBeLessThan(2 * slope.standardError);
    const pooled = poissonRegression(y, { x }, { exposure: lengthMm })?.coefficients.x.estimate as number;
    expect(pooled - 2.3).toBeGreaterThan(4 * slope.standardError);
  });

  test('has the likelihood of its definition, which is greatest at the estimate', () => {
    const y = [0, 2, 1, 0, 0, 3, 0, 0];
    const x = [-0.2, 0.4, 0.1, 0, 0.2, 0.3, 0.1, 0.6];
    const groups = ['a', 'a', 'a', 'b', 'b', 'b', 'c', 'c'];
    const offset = [0.1, 0.3, 0.2, 0, 0.4, 0.1, 0, 0];
    const fit = conditionalPoisson(y, { x }, groups, { offset }) as ConditionalPoissonFit;
    const at = (slope: number): number => conditionalLogLikelihoodOf(y, x, groups, offset, slope);
    const { estimate } = fit.coefficients.x;
    expectClose(fit.logLikelihood, at(estimate));
    expectClose(fit.nullLogLikelihood, at(0));
    expect(at(estimate)).toBeGreaterThan(Math.max(at(estimate + 1e-3), at(estimate - 1e-3)));
    expect(fit).toMatchObject({ n: 8, informativeRows: 6, groupsWithoutEvents: 1, groupsWithOneRow: 0, events: 6 });
  });

  test('does not care what is added to an offset or an x within a group, nor for the order of rows', () => {
    const { y, x, cell, lengthMm } = simulate(8, 1, 3);
    const fit = conditionalPoisson(y, { x }, cell, { exposure: lengthMm }) as ConditionalPoissonFit;
    const order = y.map((_, i) => i).sort((i, j) => x[i] - x[j]);
    const moved = conditionalPoisson(
      order.map(i => y[i]),
      { x: order.map(i => x[i] + Number(cell[i])) },
      order.map(i => String(cell[i])),
      { offset: order.map(i => Math.log(lengthMm[i]) - 3 * Number(cell[i])) },
    ) as ConditionalPoissonFit;
    expectClose(moved.coefficients.x.estimate, fit.coefficients.x.estimate);
    expectClose(moved.coefficients.x.standardError, fit.coefficients.x.standardError);
    expectClose(moved.logLikelihood, fit.logLikelihood);
  });

  test('is undefined where no group is informative', () => {
    expect(conditionalPoisson([], { x: [] }, [])).toBeUndefined();
    expect(conditionalPoisson([0, 0, 3], { x: [1, 2, 3] }, [1, 1, 2])).toBeUndefined();
  });

  test('refuses what cannot be meant', () => {
    expect(() => conditionalPoisson([0, 1, 0, 1], { x: [1, 1, 2, 2] }, [1, 1, 2, 2])).toThrow(
      'conditionalPoisson predictors are collinear: received x, which does not vary within groups',
    );
    expect(() => conditionalPoisson([0, 1, 0, 1], { x: [1, 2, 1, 2] }, [1, 1, 2, 2])).toThrow(
      'conditionalPoisson outcome is separated: received x, at whose extreme all events of every group lie',
    );
    expect(() => conditionalPoisson([0, 1], { x: [1, 2] }, [1])).toThrow(
      'conditionalPoisson groups has the wrong length: received 1, expected 2',
    );
    expect(() => conditionalPoisson([0, 1], { x: [1, 2] }, [1, 1], { exposure: [1, 0] })).toThrow(
      'conditionalPoisson exposure at index 1 is out of range: received 0, expected above 0',
    );
    expect(() => conditionalPoisson([1, 1], { x: [1, 2] }, [1, 1], { errors: 'HC0' as 'model' })).toThrow(
      'conditionalPoisson errors is unknown: received HC0, expected model or group',
    );
  });
});
