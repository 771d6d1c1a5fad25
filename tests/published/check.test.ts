import { describe, expect, test } from 'vitest';
import { CHECK_MIME, jupyterDisplay } from '../../kernel-helpers/contract/mime.js';
import { NotFoundError } from '../../kernel-helpers/errors.js';
import { agrees, check } from '../../kernel-helpers/published/check.js';
import { count, decimal, type PublishedFigure, significant, within } from '../../kernel-helpers/published/printed.js';

const figure: PublishedFigure = {
  paper: 'Somebody 2025',
  doi: '10.1000/182',
  figure: 'Fig. 1',
  title: 'a <title>',
  origin: 'Read in the paper.',
  numbers: [count('n', '35', 'read'), decimal('mean', '0.0628', 'read'), significant('p', '1.569e-5', 'read')],
};
const ours = { n: 35, mean: 0.06284, p: 1.5691e-5 };

describe('numbers agree', () => {
  test('in as many decimals as are printed', () => {
    const { value, agreement } = decimal('mean', '0.0710', 'read');
    expect(agreement).toEqual({ kind: 'decimals', digits: 4 });
    expect(agrees(0.071049, value, agreement)).toBe(true);
    expect(agrees(0.070951, value, agreement)).toBe(true);
    expect(agrees(0.07106, value, agreement)).toBe(false);
    expect(agrees(-0.071, value, agreement)).toBe(false);
  });

  test('in as many significant digits as are printed', () => {
    const { value, agreement } = significant('p', '1.569e-5', 'read');
    expect(agreement).toEqual({ kind: 'significant', digits: 4 });
    expect(agrees(1.56949e-5, value, agreement)).toBe(true);
    expect(agrees(1.5696e-5, value, agreement)).toBe(false);
    expect(significant('p', '0.00150', 'read').agreement).toEqual({ kind: 'significant', digits: 3 });
  });

  test('exactly when they are counts', () => {
    expect(agrees(35, 35, { kind: 'exact' })).toBe(true);
    expect(agrees(35.0001, 35, { kind: 'exact' })).toBe(false);
  });
});

describe('the largest deviation', () => {
  const numbers = [decimal('mean', '0.0628', 'read'), within('slope', '2.2972', 0.3, 'a refit', 'read')];

  test('is a share of what may differ: half of the last printed digit, or what is said', () => {
    const { largestDeviation, allPass } = check({ mean: 0.06281, slope: 2.4472 }, { ...figure, numbers });
    expect(allPass).toBe(true);
    expect(largestDeviation?.quantity).toBe('slope');
    expect(largestDeviation?.ofTolerance).toBeCloseTo(0.5, 10);
    const edge = check({ mean: 0.06283, slope: 2.2972 }, { ...figure, numbers }).largestDeviation;
    expect([edge?.quantity, edge?.ofTolerance.toFixed(3)]).toEqual(['mean', '0.600']);
  });

  test('is infinite for a count that is another, and for a number that is missing', () => {
    expect(check({ ...ours, n: 36 }, figure).largestDeviation).toEqual({
      quantity: 'n',
      ofTolerance: Number.POSITIVE_INFINITY,
    });
    expect(check({}, figure).largestDeviation?.ofTolerance).toBe(Number.POSITIVE_INFINITY);
    expect(check({}, { ...figure, numbers: [] }).largestDeviation).toBeUndefined();
  });

  test('of a refit fails beyond its tolerance, and the row says why there is one', () => {
    const { payload } = check({ mean: 0.0628, slope: 2.6 }, { ...figure, numbers });
    expect(payload.rows[1]).toMatchObject({ ours: '2.6', tolerance: '±0.3', why: 'a refit', pass: false });
  });
});

describe('a check', () => {
  test('passes when every number agrees, and shows how near ours is', () => {
    const result = check(ours, figure);
    expect(result.allPass).toBe(true);
    expect(result.passCount).toBe(3);
    expect(result.payload.rows).toEqual([
      {
        quantity: 'n',
        printed: '35',
        ours: '35',
        difference: '0',
        tolerance: 'none',
        why: 'a count',
        known: 'read',
        pass: true,
      },
      {
        quantity: 'mean',
        printed: '0.0628',
        ours: '0.06284',
        difference: '+4.0e-5',
        tolerance: '±5e-5',
        why: 'to 4 decimals',
        known: 'read',
        pass: true,
      },
      {
        quantity: 'p',
        printed: '1.569e-5',
        ours: '1.5691e-5',
        difference: '+1.0e-9',
        tolerance: '±5e-9',
        why: 'to 4 significant digits',
        known: 'read',
        pass: true,
      },
    ]);
  });

  test('fails by name when one number is off', () => {
    const result = check({ ...ours, n: 34 }, figure);
    expect(result.allPass).toBe(false);
    expect(result.payload.rows.filter(row => !row.pass)).toMatchObject([
      { quantity: 'n', ours: '34', difference: '−1' },
    ]);
  });

  test('fails a number we do not have, and one that is not a number', () => {
    const result = check({ n: 35, p: Number.NaN }, figure);
    expect(result.payload.rows.map(row => [row.quantity, row.ours, row.pass])).toEqual([
      ['n', '35', true],
      ['mean', 'missing', false],
      ['p', 'NaN', false],
    ]);
    expect(result.allPass).toBe(false);
  });

  test('of no numbers passes nothing', () => {
    expect(check({}, { ...figure, numbers: [] }).allPass).toBe(false);
  });

  test('takes a map as well as a record', () => {
    expect(check(new Map(Object.entries(ours)), figure).allPass).toBe(true);
  });

  test('refuses a quantity the figure does not print', () => {
    expect(() => check({ ...ours, mode: 1 }, figure)).toThrow(NotFoundError);
    expect(() => check({ ...ours, mode: 1 }, figure)).toThrow(
      'check quantity is not printed in Fig. 1: received mode, expected one of n, mean, p, … (3 in all)',
    );
  });

  test('travels as JSON, as a plain table and as words, with nothing of it read as HTML', async () => {
    const bundle = await check({ ...ours, n: 34 }, figure)[jupyterDisplay]();
    expect(Object.keys(bundle)).toEqual([CHECK_MIME, 'text/html', 'text/plain']);
    expect(bundle['text/plain']).toContain('2 of 3 pass.');
    expect(bundle['text/plain']).toContain('FAIL  n: ours 34, published 35 (a count)');
    const html = bundle['text/html'] as string;
    expect(html).toContain('a &lt;title&gt;');
    expect(html).toContain('<a href="https://doi.org/10.1000/182" rel="noopener">');
    expect(html.match(/<tr>/g)).toHaveLength(4);
    expect(html).toContain('<td>✗ fail</td><td>n</td>');
  });
});
