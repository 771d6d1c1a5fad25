import { beforeEach, expect, test } from 'vitest';
import { jupyterDisplay } from '../../kernel-helpers/contract/mime.js';
import { InvalidArgumentError, NotFoundError } from '../../kernel-helpers/errors.js';
import * as selection from '../../kernel-helpers/kernel/selection.js';

beforeEach(() => {
  for (const name of Object.keys(selection.named)) selection.forget(name);
  selection.clear();
});

test('what was selected when it was saved is selected again by its name', () => {
  selection.set({ neurons: [864691135571546917n], synapses: [12n] });
  selection.save('mine');
  selection.clear();
  selection.open('mine');
  expect(selection.current.neurons).toEqual([864691135571546917n]);
  expect(selection.current.synapses).toEqual([12n]);
});

test('a name that is given again is of the later selection', () => {
  selection.set([1n]);
  selection.save('mine');
  selection.set([2n]);
  selection.save('mine');
  expect(Object.keys(selection.named)).toEqual(['mine']);
  expect(selection.named.mine.neurons).toEqual([2n]);
});

test('the names there are stay as they were when they were asked for', () => {
  selection.set([1n]);
  selection.save('mine');
  const before = selection.named;
  selection.forget('mine');
  expect(before.mine.neurons).toEqual([1n]);
  expect(Object.isFrozen(before)).toBe(true);
  expect(Object.keys(selection.named)).toEqual([]);
});

test('no name is there that nobody gave', () => {
  expect('constructor' in selection.named).toBe(false);
  expect(() => selection.open('constructor')).toThrow(NotFoundError);
});

test('as the last value of a cell the names are listed with how much each is of', async () => {
  expect(await selection.named[jupyterDisplay]()).toEqual({
    'text/plain': 'No selection has a name; selection.save(name) gives one.',
  });
  selection.save('none');
  selection.set({ neurons: [1n, 2n], synapses: [3n] });
  selection.save('first two');
  expect(await selection.named[jupyterDisplay]()).toEqual({
    'text/plain':
      'Selections by name; selection.open(name) selects one\n' +
      '  none       nothing\n' +
      '  first two  2 neurons, 1 synapse',
  });
});

test('errors say which names there are', () => {
  expect(() => selection.open('mine')).toThrow(
    'selection.open found no selection of that name: received "mine", expected a name given with selection.save',
  );
  selection.save('yours');
  expect(() => selection.forget('mine')).toThrow(
    'selection.forget found no selection of that name: received "mine", expected one of "yours"',
  );
});

test.each(['', ' mine', 'two\nlines', '__proto__', 7 as unknown as string])('%j is no name', name => {
  expect(() => selection.save(name)).toThrow(InvalidArgumentError);
});

test('there is room for 200 names, and each of them can be given again', () => {
  for (let i = 0; i < 200; i += 1) selection.save(`n${i}`);
  expect(() => selection.save('one more')).toThrow(
    'selection.save has no room for another name: received "one more", expected at most 200 names; ' +
      'selection.forget(name) makes room',
  );
  selection.set([5n]);
  selection.save('n3');
  expect(selection.named.n3.neurons).toEqual([5n]);
});
