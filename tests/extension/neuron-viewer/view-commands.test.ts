import { expect, test } from 'vitest';
import { chordLabel, chordOf, type ICommandedView, viewCommands } from '../../../extension/neuron-viewer/view-commands';
import { untranslated } from './translation';

const key = (name: string, held: Partial<KeyboardEvent> = {}) => ({
  key: name,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...held,
});

test('keys are named alike whatever the keyboard', () => {
  expect(chordOf(key('h'))).toBe('H');
  expect(chordOf(key('H', { shiftKey: true }))).toBe('Shift+H');
  expect(chordOf(key('z', { metaKey: true }))).toBe('Mod+Z');
  expect(chordOf(key('Z', { ctrlKey: true, shiftKey: true }))).toBe('Mod+Shift+Z');
  expect(chordOf(key('?', { shiftKey: true }))).toBe('?');
  expect(chordOf(key('1'))).toBe('1');
});

test('keys are written as readers know them', () => {
  expect(chordLabel('Mod+Shift+Z', false, untranslated)).toBe('Ctrl+Shift+Z');
  expect(chordLabel('Mod+Shift+Z', true, untranslated)).toBe('⌘⇧Z');
  expect(chordLabel(' ', false, untranslated)).toBe('Space');
});

test('no two commands have a key in common, and every one has its own name', () => {
  const commands = viewCommands({} as ICommandedView, untranslated, true);
  const keys = commands.flatMap(command => command.keys);
  expect(new Set(keys).size).toBe(keys.length);
  for (const field of ['id', 'label'] as const) {
    expect(new Set(commands.map(command => command[field])).size).toBe(commands.length);
  }
});
