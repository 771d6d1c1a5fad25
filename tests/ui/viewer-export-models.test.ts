/** Views as data for other programs: surfaces, skeletons, and links to where the neurons are. */
import { createRequire } from 'node:module';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Scene } from '../../kernel-helpers/contract/scene/scene.js';
import { unpackSkeletons } from '../../kernel-helpers/contract/scene/skeletons.js';
import { parseObj } from '../../kernel-helpers/formats/mesh/obj.js';
import { type Exports, openExports, ruler, threeNeurons } from './viewer/exports.js';
import { bumpySphere, cell, meshes, sceneOf } from './viewer/scenes.js';
import type { ViewerPage, ViewerPageWindow } from './viewer-page.js';

const require = createRequire(import.meta.url);

/** What is used of the glTF validator, which has no types. */
interface IGltfValidator {
  validateBytes(
    bytes: Uint8Array,
    options: { maxIssues: number },
  ): Promise<{ readonly issues: { readonly messages: readonly { readonly severity: number }[] } }>;
}

let exporter: Exports;
let viewer: ViewerPage;
let column: Scene;

beforeAll(async () => {
  exporter = await openExports();
  viewer = exporter.viewer;
  column = await threeNeurons();
}, 120_000);

afterAll(() => exporter?.close());

describe('a model', () => {
  test('as glTF has no fault that its validator finds, each neuron a node with its id, in metres', async () => {
    const surface = await meshes([bumpySphere([0, 3e5, 0], 2e4, 12)]);
    await viewer.show({ ...column, items: [...column.items, surface] });
    const { validateBytes } = require('gltf-validator') as IGltfValidator;
    for (const form of ['tubes', 'lines']) {
      const { name, bytes } = await exporter.made({ format: 'glb', skeletons: form });
      const report = await validateBytes(new Uint8Array(bytes), { maxIssues: 20 });
      expect(report.issues.messages.filter(issue => issue.severity < 2)).toEqual([]);
      expect(name).toBe('Three neurons.glb');
      const gltf = JSON.parse(bytes.subarray(20, 20 + bytes.readUInt32LE(12)).toString('utf8'));
      const ids = gltf.nodes.map((node: { extras?: { id?: string } }) => node.extras?.id).filter(Boolean);
      expect(new Set(ids)).toEqual(new Set(column.cells.map(({ id }) => id)));
      const root = gltf.nodes.find((node: { name: string }) => node.name === 'Three neurons');
      expect(root.scale).toEqual([1e-6, 1e-6, 1e-6]);
    }
  });

  test('is opened again by the viewer, where it was and as large', async () => {
    await viewer.show(ruler({ title: 'A rod' }));
    const { bytes } = await exporter.made({ format: 'glb' });
    const again = await viewer.page.evaluate(async base64 => {
      const { engine } = (window as unknown as ViewerPageWindow).connectome;
      const file = new Uint8Array(await (await fetch(`data:;base64,${base64}`)).arrayBuffer());
      return engine.sceneOfFile('a/rod.glb', file, { assumedUnit: () => '', leftOut: () => '' });
    }, bytes.toString('base64'));
    expect(again.cells).toMatchObject([{ label: 'cell_0', color: '#0000ff' }]);
    const { originNm, stepNm } = again.items[0].parts[0];
    // 100 µm from node to node, and a ball at the root's end.
    expect(stepNm[0] * 65_535).toBeCloseTo(101_000, -1);
    expect(originNm[0]).toBeCloseTo(-51_000, -1);
  });

  test('as OBJ is read back to the corners it was made of', async () => {
    await viewer.show(sceneOf([cell(0)], [await meshes([bumpySphere([1e5, 2e5, 3e5], 2e4, 6, 0)])]));
    const { bytes } = await exporter.made({ format: 'obj' });
    const mesh = parseObj(bytes, { units: 'um' });
    expect(mesh.triangleCount).toBe(12 * 6 * 2 - 0);
    const xs = Array.from(mesh.positionsNm).filter((_, i) => i % 3 === 0);
    expect(Math.min(...xs)).toBeCloseTo(8e4, -2);
    expect(Math.max(...xs)).toBeCloseTo(1.2e5, -2);
  });
});

describe('neurons as SWC', () => {
  test('are files of seven columns, parents first, that hold the nodes of the scene', async () => {
    await viewer.show(column);
    const { name, bytes } = await exporter.made({ format: 'swc' });
    expect(name).toBe('Three neurons.zip');
    const files = unzipSync(new Uint8Array(bytes));
    expect(Object.keys(files)).toEqual(column.cells.map(({ label, id }) => `${label} ${id}.swc`));
    const item = column.items[0];
    if (item.kind !== 'skeletons') throw new Error('the first item is no skeletons');
    const { positionsNm, radiiNm, parents, firstNode } = unpackSkeletons(item, 'items[0]');
    Object.values(files).forEach((file, t) => {
      const rows = new TextDecoder()
        .decode(file)
        .split('\n')
        .filter(line => line !== '' && !line.startsWith('#'))
        .map(line => line.split(' ').map(Number));
      expect(rows.length).toBe(firstNode[t + 1] - firstNode[t]);
      rows.forEach(([id, , x, y, z, radius, parent], i) => {
        const node = firstNode[t] + i;
        const before = parents[node] < 0 ? -1 : parents[node] - firstNode[t] + 1;
        const close = [x, y, z].every((um, k) => Math.abs(um * 1000 - positionsNm[3 * node + k]) < 0.05);
        if (id !== i + 1 || parent !== before || !close || Math.abs(radius * 1000 - radiiNm[node]) > 0.01)
          throw new Error(`node ${i} of ${t} is another: ${rows[i]}`);
      });
    });
  });

  test('that are hidden are not among them, and one alone needs no archive', async () => {
    const hidden = column.cells.slice(1).map(({ id }) => id);
    await viewer.show({ ...column, view: { hidden } });
    const { name, bytes } = await exporter.made({ format: 'swc' });
    expect(name).toBe('23P 0.swc');
    expect(bytes.toString('utf8')).toContain(`# id ${column.cells[0].id}\n`);
  });
});

test('a link names the neurons that show, and says no to neurons that are in no volume', async () => {
  const hidden = [column.cells[1].id];
  await viewer.show({ ...column, synthetic: false, view: { hidden } });
  const { bytes } = await exporter.made({ format: 'link', site: 'spelunker' });
  const url = new URL(bytes.toString('utf8'));
  expect(url.host).toBe('spelunker.cave-explorer.org');
  const { layers } = JSON.parse(decodeURIComponent(url.hash.slice(2)));
  const { segments } = layers.find(({ type }: { type: string }) => type === 'segmentation');
  expect(segments).toEqual([column.cells[0].id, column.cells[2].id, `!${column.cells[1].id}`]);
  await viewer.show(column);
  await expect(exporter.made({ format: 'link' })).rejects.toThrow('these neurons are synthetic');
});
