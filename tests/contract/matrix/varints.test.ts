import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { packBytes } from '../../../kernel-helpers/contract/bytes.js';
import { packVarints, unpackVarints } from '../../../kernel-helpers/contract/matrix/varints.js';
import { FormatError } from '../../../kernel-helpers/errors.js';

test('numbers below 2^32 come back as they were, small ones in one byte', () => {
  expect(packVarints(Uint32Array.of(0, 1, 127)).byteLength).toBe(3);
  expect(packVarints(Uint32Array.of(128, 16_383, 16_384)).byteLength).toBe(7);
  fc.assert(
    fc.property(fc.uint32Array({ maxLength: 200 }), values => {
      expect(unpackVarints(packVarints(values), values.length, 'x')).toEqual(values);
    }),
  );
});

test('bytes that end too soon, go on too long or stand for too large a number are refused', () => {
  const packed = (...bytes: number[]) => ({ byteLength: bytes.length, bytes: packBytes(Uint8Array.from(bytes)) });
  expect(() => unpackVarints(packed(0x80, 0x80), 1, 'wiring.gaps')).toThrow(FormatError);
  expect(() => unpackVarints(packed(1, 2, 3), 2, 'wiring.gaps')).toThrow(/wiring.gaps .* 1 bytes too many/);
  expect(() => unpackVarints(packed(1), 2, 'wiring.gaps')).toThrow(/received 1 bytes, expected 2 to 10/);
  expect(() => unpackVarints(packed(0xff, 0xff, 0xff, 0xff, 0x1f), 1, 'wiring.gaps')).toThrow(/more than 32 bits/);
});
