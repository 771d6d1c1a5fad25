import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ICamera } from '../../extension/neuron-viewer/camera/camera';
import { PIXELS_OFF } from '../../extension/neuron-viewer/drawables/detail';
import { decodeScene } from '../../kernel-helpers/contract/scene/decode.js';
import type { Scene, SceneCamera } from '../../kernel-helpers/contract/scene/scene.js';
import { createRandom } from '../../kernel-helpers/core/random.js';
import * as datasets from '../../kernel-helpers/io/datasets.js';
import { candidatesAt, primitivesOf } from '../reference/picking.js';
import { launchBrowser } from './jupyterlab.js';
import { bumpySphere, cell, meshes, points, sceneOf, skeletons } from './viewer/scenes.js';
import { openViewerPage, type ViewerPage, type ViewerPageWindow } from './viewer-page.js';

const size = [420, 280] as const;
/** As the viewer draws them: `picture-renderer.ts` and `point-material.ts`. */
const leastRadii = { neurite: 0.62, point: 1.15 };

let browser: Browser;
let viewer: ViewerPage;
let scene: Scene;

beforeAll(async () => {
  browser = await launchBrowser();
  viewer = await openViewerPage(browser);
  const column = await datasets.open('synthetic-column');
  const neurons = ['23P', '4P', '5P-ET', 'BC', 'MC'].map(
    type => column.neurons.find(n => n.type === type) ?? column.neurons[0],
  );
  const places: number[] = [];
  const owners: number[] = [];
  neurons.forEach(({ skeleton }, n) => {
    for (let i = 7; i < skeleton.nodeCount; i += 11) {
      places.push(...skeleton.positionsNm.subarray(3 * i, 3 * i + 3));
      owners.push(n);
    }
  });
  const somata = neurons.slice(0, 2).map(({ skeleton }) => skeleton.positionsNm.slice(0, 3));
  scene = sceneOf(
    neurons.map((neuron, n) => cell(n, { type: neuron.type })),
    [
      skeletons(neurons.map(neuron => neuron.skeleton)),
      await meshes(somata.map(at => bumpySphere([at[0] + 30_000, at[1], at[2]], 14_000, 16))),
      points(
        {
          positionsNm: Float32Array.from(places),
          cells: Int32Array.from(owners),
          ids: BigUint64Array.from(owners, (_, i) => 9_007_199_254_740_993n + BigInt(i)),
          sides: Uint8Array.from(owners, (_, i) => 1 + (i % 2)),
          partners: BigUint64Array.from(owners, () => 864691135396580129n),
        },
        { radiusNm: 900 },
      ),
    ],
  );
}, 60_000);

afterAll(async () => {
  await viewer?.close();
  await browser?.close();
});

interface Found {
  readonly item: number;
  readonly index: number;
  readonly cell: number;
}

/** What the viewer finds at exactly these pixels. */
function picked(pixels: readonly (readonly [number, number])[]): Promise<(Found | null)[]> {
  return viewer.page.evaluate(places => {
    const { view } = (window as unknown as ViewerPageWindow).connectome;
    return places.map(([x, y]) => {
      const found = view.picker.at([x + 0.5, y + 0.5], 0);
      if (!found) return null;
      const item = view.decoded.items.indexOf(found.item);
      return { item, index: found.element.index, cell: found.element.cell };
    });
  }, pixels);
}

const near: SceneCamera = { target: [0, 0, 0], azimuth: 0.3, elevation: 0.1, distance: 260_000 };

describe('picking from the id buffer', () => {
  test.each([
    ['near a soma, in perspective', 0, 260_000, 'perspective'],
    ['near another, in orthographic projection', 1, 200_000, 'orthographic'],
    ['all of it from afar', 2, 2_400_000, 'perspective'],
  ] as const)('finds what a ray finds at 1,000 pixels: %s', async (_, n, distance, projection) => {
    const { items } = await decodeScene(scene);
    const [skeleton] = items;
    if (skeleton.kind !== 'skeletons') throw new Error('the first item is the skeletons');
    const first = 3 * skeleton.firstNode[n];
    const [x, y, z] = skeleton.positionsNm.subarray(first, first + 3);
    const camera: SceneCamera = { ...near, target: [x + 15_000, y, z], distance, projection };
    await viewer.show({ ...scene, view: { camera } }, { size });
    const lookedFrom: ICamera = await viewer.page.evaluate(
      () => (window as unknown as ViewerPageWindow).connectome.view.camera,
    );
    const random = createRandom(n + 1);
    const all = Array.from({ length: 6000 }, () => [random.integer(size[0]), random.integer(size[1])] as const);
    // Most of a picture is page: seven in ten of the pixels that are compared have something at them.
    const everywhere = await picked(all);
    const hits = all.map((pixel, i) => ({ pixel, found: everywhere[i] })).filter(({ found }) => found !== null);
    const misses = all.map((pixel, i) => ({ pixel, found: everywhere[i] })).filter(({ found }) => found === null);
    const compared = [...hits.slice(0, 700), ...misses].slice(0, 1000);
    expect(compared).toHaveLength(1000);
    expect(hits.length).toBeGreaterThan(150);

    const isFar = distance > 1e6;
    const primitives = primitivesOf(items, leastRadii);
    let [same, sameCell] = [0, 0];
    const wrong: unknown[] = [];
    for (const { pixel, found } of compared) {
      const around = candidatesAt(primitives, lookedFrom, pixel, size, 1 + PIXELS_OFF.resting);
      const expected = around.find(({ offPx }) => offPx <= 0);
      // From afar, nodes in a row are drawn as one, within a part of a pixel of where they are.
      const own = around.filter(
        ({ item, indices, cell: owner }) =>
          item === found?.item && (indices.includes(found.index) || (isFar && item === 0 && owner === found.cell)),
      );
      if (expected?.cell === found?.cell) sameCell += 1;
      if (found === null ? !expected : expected && own.includes(expected)) {
        same += 1;
        continue;
      }
      // Different: only where two things, or one and the page, lie within a pixel of each other.
      const solid = around.filter(({ offPx }) => offPx <= -1);
      const pixelUm = (2 * Math.tan(Math.PI / 18) * lookedFrom.distance) / size[1];
      const depth = Math.min(...own.map(candidate => candidate.depth));
      const inFront = solid.some(candidate => candidate.depth < depth - 2 * pixelUm && !own.includes(candidate));
      const explained = found === null ? solid.length === 0 : own.length > 0 && !inFront;
      if (!explained) wrong.push({ pixel, found, around });
    }

    expect(wrong).toEqual([]);
    expect(sameCell).toBeGreaterThan(985);
    expect(same).toBeGreaterThan(970);
  });
});
