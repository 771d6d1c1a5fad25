import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { type IProgress, Reading } from '../../../../extension/files/folder/reading';
import type { IFolderSource } from '../../../../extension/files/folder/source';
import { untranslated } from '../../neuron-viewer/translation';
import { memory } from './disk-source';

const reading = (source: IFolderSource, options: Partial<ConstructorParameters<typeof Reading>[1]> = {}): Reading =>
  new Reading(source, { trans: untranslated, signal: new AbortController().signal, ...options });

describe('bytes', () => {
  const zeros = new Uint8Array(100_000);

  test('are unpacked by name, and never beyond what there is room for', async () => {
    const source = memory({ 'a.gz': new Uint8Array(gzipSync(zeros)), b: zeros });
    expect(await reading(source).bytes('a.gz')).toEqual(zeros);
    expect(await reading(source).bytes('c')).toBeUndefined();
    await expect(reading(source, { limits: { bytes: 99_999 } }).bytes('a.gz')).rejects.toThrow('a.gz is too large');
    const both = reading(source, { limits: { bytes: 150_000 } });
    await both.bytes('a.gz');
    await expect(both.bytes('b')).rejects.toThrow('b is too large');
  });

  test('that are told to be too many are not asked for', async () => {
    const source = memory({ b: zeros });
    await expect(
      reading(source, { limits: { bytes: 10 } }).bytes('b', { name: 'b', isFolder: false, bytes: 11 }),
    ).rejects.toThrow('b is too large');
    const told = { ...source, look: async () => ({ name: 'b', isFolder: false, bytes: 11 }) };
    await expect(reading(told, { limits: { bytes: 10 } }).bytes('b')).rejects.toThrow('b is too large');
    expect(source.reads).toEqual([]);
  });
});

describe('many', () => {
  test('come in the order asked for, one that is wrong among them; how far it is, is told', async () => {
    const told: IProgress[] = [];
    const result = await reading(memory({}), { onProgress: progress => told.push(progress) }).many(
      [3, 1, 2],
      async n => {
        // the first comes last
        for (let i = 0; i < n; i++) await Promise.resolve();
        if (n === 1) throw new Error('one is wrong');
        return n;
      },
    );
    expect(result).toMatchObject({ got: [3, 2], failed: 1, left: 0, problem: { message: 'one is wrong' } });
    expect(told).toEqual([0, 1, 2, 3].map(done => ({ done, total: 3 })));
  });

  test('are read a few at once', async () => {
    let [now, most] = [0, 0];
    const result = await reading(memory({})).many(Array.from({ length: 50 }), async () => {
      most = Math.max(most, ++now);
      await Promise.resolve();
      now -= 1;
    });
    expect([result.got.length, most]).toEqual([50, 6]);
  });

  test('end with what there was when the reader stops them', async () => {
    const stop = new AbortController();
    const nothing = (): Promise<never> => new Promise(() => {});
    const never: IFolderSource = { list: nothing, look: nothing, read: nothing };
    const stopped = reading(never, { signal: stop.signal });
    const result = await stopped.many([0, 1, 2, 3, 4, 5, 6, 7], async n => {
      if (n === 2) stop.abort();
      return n < 3 ? n : stopped.bytes('x');
    });
    expect(result).toMatchObject({ got: [0, 1, 2], failed: 0, left: 5 });
    await expect(stopped.bytes('x')).rejects.toThrow('aborted');
    await expect(stopped.list('')).rejects.toThrow('aborted');
  });
});
