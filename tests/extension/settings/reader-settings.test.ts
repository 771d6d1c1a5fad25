import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { GPU_BUDGET } from '../../../extension/neuron-viewer/drawables/view-memory.js';
import { DEFAULT_SETTINGS, isDarkIn, ReaderSettings, settingsOf } from '../../../extension/settings/reader-settings.js';

const schema = JSON.parse(readFileSync(new URL('../../../extension/schema/settings.json', import.meta.url), 'utf8'));

test('the defaults are those that the Settings editor shows', () => {
  const shown = Object.entries(schema.properties as Record<string, { default: unknown }>);
  expect(DEFAULT_SETTINGS).toEqual(Object.fromEntries(shown.map(([name, { default: value }]) => [name, value])));
});

test('what the Settings editor hands over is taken', () => {
  const chosen = { background: 'dark', keepStills: false, graphicsMemory: 512 } as const;
  expect(settingsOf(chosen)).toEqual(chosen);
});

test('what is no choice is the default', () => {
  expect(settingsOf({ background: 'pink', keepStills: 1, graphicsMemory: 1e9 })).toEqual(DEFAULT_SETTINGS);
});

test('a background follows the theme unless it is always the same', () => {
  const both = (background: 'theme' | 'light' | 'dark') => [isDarkIn(background, false), isDarkIn(background, true)];
  expect([both('theme'), both('light'), both('dark')]).toEqual([
    [false, true],
    [false, false],
    [true, true],
  ]);
});

test('views hear of a change once, and of none when all is as before', () => {
  const settings = new ReaderSettings();
  let heard = 0;
  settings.changed.connect(() => {
    heard += 1;
  });
  settings.set({ ...DEFAULT_SETTINGS, background: 'dark' });
  settings.set({ ...DEFAULT_SETTINGS, background: 'dark' });
  expect([heard, settings.current.background]).toEqual([1, 'dark']);
});

test('the graphics memory is what is reckoned with where nobody chose', () => {
  expect(DEFAULT_SETTINGS.graphicsMemory * 2 ** 20).toBe(GPU_BUDGET.pageBytes);
});
