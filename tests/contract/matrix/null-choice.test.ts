import { expect, test } from 'vitest';
import { checkNullChoice, type NullChoice } from '../../../kernel-helpers/contract/matrix/null-choice.js';
import { FormatError } from '../../../kernel-helpers/errors.js';

const choice: NullChoice = { model: 'chungLu', grouping: 'type', of: 'connections', draws: 200, seed: 7 };
const groupings = ['type', 'layer'];

test('a choice is what the model needs, and nothing else', () => {
  expect(checkNullChoice({ ...choice, types: 'layer', more: 1 }, groupings, 'choice')).toEqual(choice);
  const kept = { ...choice, model: 'typeBlock', types: 'layer' };
  expect(checkNullChoice(kept, groupings, 'choice')).toEqual(kept);
});

test.each<[string, object, RegExp]>([
  ['a model', { model: 'eval' }, /choice.model is not known: received eval, expected erdosRenyi or/],
  ['a grouping', { grouping: 'area' }, /choice.grouping is not known: received area, expected type or layer/],
  ['what is counted', { of: 'sizes' }, /choice.of is not known: received sizes/],
  ['draws', { draws: 1 }, /choice.draws is out of range: received 1, expected a number from 2 to 1000000/],
  ['a seed', { seed: 1.5 }, /choice.seed is not valid: received 1.5, expected a whole number/],
  ['the groups that a model keeps', { model: 'typeBlock' }, /choice.types is not known: received undefined/],
])('%s that cannot be is refused', (_, wrong, words) => {
  expect(() => checkNullChoice({ ...choice, ...wrong }, groupings, 'choice')).toThrow(FormatError);
  expect(() => checkNullChoice({ ...choice, ...wrong }, groupings, 'choice')).toThrow(words);
});
