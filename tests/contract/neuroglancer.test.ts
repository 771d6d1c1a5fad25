import { expect, test } from 'vitest';
import { checkNeuroglancerNews, checkNeuroglancerRequest } from '../../kernel-helpers/contract/neuroglancer.js';
import { FormatError } from '../../kernel-helpers/errors.js';

test('a page says what its tab shows, or that it has none', () => {
  expect(checkNeuroglancerNews({ op: 'state', state: { title: 'a' }, more: 1 })).toEqual({
    op: 'state',
    state: { title: 'a' },
  });
  expect(checkNeuroglancerNews({ op: 'state', state: null })).toEqual({ op: 'state', state: null });
});

test('a kernel asks for a state', () => {
  expect(checkNeuroglancerRequest({ op: 'open', state: {} })).toEqual({ op: 'open', state: {} });
  expect(() => checkNeuroglancerRequest({ op: 'open', state: null })).toThrow(
    'neuroglancer state is not valid: received null, expected an object',
  );
});

test('anything else is refused, with its place', () => {
  for (const wrong of [null, [], 'state', {}, { op: 'open' }, { op: 'state' }, { op: 'state', state: [] }]) {
    expect(() => checkNeuroglancerNews(wrong)).toThrow(FormatError);
  }
  for (const wrong of [null, [], {}, { op: 'state', state: {} }, { op: 'open' }, { op: 'open', state: 'x' }]) {
    expect(() => checkNeuroglancerRequest(wrong)).toThrow(FormatError);
  }
  expect(() => checkNeuroglancerNews({ op: 'close' })).toThrow('op is not valid: received close, expected state');
});
