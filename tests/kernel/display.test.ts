import { afterEach, expect, test } from 'vitest';
import { jupyterDisplay, type MimeBundle } from '../../kernel-helpers/contract/mime.js';
import { FormatError, UnsupportedError } from '../../kernel-helpers/errors.js';
import {
  display,
  displaysSent,
  mimeBundle,
  plainText,
  setDisplayPublisher,
} from '../../kernel-helpers/kernel/display.js';

afterEach(() => setDisplayPublisher(undefined));

function publishing(): MimeBundle[] {
  const shown: MimeBundle[] = [];
  setDisplayPublisher(bundle => shown.push(bundle));
  return shown;
}

const slow = (text: string): object => ({
  [jupyterDisplay]: async () => ({ 'text/plain': text }),
});

test('outside a kernel display says so, and what to do instead', () => {
  expect(() => display(1)).toThrow(UnsupportedError);
  expect(() => display(1)).toThrow('[jupyterDisplay]()');
});

test('a plain value is shown as text, at once', () => {
  const shown = publishing();
  display({ id: 5n });
  expect(shown).toEqual([{ 'text/plain': '{ id: 5n }' }]);
});

test('a value that knows how to show itself is asked', () => {
  const shown = publishing();
  display({
    [jupyterDisplay]: () => ({
      'text/plain': 'a neuron',
      'text/html': '<b>a neuron</b>',
    }),
  });
  expect(shown).toEqual([{ 'text/plain': 'a neuron', 'text/html': '<b>a neuron</b>' }]);
});

test('displays keep their order when one takes time', async () => {
  const shown = publishing();
  display(slow('first'));
  display('second');
  display(slow('third'));
  await displaysSent();
  expect(shown.map(bundle => bundle['text/plain'])).toEqual(['first', "'second'", 'third']);
});

test('a display that fails while it is made fails the cell, once', async () => {
  publishing();
  display({ [jupyterDisplay]: () => Promise.reject(new Error('no picture')) });
  await expect(displaysSent()).rejects.toThrow('no picture');
  await expect(displaysSent()).resolves.toBeUndefined();
});

test('a bundle without text gets some, for a screen reader', () => {
  class Picture {
    [jupyterDisplay](): MimeBundle {
      return { 'image/png': 'AAAA' } as unknown as MimeBundle;
    }
  }
  expect(mimeBundle(new Picture())).toEqual({
    'text/plain': '[Picture]',
    'image/png': 'AAAA',
  });
});

test('a bundle that is none is refused', () => {
  expect(() => mimeBundle({ [jupyterDisplay]: () => 'text' })).toThrow(FormatError);
});

test('text that is no text is refused, and what JSON would drop does not push the text out', () => {
  const bundle = (content: unknown) => () => mimeBundle({ [jupyterDisplay]: () => ({ 'text/plain': content }) });
  expect(bundle(42)).toThrow('Jupyter.display bundle has a text/plain that is no text: received 42, expected a string');
  expect(bundle(() => 1)()).toEqual({ 'text/plain': '[Object]' });
  expect(bundle(['a\n', 'b'])()).toEqual({ 'text/plain': ['a\n', 'b'] });
});

test('long arrays are cut short', () => {
  expect(plainText(new Float32Array(1000))).toMatch(/900 more items/);
});
