import { expect, test } from 'vitest';
import { measureWords, unitWords } from '../../../extension/matrix/measure-words';
import { type GroupMeasure, MEASURES } from '../../../kernel-helpers/core/connectivity/group-measures.js';
import { untranslated } from '../neuron-viewer/translation';

const shouting = { ...untranslated, __: (text: string) => text.toUpperCase() };

test('every measure and its unit has words of the page’s language, which in English are its own', () => {
  for (const [measure, { unit }] of Object.entries(MEASURES)) {
    expect(measureWords(measure as GroupMeasure, untranslated)).toBe(measure);
    expect(measureWords(measure as GroupMeasure, shouting)).toBe(measure.toUpperCase());
    expect(unitWords(unit, untranslated)).toBe(unit);
    expect(unitWords(unit, shouting)).toBe(unit.toUpperCase());
  }
});

test('what is compared with a null model likewise; a unit nobody knows stays as it is', () => {
  expect(unitWords('connections expected', shouting)).toBe('CONNECTIONS EXPECTED');
  expect(unitWords('z', shouting)).toBe('z');
});
