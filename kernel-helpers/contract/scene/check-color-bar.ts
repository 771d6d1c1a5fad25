/** Checks of a colour bar. */

import { bad, color, list, number, object, oneOf, text } from './fields.js';

/** @throws {FormatError} when it is none. */
export function checkColorBar(value: unknown, at: string): void {
  const bar = object(value, at);
  text(bar.label, `${at}.label`);
  const min = number(bar.min, `${at}.min`, -Number.MAX_VALUE, Number.MAX_VALUE);
  number(bar.max, `${at}.max`, min, Number.MAX_VALUE);
  if (oneOf(bar.scale, `${at}.scale`, ['linear', 'log']) === 'log' && min <= 0) {
    throw bad(`${at}.min`, 'is out of range', min, 'a positive number on a logarithmic scale');
  }
  const colors = list(bar.colors, `${at}.colors`, 256, color);
  if (colors.length === 0) throw bad(`${at}.colors`, 'is empty', 0, 'at least one color');
  if (bar.missing !== undefined) color(bar.missing, `${at}.missing`);
}
