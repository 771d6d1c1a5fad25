import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { type FormatError, UnsupportedError } from '../../../kernel-helpers/errors.js';
import { mergeMeshes } from '../../../kernel-helpers/formats/mesh/merge-meshes.js';
import { decodeFragments } from '../../../kernel-helpers/io/mesh/decode-fragments.js';
import { decodeFragment, type MeshFragment } from '../../../kernel-helpers/io/mesh/fragment.js';

// As it runs: a thread starts from a built file.
const built = (name: string): string =>
  new URL(`../../../kernel-helpers/dist/io/mesh/${name}.js`, import.meta.url).href;
type Threads = typeof import('../../../kernel-helpers/io/mesh/fragment-threads.js');
const { FragmentThreads } = (await import(built('fragment-threads'))) as Threads;

const bytes = new Uint8Array(
  readFileSync(new URL('../../fixtures/mesh/files-16/mesh/9223372036854775813', import.meta.url)),
);
const placement = {
  originStored: [1, 2, 3],
  cellStored: [10, 10, 10],
  cell: [1, 0, 0],
  farSide: 65_535,
  transform: [8, 0, 0, 0, 0, 8, 0, 0, 0, 0, 40, 0],
};
const fragment: MeshFragment = { bytes, file: 'f', placement, format: 'draco' };
const never = new AbortController().signal;
const threads = new FragmentThreads(2);
afterAll(() => threads.close());

describe('threads', () => {
  test('unpack what this thread would', async () => {
    const here = await decodeFragment(fragment);
    expect(await threads.decode([fragment, fragment], never)).toEqual([here, here]);
    // many come merged
    expect(await threads.decode(Array(9).fill(fragment), never)).toEqual([mergeMeshes(Array(9).fill(here))]);
    expect(threads.size).toBe(1);
  });

  test('work at the same time, no more of them than there may be, and give each its own', async () => {
    const cells = Array.from({ length: 20 }, (_, x) => ({ ...fragment, placement: { ...placement, cell: [x, 0, 0] } }));
    const found = await Promise.all(cells.map(cell => threads.decode([cell], never)));
    expect(threads.size).toBe(2);
    expect(found.flat()).toEqual(await Promise.all(cells.map(decodeFragment)));
  });

  test('tell what is wrong as this thread would', async () => {
    const broken = { ...fragment, bytes: bytes.slice(0, 60), file: 'half' };
    const here = await decodeFragment(broken).catch((error: FormatError) => error);
    const there = await threads.decode([broken], never).catch((error: FormatError) => error);
    // classes of the built files are others than those of the sources
    const told = ({ name, message, format, at, file }: FormatError) => ({ name, message, format, at, file });
    expect(told(there as FormatError)).toEqual(told(here as FormatError));
    const cloud = bytes.slice();
    cloud[7] = 0;
    await expect(threads.decode([{ ...fragment, bytes: cloud }], never)).rejects.toMatchObject({
      name: UnsupportedError.name,
      feature: 'draco point clouds',
    });
    expect((await threads.decode([fragment], never))[0].triangleCount).toBe(80);
  });

  test('are told to stop, and go on with the next', async () => {
    const stop = new AbortController();
    const many = Array.from({ length: 12 }, () => threads.decode([fragment], stop.signal));
    stop.abort(new Error('enough'));
    const ends = await Promise.allSettled(many);
    expect(ends.map(end => end.status === 'rejected' && (end.reason as Error).message)).toEqual(
      Array(12).fill('enough'),
    );
    expect((await threads.decode([fragment], never))[0].triangleCount).toBe(80);
    await expect(threads.decode([fragment], stop.signal)).rejects.toThrow('enough');
  });

  test('are ended, and begin again', async () => {
    await threads.close();
    expect(threads.size).toBe(0);
    expect((await threads.decode([fragment], never))[0].triangleCount).toBe(80);
  });
});

describe('where there are no threads', () => {
  test('this one does the work', async () => {
    // beside the sources lies no file a thread could start from
    const mesh = await decodeFragments([fragment], { signal: never, threads: true });
    expect(mesh).toEqual(await decodeFragment(fragment));
  });
});

test('threads keep the process while they work and not after, and print nothing', () => {
  const script = `
    import { readFileSync } from 'node:fs';
    const { decodeFragments } = await import(${JSON.stringify(built('decode-fragments'))});
    const bytes = new Uint8Array(readFileSync(${JSON.stringify(
      new URL('../../fixtures/mesh/files-16/mesh/9223372036854775813', import.meta.url).pathname,
    )}));
    const { signal } = new AbortController();
    const found = [];
    for (let i = 0; i < 30; i++) {
      found.push(decodeFragments([{ bytes, file: 'f', format: 'draco' }], { signal, threads: true }));
    }
    const triangles = (await Promise.all(found)).reduce((sum, mesh) => sum + mesh.triangleCount, 0);
    process.on('exit', () => process.stdout.write(String(triangles)));
  `;
  // threads would wait ten seconds for more work
  const printed = execFileSync(process.execPath, ['--input-type=module', '-e', script], { timeout: 8000 });
  expect(printed.toString()).toBe('2400');
});
