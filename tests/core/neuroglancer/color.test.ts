import { expect, test } from 'vitest';
import { givenColor, hexColor } from '../../../kernel-helpers/core/neuroglancer/color.js';
import { COLOR_NAMES } from '../../../kernel-helpers/core/neuroglancer/color-names.js';
import { InvalidArgumentError } from '../../../kernel-helpers/errors.js';

test('a colour may be #rgb, #rrggbb or a name of CSS', () => {
  expect(['#08F', '#0088fF', 'Tomato', 'rebeccapurple', 'yellowgreen'].map(hexColor)).toEqual([
    '#0088ff',
    '#0088ff',
    '#ff6347',
    undefined,
    '#9acd32',
  ]);
  expect(COLOR_NAMES.size).toBe(147);
  for (const none of ['', '#12', '#1234567', 'constructor', 'rgb(1,2,3)', 7, null, undefined]) {
    expect(hexColor(none)).toBeUndefined();
  }
});

test('a colour that a caller gave must be one', () => {
  expect(givenColor('red', 'background')).toBe('#ff0000');
  expect(() => givenColor(0xff0000, 'background')).toThrow(InvalidArgumentError);
  expect(() => givenColor('reddish', 'background')).toThrow(
    "neuroglancer background is no colour: received reddish, expected #rrggbb, such as '#008cf9'",
  );
});
