import { describe, expect, test } from 'vitest';
import { forEachAtOnce, RequestGate } from '../../../kernel-helpers/io/precomputed/request-gate.js';

/** Tasks that end when they are told to. */
function tasks(): { start: (name: string) => Promise<void>; end: (name: string) => Promise<void>; log: string[] } {
  const ends = new Map<string, () => void>();
  const log: string[] = [];
  return {
    log,
    start: name => {
      log.push(name);
      return new Promise(resolve => ends.set(name, resolve));
    },
    end: async name => {
      ends.get(name)?.();
      await new Promise(setImmediate);
    },
  };
}

describe('RequestGate', () => {
  test('lets so many run at once and the others follow in line', async () => {
    const { start, end, log } = tasks();
    const gate = new RequestGate(2);
    const all = ['a', 'b', 'c', 'd'].map(name => gate.run(() => start(name)));
    expect(log).toEqual(['a', 'b']);
    await end('b');
    expect(log).toEqual(['a', 'b', 'c']);
    await end('a');
    await end('c');
    await end('d');
    await Promise.all(all);
    expect(log).toEqual(['a', 'b', 'c', 'd']);
  });

  test('a task that fails makes room for the next', async () => {
    const gate = new RequestGate(1);
    const failed = gate.run(() => Promise.reject(new Error('no')));
    const next = gate.run(async () => 'yes');
    await expect(failed).rejects.toThrow('no');
    await expect(next).resolves.toBe('yes');
    await expect(gate.run(async () => 'again')).resolves.toBe('again');
  });
});

test('no place at all is refused, for nothing would ever be done', async () => {
  for (const places of [0, -1, Number.NaN, 1.5]) {
    const message = `concurrency is no number of requests: received ${places}, expected 1 or more`;
    expect(() => new RequestGate(places)).toThrow(message);
    await expect(forEachAtOnce([1], places, async () => {})).rejects.toThrow(message);
  }
});

describe('forEachAtOnce', () => {
  test('does every item, so many at a time', async () => {
    const { start, end, log } = tasks();
    const all = forEachAtOnce(['a', 'b', 'c'], 2, start);
    expect(log).toEqual(['a', 'b']);
    await end('a');
    expect(log).toEqual(['a', 'b', 'c']);
    await end('b');
    await end('c');
    await all;
    await expect(forEachAtOnce([], 2, start)).resolves.toBeUndefined();
  });

  test('begins nothing after the first failure', async () => {
    const done: number[] = [];
    const work = forEachAtOnce([1, 2, 3, 4], 1, async item => {
      done.push(item);
      if (item === 2) throw new Error('no');
    });
    await expect(work).rejects.toThrow('no');
    expect(done).toEqual([1, 2]);
  });
});
