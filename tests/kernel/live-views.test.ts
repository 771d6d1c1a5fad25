import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { LiveNews } from '../../kernel-helpers/contract/live-view.js';
import { SCENE_MIME } from '../../kernel-helpers/contract/mime.js';
import type { Scene } from '../../kernel-helpers/contract/scene/scene.js';
import { rememberLevels } from '../../kernel-helpers/core/mesh-levels.js';
import { viewer } from '../../kernel-helpers/display/viewer/index.js';
import type { Comm, CommTarget } from '../../kernel-helpers/kernel/comm.js';
import { serveLiveViews } from '../../kernel-helpers/kernel/live-views.js';
import { neuronOf, smallRows } from '../contract/neurons.js';
import { bumpySphere } from '../ui/viewer/scenes.js';
import { KernelClient, type Output } from './client.js';

const neuron = (id: bigint) => neuronOf(smallRows, { id, label: `cell ${id}` });

let open: CommTarget;
serveLiveViews({
  register: (target, opened) => {
    expect(target).toBe('connectome.viewer');
    open = opened;
  },
});

/** The kernel's end of a conversation with one page. `next` resolves with what the page hears next. */
class Page {
  closed = false;
  readonly heard: LiveNews[] = [];
  readonly buffers: (readonly unknown[] | undefined)[] = [];
  readonly comm: Comm;
  #waiting: (() => void) | undefined;

  constructor() {
    const page = this;
    this.comm = {
      id: 'a',
      target: 'connectome.viewer',
      get closed() {
        return page.closed;
      },
      onMessage: () => undefined,
      onClose: () => undefined,
      send: (data, options) => {
        page.heard.push(data as LiveNews);
        page.buffers.push(options?.buffers);
        page.#waiting?.();
      },
      close: () => {
        page.closed = true;
      },
    };
  }

  async next(): Promise<LiveNews> {
    const seen = this.heard.length;
    await new Promise<void>(resolve => {
      this.#waiting = resolve;
    });
    return this.heard[seen];
  }
}

describe('a page that opened a view', () => {
  test('hears of changes from code, without the arrays that it has', async () => {
    const v = viewer(neuron(1n));
    const { live } = await v.scene();
    const page = new Page();
    await open(page.comm, { live, keys: ['skeletons'] }, [], {});
    expect(page.heard).toEqual([]);
    v.color({ colors: { 'cell 1': '#123456' } });
    const news = await page.next();
    if (news.op !== 'scene') throw new Error(`a scene was expected, not ${news.op}`);
    expect([news.scene.cells[0].color, news.scene.items.map(item => 'packed' in item && item.packed)]).toEqual([
      '#123456',
      [null],
    ]);
    v.add(neuron(2n));
    const more = await page.next();
    // What is packed anew is sent anew.
    expect(more).toMatchObject({ op: 'scene', scene: { items: [{ packed: { nodeCount: 6 } }] } });
    v.select(1n);
    await vi.waitFor(() => expect(page.heard.at(-1)).toEqual({ op: 'view', view: { selected: ['1'] } }));
  });

  test('that is of an older state is given the new one at once', async () => {
    const v = viewer(neuron(1n));
    const { live } = await v.scene();
    v.add(neuron(2n));
    const page = new Page();
    const next = page.next();
    await open(page.comm, { live, keys: [] }, [], {});
    expect(await next).toMatchObject({ op: 'scene', scene: { cells: [{ id: '1' }, { id: '2' }] } });
  });

  test('is told what is hidden after the scene that has it', async () => {
    const v = viewer(neuron(1n));
    const page = new Page();
    await open(page.comm, { live: (await v.scene()).live, keys: [] }, [], {});
    const scene = page.next();
    v.add(neuron(2n));
    v.hide(2n);
    expect(await scene).toMatchObject({ op: 'scene' });
    await vi.waitFor(() => expect(page.heard.at(-1)).toEqual({ op: 'view', view: { hidden: ['2'] } }));
  });

  test('tells where its reader stands', async () => {
    const v = viewer(neuron(1n));
    const page = new Page();
    await open(page.comm, { live: (await v.scene()).live, keys: [] }, [], {});
    const camera = { target: [1, 2, 3], azimuth: 0, elevation: 0, distance: 10 };
    await page.comm.onMessage({ op: 'view', view: { camera } }, [], {});
    expect(v.camera()).toEqual(camera);
  });

  test('changes what its reader changed, and leaves what code changed meanwhile', async () => {
    const v = viewer([neuron(1n), neuron(2n)]);
    const page = new Page();
    await open(page.comm, { live: (await v.scene()).live, keys: [] }, [], {});
    v.select(1n);
    v.hide(2n);
    await page.comm.onMessage({ op: 'view', view: { selected: ['2'] } }, [], {});
    expect((await v.scene()).view).toEqual({ selected: ['2'], hidden: ['2'] });
    await page.comm.onMessage({ op: 'view', view: {}, without: ['hidden'] }, [], {});
    expect((await v.scene()).view).toEqual({ selected: ['2'] });
  });

  test('may ask for surfaces in more detail', async () => {
    const v = viewer({ id: 1n, mesh: bumpySphere([0, 0, 0], 10_000, 40) });
    const page = new Page();
    const { live } = await v.scene();
    await open(page.comm, { live, keys: [] }, [], {});
    const answer = page.next();
    await page.comm.onMessage({ op: 'finer', request: 7, item: 'meshes', parts: [0], triangles: 1000, live }, [], {});
    const news = await answer;
    expect(news).toMatchObject({
      op: 'finer',
      request: 7,
      item: 'meshes',
      parts: [{ cell: 0, fullTriangleCount: 6400 }],
    });
    expect(page.buffers[0]?.map(buffer => (buffer as Uint8Array).length > 100)).toEqual([true, true]);
    const refusal = page.next();
    await page.comm.onMessage({ op: 'finer', request: 8, item: 'meshes', parts: [3], triangles: 1000, live }, [], {});
    expect(await refusal).toMatchObject({ op: 'failed', request: 8, message: expect.stringContaining('received 3') });
    // Parts are counted in a scene: in another one the same number may be another neuron.
    const stale = page.next();
    await page.comm.onMessage(
      { op: 'finer', request: 9, item: 'meshes', parts: [0], triangles: 9, live: 'x.1' },
      [],
      {},
    );
    expect(await stale).toMatchObject({ op: 'failed', request: 9, message: 'the scene has changed since' });
  });

  test('is not answered what it does not want any more, and no level is read for a page that is gone', async () => {
    const signals: AbortSignal[] = [];
    const mesh = bumpySphere([0, 0, 0], 10_000, 10);
    const levels = [6_400, 400].map(triangleCount => ({ triangleCount, byteLength: triangleCount }));
    const read = (_: number, signal: AbortSignal): Promise<never> => {
      signals.push(signal);
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    };
    rememberLevels(mesh, { lod: 1, levels, read });
    const v = viewer({ id: 1n, mesh });
    const page = new Page();
    const { live } = await v.scene();
    await open(page.comm, { live, keys: [] }, [], {});
    for (const request of [1, 2]) {
      await page.comm.onMessage({ op: 'finer', request, item: 'meshes', parts: [0], triangles: 5000, live }, [], {});
    }
    await vi.waitFor(() => expect(signals).toHaveLength(2));
    await page.comm.onMessage({ op: 'stop', request: 1 }, [], {});
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
    await page.comm.onClose({}, [], {});
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
    await new Promise(resolve => setImmediate(resolve));
    expect(page.heard).toEqual([]);
  });

  test('hears of what comes after a change that cannot be shown', async () => {
    const told = vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
    const v = viewer(neuron(1n));
    const page = new Page();
    await open(page.comm, { live: (await v.scene()).live, keys: [] }, [], {});
    const spoilt = neuron(2n);
    v.add(spoilt);
    // After it was checked, before it is packed.
    spoilt.skeleton.positionsNm[0] = Number.NaN;
    await vi.waitFor(() => expect(told).toHaveBeenCalled());
    v.remove(2n);
    expect(await page.next()).toMatchObject({ op: 'scene' });
    expect(told.mock.calls[0][0]).toMatch(/^viewer: the change could not be shown: .*received NaN/);
    told.mockRestore();
  });

  test('no longer hears anything once it closed', async () => {
    const v = viewer(neuron(1n));
    const page = new Page();
    await open(page.comm, { live: (await v.scene()).live, keys: [] }, [], {});
    await page.comm.onClose({}, [], {});
    v.select(1n);
    expect(page.heard).toEqual([]);
  });
});

test('a view that this kernel does not have is gone', async () => {
  const page = new Page();
  await open(page.comm, { live: 'of-another-kernel.3', keys: [] }, [], {});
  expect([page.heard, page.closed]).toEqual([[{ op: 'gone' }], true]);
});

describe('in a kernel', () => {
  let kernel: KernelClient;

  beforeAll(async () => {
    kernel = new KernelClient();
    await kernel.started();
  });
  afterAll(() => kernel?.stop());

  const told = (outputs: readonly Output[]): unknown[] =>
    outputs.filter(({ type }) => type === 'comm_msg').map(({ content }) => content.data);

  test('code and page see what the other does', async () => {
    const { outputs } = await kernel.cell(`const skeleton = {
  nodeCount: 2, positionsNm: Float32Array.of(0, 0, 0, 0, 9000, 0), radiiNm: Float32Array.of(3000, 200),
  parents: Int32Array.of(-1, 0), compartments: Uint8Array.of(1, 3),
};
const v = viewer({ id: 864691135571546917n, skeleton });
v`);
    const scene = outputs.find(({ content }) => content.data?.[SCENE_MIME])?.content.data?.[
      SCENE_MIME
    ] as unknown as Scene;
    expect(scene.cells[0].id).toBe('864691135571546917');
    const page = (type: string, more: object): Promise<{ outputs: Output[] }> =>
      kernel.do({ do: 'send', type, content: { comm_id: 'page', target_name: 'connectome.viewer', ...more } });
    expect((await page('comm_open', { data: { live: scene.live, keys: ['skeletons'] } })).outputs).toEqual([]);
    const selecting = await kernel.cell('v.select(864691135571546917n);');
    expect(told(selecting.outputs)).toEqual([{ op: 'view', view: { selected: ['864691135571546917'] } }]);
    const camera = { target: [1, 2, 3], azimuth: 0, elevation: 0, distance: 4321 };
    await page('comm_msg', { data: { op: 'view', view: { camera } } });
    expect((await kernel.cell('v.camera()?.distance')).result).toContain('4321');
    const coloring = await kernel.cell("v.color({ colors: { '864691135571546917': '#123456' } }); await v.scene(); 0");
    expect(told(coloring.outputs)).toMatchObject([
      { op: 'scene', scene: { cells: [{ color: '#123456' }], items: [{ packed: null }] } },
    ]);
  });
});
