import { Float64, makeVector, Table } from 'apache-arrow';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jupyterDisplay, type MimeBundle } from '../../kernel-helpers/contract/mime.js';
import { FormatError } from '../../kernel-helpers/errors.js';
import { mimeBundle } from '../../kernel-helpers/kernel/mime-bundle.js';

const textOf = (value: unknown): string => (mimeBundle(value) as MimeBundle)['text/plain'];

test('a bundle without text gets some, for a screen reader', () => {
  class Picture {
    [jupyterDisplay](): MimeBundle {
      return { 'image/png': 'AAAA' } as unknown as MimeBundle;
    }
  }
  expect(mimeBundle(new Picture())).toEqual({ 'text/plain': '[Picture]', 'image/png': 'AAAA' });
});

test('a bundle that is none is refused', () => {
  expect(() => mimeBundle({ [jupyterDisplay]: () => 'text' })).toThrow(FormatError);
});

test('text that is no text is refused, and what JSON would drop does not push the text out', () => {
  const bundle = (content: unknown) => () => mimeBundle({ [jupyterDisplay]: () => ({ 'text/plain': content }) });
  expect(bundle(42)).toThrow('Jupyter.display bundle has a text/plain that is no text: received 42, expected a string');
  expect(bundle(() => 1)()).toEqual({ 'text/plain': '[Object]' });
  expect(bundle(['a\n', 'b'])()).toEqual({ 'text/plain': ['a\n', 'b'] });
});

test('rows and Maps get a table beside the text that Node.js prints', () => {
  const rows = mimeBundle([{ id: 1n, type: 'BC' }]) as MimeBundle;
  expect(rows['text/plain']).toBe("[ { id: 1n, type: 'BC' } ]");
  expect(rows['text/html']).toContain('<th scope="col" style="text-align:left">type</th>');
  const map = mimeBundle(new Map([['BC', 1]])) as MimeBundle;
  expect(map['text/plain']).toBe("Map(1) { 'BC' => 1 }");
  expect(map['text/html']).toContain('Map: 1 entry');
});

test('an Arrow table is a table in both', () => {
  const bundle = mimeBundle(new Table({ x: makeVector(Float64Array.of(1.5)) })) as MimeBundle;
  expect(bundle['text/plain']).toBe(`Table: 1 row × 1 column\n         x\n   ${String(new Float64())}\n0      1.5`);
  expect(bundle['text/html']).toContain('1 row × 1 column');
});

test('what throws when it is looked at has text all the same', () => {
  const refuse = (): never => {
    throw new Error('no');
  };
  const hostile = new Proxy({ a: 1 }, { get: refuse, has: refuse, ownKeys: refuse, getPrototypeOf: refuse });
  expect(textOf(hostile)).toBe('{ a: 1 }');
  expect(textOf([hostile])).toBe('[ { a: 1 } ]');
  expect(textOf(new Map([[hostile, hostile]]))).toBe('Map(1) { { a: 1 } => { a: 1 } }');
  const tagged = {
    get [Symbol.toStringTag]() {
      return refuse();
    },
  };
  expect(textOf(tagged)).toBe('[object that cannot be shown: looking at it threw Error: no]');
  const table = { numRows: 1, schema: { fields: [{ name: 'x' }] }, getChild: refuse };
  expect(textOf(table)).toContain('numRows: 1');
});

test('any value at all has a bundle of text, and what HTML it has holds no markup but ours', () => {
  const anything = fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withSet: true,
    withTypedArray: true,
  });
  const ours = /<\/?(table|caption|thead|tbody|tr|th|td|small|br|i|span)( (class|style|scope|colspan)="[^"<>&]*")*>/g;
  const check = (value: unknown): void => {
    const bundle = mimeBundle(value) as MimeBundle;
    expect(typeof bundle['text/plain']).toBe('string');
    expect(String(bundle['text/html'] ?? '').replace(ours, '')).not.toMatch(/[<>]|&(?!(amp|lt|gt|quot|#39);)/);
  };
  fc.assert(fc.property(anything, check), { numRuns: 300 });
  const text = fc.oneof(fc.string(), fc.constantFrom('<script>', '"><img src=x onerror=a()>', '&lt;', "'"));
  const rows = fc.array(fc.dictionary(text, fc.oneof(text, fc.bigInt(), fc.double(), fc.constant(null))), {
    minLength: 1,
  });
  fc.assert(fc.property(rows, check), { numRuns: 300 });
  fc.assert(
    fc.property(fc.array(fc.tuple(text, text)), entries => check(new Map(entries))),
    { numRuns: 200 },
  );
});
