import { describe, expect, test } from 'vitest';
import { IndexCache, indexCacheOf } from '../../../kernel-helpers/io/precomputed/index-cache.js';
import { memoryStore } from './folder-stores.js';

describe('IndexCache', () => {
  test('keeps up to so many bytes, and lets go of what was not used for longest', () => {
    const cache = new IndexCache(100);
    cache.keep('a', 1, 40);
    cache.keep('b', 2, 40);
    expect(cache.find('a')).toBe(1);
    cache.keep('c', 3, 40);
    expect([cache.find('a'), cache.find('b'), cache.find('c')]).toEqual([1, undefined, 3]);
    expect(cache.bytes).toBe(80);
    cache.keep('a', 4, 10);
    expect(cache.find('a')).toBe(4);
    expect(cache.bytes).toBe(50);
    cache.keep('huge', 5, 101);
    expect(cache.find('huge')).toBeUndefined();
    expect(cache.bytes).toBe(50);
  });

  test('those who ask at once share one request', async () => {
    const cache = new IndexCache(100);
    let loads = 0;
    const load = async (): Promise<number> => {
      loads++;
      cache.keep('a', 7, 8);
      return 7;
    };
    expect(await Promise.all([1, 2, 3].map(() => cache.share('a', undefined, load)))).toEqual([7, 7, 7]);
    expect(await cache.share('a', undefined, load)).toBe(7);
    expect(loads).toBe(1);
  });

  test('who shares a request that another takes back asks anew; a failure is everybody’s', async () => {
    const cache = new IndexCache(100);
    const aborted = cache.share('a', undefined, () => Promise.reject(new DOMException('stop', 'AbortError')));
    const other = cache.share('a', undefined, async () => 'mine');
    await expect(aborted).rejects.toThrow('stop');
    await expect(other).resolves.toBe('mine');
    const failed = cache.share('b', undefined, () => Promise.reject(new Error('gone')));
    const too = cache.share('b', undefined, async () => 'never');
    await expect(failed).rejects.toThrow('gone');
    await expect(too).rejects.toThrow('gone');
    await expect(cache.share('b', undefined, async () => 'later')).resolves.toBe('later');
  });

  test('who shares a request that runs into the time limit of another asks anew, and keeps to a limit of its own', async () => {
    const cache = new IndexCache(100);
    const limit = new AbortController();
    const late = new DOMException('too late', 'TimeoutError');
    const limited = cache.share('a', limit.signal, async () => {
      limit.abort(late);
      throw limit.signal.reason;
    });
    const patient = cache.share('a', undefined, async () => 'mine');
    const hurried = cache.share('a', AbortSignal.abort(new Error('stopped')), async () => 'never');
    await expect(limited).rejects.toBe(late);
    await expect(patient).resolves.toBe('mine');
    await expect(hurried).rejects.toThrow('stopped');
  });

  test('each store has its own', () => {
    const [a, b] = [memoryStore({}), memoryStore({})];
    indexCacheOf(a).keep('k', 1, 1);
    expect(indexCacheOf(a).find('k')).toBe(1);
    expect(indexCacheOf(b).find('k')).toBeUndefined();
  });
});
