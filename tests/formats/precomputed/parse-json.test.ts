import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseJson } from '../../../kernel-helpers/formats/precomputed/parse-json.js';
import { always } from '../../reference/properties.js';

test('reads back every JSON value', () => {
  always(
    fc.property(fc.jsonValue(), value => {
      const text = JSON.stringify(value);
      expect(parseJson(new TextEncoder().encode(text), 'thing')).toEqual(JSON.parse(text));
    }),
  );
});
