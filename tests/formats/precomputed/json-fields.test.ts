import { expect, test } from 'vitest';
import { FormatError } from '../../../kernel-helpers/errors.js';
import { JsonFields } from '../../../kernel-helpers/formats/precomputed/json-fields.js';

const fields = new JsonFields(
  { name: 'a', size: 3, big: 2 ** 53, list: [1, 2.5], parts: [{ kind: 'x' }, 7], 'odd name': 1, nothing: null },
  { format: 'thing', file: 'info' },
);
const message = (run: () => unknown): string => {
  try {
    return `gave ${JSON.stringify(run())}`;
  } catch (error) {
    expect(error).toBeInstanceOf(FormatError);
    return `${(error as FormatError).at}: ${(error as Error).message}`;
  }
};

test('gives fields in the type asked for', () => {
  expect(fields.string('name')).toBe('a');
  expect(fields.choice('name', ['a', 'b'])).toBe('a');
  expect(fields.integer('size', 0, 3)).toBe(3);
  expect(fields.numbers('list', 2)).toEqual([1, 2.5]);
  expect(fields.has('nothing')).toBe(false);
  expect(fields.objects('absent')).toEqual([]);
  expect(fields.names()).toHaveLength(7);
});

test('says what stands there instead', () => {
  expect(message(() => fields.string('size'))).toBe(
    'size: thing info size is not valid: received 3, expected a string',
  );
  expect(message(() => fields.number('absent'))).toBe(
    'absent: thing info absent is not valid: received nothing, expected a number',
  );
  expect(message(() => fields.integer('size', 4))).toBe(
    'size: thing info size is not valid: received 3, expected a whole number, 4 or more',
  );
  expect(message(() => fields.integer('big', 0))).toContain('received 9007199254740992, expected a whole number');
  expect(message(() => fields.integers('list', 0))).toBe(
    'list[1]: thing info list[1] is not valid: received 2.5, expected a whole number, 0 or more',
  );
  expect(message(() => fields.numbers('list', 3))).toContain('received [1,2.5], expected an array of 3 numbers');
  expect(message(() => fields.strings('list'))).toContain('list[0] is not valid: received 1, expected a string');
  expect(message(() => fields.objects('parts'))).toBe(
    'parts[1]: thing info parts[1] is not valid: received 7, expected an object',
  );
  expect(message(() => fields.string('toString'))).toContain('received nothing');
  expect(message(() => fields.string('odd name'))).toContain('thing info ["odd name"] is not valid');
});
