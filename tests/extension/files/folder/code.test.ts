import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { codeFor, type PartKind } from '../../../../extension/files/folder/code';
import { viewer } from '../../../../kernel-helpers/display/viewer/viewer.js';
import * as precomputed from '../../../../kernel-helpers/io/precomputed.js';

const fixtures = fileURLToPath(new URL('../../../fixtures/precomputed', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'connectome-folder-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the lines as a cell does; resolves to what the last of them is. */
function run(kind: PartKind, folder: string, id?: string): Promise<unknown> {
  const lines = codeFor(kind, folder, id);
  const last = lines.at(-1)?.replace(/^const volume = /, '');
  const AsyncFunction = (async () => {}).constructor as new (
    ...code: string[]
  ) => (...given: unknown[]) => Promise<unknown>;
  return new AsyncFunction('precomputed', 'viewer', `${lines.slice(0, -1).join('\n')}\nreturn ${last}`)(
    precomputed,
    viewer,
  );
}

test('the code that is given runs', async () => {
  await run('skeletons', `${fixtures}/skeletons/sharded`, '864691135571546917');
  expect(await run('annotations', `${fixtures}/annotations/sharded`)).toMatchObject({ numRows: 40 });
  await run('points', `${fixtures}/annotations/point`);
  const seg = join(folder, 'it\'s "seg"');
  mkdirSync(join(seg, 'mesh'), { recursive: true });
  const words = Uint32Array.from([3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2]);
  new Float32Array(words.buffer).set([0, 0, 0, 8, 0, 0, 0, 8, 0], 1);
  writeFileSync(join(seg, 'mesh', '7:0'), '{"fragments": ["a"]}');
  writeFileSync(join(seg, 'mesh', 'a'), words);
  await run('meshes', join(seg, 'mesh'), '7');
  const scales = [{ key: 'a', encoding: 'raw', size: [1, 1, 1], resolution: [1, 1, 1], chunk_sizes: [[1, 1, 1]] }];
  const info = { type: 'image', data_type: 'uint8', num_channels: 1, scales };
  writeFileSync(join(seg, 'info'), JSON.stringify(info));
  expect(await run('volume', seg)).toMatchObject({ info: { type: 'image' } });
  writeFileSync(join(seg, 'info'), JSON.stringify({ '@type': 'neuroglancer_segment_properties' }));
  expect(await run('properties', seg)).toMatchObject({ numRows: 0 });
});
