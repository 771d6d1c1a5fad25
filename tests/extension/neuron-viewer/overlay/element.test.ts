import { expect, test } from 'vitest';
import { isShortcut } from '../../../../extension/neuron-viewer/overlay/element';

const key = (name: string, held: Partial<KeyboardEvent> = {}) => ({
  key: name,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...held,
});

test('keys held with Ctrl, Cmd or Alt are shortcuts of the page', () => {
  expect(isShortcut(key('s', { ctrlKey: true }))).toBe(true);
  expect(isShortcut(key('s', { metaKey: true }))).toBe(true);
  expect(isShortcut(key('C', { ctrlKey: true, shiftKey: true }))).toBe(true);
  expect(isShortcut(key('Z', { altKey: true, shiftKey: true }))).toBe(true);
});

test('letters alone, arrows, Enter, and what undoes, copies and selects are those of the view', () => {
  expect(isShortcut(key('d'))).toBe(false);
  expect(isShortcut(key('N', { shiftKey: true }))).toBe(false);
  expect(isShortcut(key('ArrowDown', { ctrlKey: true }))).toBe(false);
  expect(isShortcut(key('Enter', { ctrlKey: true }))).toBe(false);
  for (const letter of ['a', 'c', 'y', 'z']) expect(isShortcut(key(letter, { ctrlKey: true }))).toBe(false);
  expect(isShortcut(key('Z', { ctrlKey: true, shiftKey: true }))).toBe(false);
});
