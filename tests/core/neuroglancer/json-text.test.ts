import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainJson } from '../../../kernel-helpers/core/neuroglancer/json-text.js';
import { always } from '../../reference/properties.js';

/** As Neuroglancer once wrote states into addresses: quotes swapped, commas as underscores. */
function urlSafe(value: unknown): string {
  const swapped = (text: string): string => text.replace(/["']/g, quote => (quote === '"' ? "'" : '"'));
  if (Array.isArray(value)) return `[${value.map(urlSafe).join('_')}]`;
  if (typeof value === 'string') return swapped(JSON.stringify(swapped(value)));
  if (typeof value === 'object' && value !== null) {
    return `{${Object.entries(value)
      .map(([key, inner]) => `${urlSafe(key)}:${urlSafe(inner)}`)
      .join('_')}}`;
  }
  return JSON.stringify(value);
}

describe('plainJson', () => {
  test('reads single quotes and underscores as JSON', () => {
    const text = "{'a_b':[1_2.5e-3_true]_'it\\'s':'say \"hi\", x'}";
    expect(JSON.parse(plainJson(text))).toEqual({ a_b: [1, 0.0025, true], "it's": 'say "hi", x' });
  });

  test('leaves JSON as it is', () => {
    const text = '{"a, _\'b":[1, -2, "c\\"_d\\\\"], "e": null}';
    expect(plainJson(text)).toBe(text);
  });

  test('keeps every digit of an id that is written as a number', () => {
    expect(plainJson('{"ids":[864691135571546917,7,18446744073709551615]}')).toBe(
      '{"ids":["864691135571546917",7,"18446744073709551615"]}',
    );
    expect(plainJson('[9007199254740991,9007199254740992,-9007199254740993]')).toBe(
      '[9007199254740991,"9007199254740992","-9007199254740993"]',
    );
    expect(plainJson('["9007199254740993",1e20,178400.12345678901234]')).toBe(
      '["9007199254740993",1e20,178400.12345678901234]',
    );
  });

  test('of any value, in either form, is that value again', () => {
    // JSON has no -0, and a whole number beyond 2^53 becomes a string on purpose.
    const small = fc
      .jsonValue()
      .map(value => JSON.parse(JSON.stringify(value)))
      .filter(value => !/[0-9]{16}/.test(JSON.stringify(value)));
    always(
      fc.property(small, value => {
        expect(JSON.parse(plainJson(JSON.stringify(value)))).toEqual(value);
        expect(JSON.parse(plainJson(urlSafe(value)))).toEqual(value);
      }),
    );
  });

  test('of a string without an end is no JSON, and ends', () => {
    expect(() => JSON.parse(plainJson('{"a":"b'))).toThrow(SyntaxError);
    expect(() => JSON.parse(plainJson("['a\\"))).toThrow(SyntaxError);
  });
});
