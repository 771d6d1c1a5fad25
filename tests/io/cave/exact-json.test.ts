import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FormatError } from '../../../kernel-helpers/errors.js';
import { parseExactJson, writeExactJson } from '../../../kernel-helpers/io/cave/exact-json.js';
import { secondsText, utcText } from '../../../kernel-helpers/io/cave/instant.js';
import { always } from '../../reference/properties.js';

describe('JSON with 64-bit ids', () => {
  test('keeps every digit', () => {
    expect(
      parseExactJson('{"leaf_ids": [864691135571546917, -9223372036854775808, 18446744073709551615, 7]}', 'x'),
    ).toEqual({
      leaf_ids: [864691135571546917n, -9223372036854775808n, 18446744073709551615n, 7],
    });
  });

  test('leaves other numbers and digits in strings alone', () => {
    const text =
      '{"a": 0.12345678901234567, "b": 1e20, "c": "864691135571546917", "d": "\\"123456789012345678", "e": 123456789012345}';
    expect(parseExactJson(text, 'x')).toEqual(JSON.parse(text));
    expect(parseExactJson('1234567890123456789.5', 'x')).toBe(Number('1234567890123456789.5'));
    expect(parseExactJson(`[${'9'.repeat(400)}]`, 'x')).toEqual([Number.POSITIVE_INFINITY]);
  });

  test('is written as plain digits', () => {
    expect(writeExactJson({ a: [1n, 2.5, 'x"', true, null], b: undefined, c: BigUint64Array.of(2n ** 64n - 1n) })).toBe(
      '{"a":[1,2.5,"x\\"",true,null],"c":[18446744073709551615]}',
    );
  });

  test('comes back as it was written', () => {
    const ids = fc.bigInt({ min: 10n ** 15n, max: 2n ** 64n - 1n });
    const { value } = fc.letrec(tie => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.constant(null),
        fc.boolean(),
        fc.integer(),
        fc.double({ noNaN: true, noDefaultInfinity: true }).map(x => (Object.is(x, -0) ? 0 : x)),
        fc.string(),
        ids,
        tie('list'),
        tie('object'),
      ),
      list: fc.array(tie('value')),
      object: fc
        .dictionary(
          fc.string().filter(key => key !== '__proto__'),
          tie('value'),
        )
        .map(object => ({ ...object })),
    }));
    const same = (a: unknown, b: unknown): boolean => writeExactJson(a) === writeExactJson(b);
    always(fc.property(value, written => same(parseExactJson(writeExactJson(written), 'x'), written)));
  });

  test('that is damaged is refused without repeating it', () => {
    for (const text of ['{"token": "5f0c2b7d', '[864691135571546917', 'not json 5f0c2b7d', '']) {
      const parse = (): unknown => parseExactJson(text, 'table x');
      expect(parse).toThrow(FormatError);
      expect(parse).toThrow('cave json of table x is damaged: received ');
      expect(parse).not.toThrow(/5f0c/);
    }
  });

  test('reads ten million characters in linear time', () => {
    const started = process.cpuUsage();
    expect(parseExactJson(`"${'\\"1234567890123456'.repeat(300_000)}"`, 'x')).toHaveLength(300_000 * 17);
    expect(() => parseExactJson('"'.repeat(1_000_001), 'x')).toThrow(FormatError);
    expect(process.cpuUsage(started).user / 1e6).toBeLessThan(5);
  });
});

describe('moments', () => {
  test('keep their microseconds', () => {
    expect(secondsText('2025-01-13T10:10:01.286229')).toBe('1736763001.286229');
    expect(secondsText('2025-01-13T10:10:01.286229Z')).toBe('1736763001.286229');
    expect(secondsText('2025-01-13T11:10:01+01:00')).toBe('1736763001.000000');
    expect(secondsText('2025-01-13')).toBe('1736726400.000000');
    expect(secondsText(new Date(1736763001286))).toBe('1736763001.286');
    expect(utcText('2025-01-13T10:10:01.286229')).toBe('2025-01-13T10:10:01.286229Z');
    expect(utcText('2025-01-13 10:10:01')).toBe('2025-01-13T10:10:01Z');
  });

  test('that are none are refused', () => {
    for (const wrong of ['yesterday', '', new Date(Number.NaN), 5 as never, '2025-99-99T00:00:00']) {
      expect(() => secondsText(wrong, 'at')).toThrow('cave at is not a moment: received');
    }
  });
});
