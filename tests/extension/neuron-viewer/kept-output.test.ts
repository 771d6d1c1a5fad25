import type { IRenderMime } from '@jupyterlab/rendermime';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { KeptOutput } from '../../../extension/neuron-viewer/kept-output';
import { DEFAULT_SETTINGS, readerSettings } from '../../../extension/settings/reader-settings';
import { SCENE_MIME } from '../../../kernel-helpers/contract/mime.js';
import type { SceneCamera, SceneView } from '../../../kernel-helpers/contract/scene/scene.js';

const scene = { version: 2, items: [{ key: 'a', packed: 'AAAA' }], cells: [{ id: '1' }] };
const camera = (distance: number): SceneCamera => ({ target: [0, 0, 0], azimuth: 0, elevation: 0, distance });

/** An output as JupyterLab has it: copies whenever it is asked, and all its renderers are told of every change. */
class Output {
  readonly views: View[] = [];
  writes = 0;
  #data: object;

  constructor(view?: SceneView, png?: string) {
    this.#data = { [SCENE_MIME]: view ? { ...scene, view } : scene, ...(png ? { 'image/png': png } : {}) };
  }

  get data(): Record<string, unknown> {
    return JSON.parse(JSON.stringify(this.#data));
  }

  get stored(): SceneView | undefined {
    return (this.data[SCENE_MIME] as { view?: SceneView }).view;
  }

  setData({ data }: { data: object }): void {
    this.#data = data;
    this.writes += 1;
    for (const view of this.views) view.read();
  }
}

/** One renderer of an output. */
class View {
  readonly kept: KeptOutput;
  readonly news: (SceneView | 'another scene')[] = [];
  looks: SceneView;
  stills = 0;

  constructor(
    readonly output: Output,
    still: () => Promise<string> | undefined = () => Promise.resolve(`still of ${this.looks.camera?.distance}`),
  ) {
    this.kept = new KeptOutput(() => {
      this.stills += 1;
      return still();
    });
    output.views.push(this);
    this.read();
    this.looks = output.stored ?? {};
    this.kept.looksAt(this.looks);
  }

  read(): void {
    const { isOther, view } = this.kept.read(this.output as unknown as IRenderMime.IMimeModel);
    if (isOther) this.news.push('another scene');
    else if (view) this.news.push(view);
  }

  look(view: SceneView): void {
    this.looks = { ...this.looks, ...view };
    this.kept.changed(this.looks);
  }
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const settled = (): Promise<unknown> => vi.advanceTimersByTimeAsync(1300);

describe('what is stored', () => {
  test('a fresh output gets a still picture, one that has one none', async () => {
    const fresh = new View(new Output({ camera: camera(5) }));
    await fresh.kept.keepStill();
    expect(fresh.output.data['image/png']).toBe('still of 5');
    const known = new View(new Output(undefined, 'a still'));
    await known.kept.keepStill();
    expect(known.stills).toBe(0);
    expect(known.output.writes).toBe(0);
  });

  test('the camera, when it has come to rest, with a picture from there', async () => {
    const view = new View(new Output(undefined, 'a still'));
    for (const distance of [1, 2, 3]) {
      view.look({ camera: camera(distance) });
      await vi.advanceTimersByTimeAsync(1000);
    }
    expect(view.output.writes).toBe(0);
    await settled();
    expect(view.output.writes).toBe(1);
    expect(view.output.stored).toEqual({ camera: camera(3) });
    expect(view.output.data['image/png']).toBe('still of 3');
  });

  test('what is selected, without another picture', async () => {
    const view = new View(new Output(undefined, 'a still'));
    view.look({ selected: ['1'] });
    await settled();
    expect(view.output.stored).toEqual({ selected: ['1'] });
    expect(view.stills).toBe(0);
  });

  test('nothing, when it is as it was again', async () => {
    const view = new View(new Output({ selected: ['1'] }, 'a still'));
    view.look({ selected: [] });
    view.look({ selected: ['1'] });
    await settled();
    expect(view.output.writes).toBe(0);
  });

  test('at once before a save', () => {
    const view = new View(new Output(undefined, 'a still'));
    view.look({ camera: camera(2), hidden: ['1'] });
    view.kept.flush();
    expect(view.output.stored).toEqual({ camera: camera(2), hidden: ['1'] });
  });

  test('the camera also when its picture cannot be drawn', async () => {
    const complaint = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const view = new View(new Output(undefined, 'a still'), () => Promise.reject(new Error('no WebGL')));
    view.look({ camera: camera(2) });
    await settled();
    expect(view.output.stored).toEqual({ camera: camera(2) });
    expect(complaint).toHaveBeenCalled();
    complaint.mockRestore();
  });

  test('a scene that the kernel changed, looked at as before', async () => {
    const view = new View(new Output({ hidden: ['1'] }, 'a still'));
    view.kept.replaced({ ...scene, title: 'blue', view: { hidden: [] } });
    await settled();
    expect(view.output.data[SCENE_MIME]).toEqual({ ...scene, title: 'blue', view: { hidden: ['1'] } });
    expect(view.news).toEqual(['another scene']);
  });

  test('nothing of a view that is gone', async () => {
    const view = new View(new Output(undefined, 'a still'));
    view.look({ camera: camera(2) });
    view.kept.dispose();
    await settled();
    expect(view.output.writes).toBe(0);
  });
});

describe('two views of one output', () => {
  test('leave each other alone: neither is told of what the other stores, nor writes over it', async () => {
    const output = new Output({ camera: camera(1) }, 'a still');
    const [first, second] = [new View(output), new View(output)];
    first.look({ camera: camera(7) });
    await settled();
    second.look({ hidden: ['1'] });
    await settled();
    expect(output.stored).toEqual({ camera: camera(7), hidden: ['1'] });
    for (const { news } of [first, second]) expect(news).toEqual(['another scene']);
  });

  test('write once what is selected in both', async () => {
    const output = new Output(undefined, 'a still');
    for (const view of [new View(output), new View(output)]) view.look({ selected: ['1'] });
    await settled();
    expect(output.writes).toBe(1);
  });
});

test('when somebody else stores another view, it is news', () => {
  const view = new View(new Output({ camera: camera(1) }, 'a still'));
  view.output.setData({ data: { [SCENE_MIME]: { ...scene, view: { camera: camera(9) } } } });
  expect(view.news).toEqual(['another scene', { camera: camera(9) }]);
});

test('no picture is drawn or kept when the reader wants none', async () => {
  readerSettings.set({ ...DEFAULT_SETTINGS, keepStills: false });
  try {
    const output = new Output();
    const view = new View(output);
    view.read();
    await view.kept.keepStill();
    expect([view.stills, output.writes, 'image/png' in output.data]).toEqual([0, 0, false]);
  } finally {
    readerSettings.set(DEFAULT_SETTINGS);
  }
});
