import { describe, expect, test } from 'vitest';
import type { LiveNews } from '../../kernel-helpers/contract/live-view.js';
import { viewer } from '../../kernel-helpers/display/viewer/index.js';
import type { Comm, CommTarget } from '../../kernel-helpers/kernel/comm.js';
import { serveLiveViews } from '../../kernel-helpers/kernel/live-views.js';
import { neuronOf, smallRows } from '../contract/neurons.js';
import { bumpySphere } from '../ui/viewer/scenes.js';

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
    expect(page.heard.at(-1)).toEqual({ op: 'view', view: { selected: ['1'] } });
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

  test('tells where its reader stands', async () => {
    const v = viewer(neuron(1n));
    const page = new Page();
    await open(page.comm, { live: (await v.scene()).live, keys: [] }, [], {});
    const camera = { target: [1, 2, 3], azimuth: 0, elevation: 0, distance: 10 };
    await page.comm.onMessage({ op: 'view', view: { camera } }, [], {});
    expect(v.camera()).toEqual(camera);
  });

  test('may ask for surfaces in more detail', async () => {
    const v = viewer({ id: 1n, mesh: bumpySphere([0, 0, 0], 10_000, 40) });
    const page = new Page();
    await open(page.comm, { live: (await v.scene()).live, keys: [] }, [], {});
    await page.comm.onMessage({ op: 'finer', request: 7, item: 'meshes', parts: [0], triangles: 1000 }, [], {});
    const [news] = page.heard;
    expect(news).toMatchObject({
      op: 'finer',
      request: 7,
      item: 'meshes',
      parts: [{ cell: 0, fullTriangleCount: 6400 }],
    });
    expect(page.buffers[0]?.map(buffer => (buffer as Uint8Array).length > 100)).toEqual([true, true]);
    await page.comm.onMessage({ op: 'finer', request: 8, item: 'meshes', parts: [3], triangles: 1000 }, [], {});
    expect(page.heard[1]).toMatchObject({ op: 'failed', request: 8, message: expect.stringContaining('received 3') });
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
