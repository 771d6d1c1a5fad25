import { describe, expect, test, vi } from 'vitest';
import type { ICamera } from '../../../extension/neuron-viewer/camera/camera';
import type { IDrawable, ISurfaces } from '../../../extension/neuron-viewer/drawables/drawable';
import { FinerSurfaces } from '../../../extension/neuron-viewer/finer-surfaces';
import type { ILive } from '../../../extension/neuron-viewer/live-view';
import type { FinerMeshes } from '../../../kernel-helpers/contract/live-view.js';
import { packMeshParts } from '../../../kernel-helpers/contract/scene/meshes.js';
import type { SceneMeshPart } from '../../../kernel-helpers/contract/scene/scene.js';
import { bumpySphere } from '../../ui/viewer/scenes.js';

const camera: ICamera = {
  target: [0, 0, 0],
  azimuth: 0,
  elevation: 0,
  roll: 0,
  distance: 100,
  projection: 'perspective',
};
const frame = { camera, widthPx: 900, heightPx: 600, moving: false };
const stored: SceneMeshPart = {
  cell: 0,
  vertexCount: 62,
  triangleCount: 100,
  originNm: [0, 0, 0],
  stepNm: [1, 1, 1],
  vertexBytes: 0,
  indexBytes: 100,
  fullTriangleCount: 6400,
};

/** What a kernel sends of a sphere of so many rings. */
async function ofRings(rings: number): Promise<FinerMeshes> {
  const { parts, vertices, indices } = await packMeshParts([bumpySphere([0, 0, 0], 10_000, rings)]);
  return { parts: parts.map(part => ({ ...part, cell: 0, fullTriangleCount: 6400 })), vertices, indices };
}

function watched(answer: () => Promise<FinerMeshes>) {
  const parts = [stored];
  const surfaces: ISurfaces = {
    parts,
    spheres: Float64Array.of(0, 0, 0, 10),
    replace: (part, mesh) => {
      parts[part] = mesh.part;
    },
  };
  const item = { item: { key: 'meshes' }, surfaces } as unknown as IDrawable;
  const live: ILive = { requestFiner: vi.fn(answer) };
  const loading: number[] = [];
  let cancel = (): void => {};
  const overlay = {
    setLoading: (open: number, stop: () => void) => {
      loading.push(open);
      cancel = stop;
    },
    setLimited: () => undefined,
  };
  const changed = vi.fn();
  const finer = new FinerSurfaces([item], 1, overlay, changed, live);
  return { finer, parts, asked: vi.mocked(live.requestFiner), loading, changed, cancel: () => cancel() };
}

/** Until the last request has been answered. */
const answered = (loading: readonly number[]): Promise<void> => vi.waitFor(() => expect(loading.at(-1)).toBe(0));

describe('a surface that is looked at closely', () => {
  test('is asked for once, replaced, and then fine enough', async () => {
    const { finer, parts, asked, loading, changed } = watched(() => ofRings(40));
    finer.rested(frame);
    finer.rested(frame);
    await answered(loading);
    expect([parts[0].triangleCount, asked.mock.calls.length, changed.mock.calls.length]).toEqual([6400, 1, 1]);
    finer.rested(frame);
    expect([asked.mock.calls.length, loading]).toEqual([1, [1, 0]]);
  });

  test('is asked for anew from another place, and the first answer is not wanted any more', async () => {
    const { finer, parts, asked, loading } = watched(() => ofRings(40));
    finer.rested(frame);
    const moved = { ...frame, camera: { ...camera, azimuth: 1 } };
    finer.rested(moved);
    const signals = asked.mock.calls.map(([, , , signal]) => signal?.aborted);
    expect(signals).toEqual([true, false]);
    await answered(loading);
    finer.rested(moved);
    expect([parts[0].triangleCount, asked.mock.calls.length]).toEqual([6400, 2]);
  });

  test('stays as it is when there is nothing finer, and is not asked for again', async () => {
    const { finer, asked, loading } = watched(() => ofRings(4));
    finer.rested(frame);
    await answered(loading);
    finer.rested(frame);
    expect(asked.mock.calls.length).toBe(1);
  });

  test('stays as it is when the kernel fails or sends what is no surface', async () => {
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    for (const answer of [
      () => Promise.reject(new Error('there is no kernel to ask')),
      async () => ({ ...(await ofRings(40)), parts: 'none' as never }),
    ]) {
      const { finer, parts, asked, loading, changed } = watched(answer);
      finer.rested(frame);
      await answered(loading);
      finer.rested(frame);
      expect([parts[0], asked.mock.calls.length, changed.mock.calls.length]).toEqual([stored, 1, 0]);
    }
    expect(warned).toHaveBeenCalledTimes(2);
    warned.mockRestore();
  });

  test('stays as it is when the reader cancels', async () => {
    let send: (finer: FinerMeshes) => void = () => undefined;
    const { finer, parts, asked, changed, cancel } = watched(
      () =>
        new Promise(resolve => {
          send = resolve;
        }),
    );
    finer.rested(frame);
    cancel();
    send(await ofRings(40));
    await asked.mock.results[0].value;
    finer.rested(frame);
    expect([parts[0], asked.mock.calls.length, changed.mock.calls.length]).toEqual([stored, 1, 0]);
  });
});
