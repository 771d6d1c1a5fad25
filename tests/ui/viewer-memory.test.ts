/** What opening and closing views leaves behind, and what a lost WebGL context does. */
import type { Browser, CDPSession } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Scene } from '../../kernel-helpers/contract/scene/scene.js';
import { viewer } from '../../kernel-helpers/display/viewer/index.js';
import * as datasets from '../../kernel-helpers/io/datasets.js';
import { launchBrowser } from './jupyterlab.js';
import { bumpySphere, cell, meshes, points, rod, skeletons } from './viewer/scenes.js';
import { openViewerPage, type ViewerPage, type ViewerPageWindow } from './viewer-page.js';

let browser: Browser;
let shown: ViewerPage;
let cdp: CDPSession;
let scene: Scene;

/** What the page's script below counts. */
interface Counted {
  readonly contexts: WebGL2RenderingContext[];
  /** WebGL objects made and not deleted, by kind. */
  readonly alive: Record<string, number>;
  /** What textures and buffers that are not deleted hold. */
  readonly bytes: Map<object, number>;
}

beforeAll(async () => {
  browser = await launchBrowser();
  shown = await openViewerPage(browser);
  cdp = await shown.page.context().newCDPSession(shown.page);
  await shown.page.evaluate(count);
  const column = await datasets.open('synthetic-column');
  scene = await viewer(column.neurons.slice(0, 4), { layers: column.layers }).scene();
});

afterAll(async () => {
  await shown?.close();
  await browser?.close();
});

/** Counts what is made with WebGL from now on. Runs in the page. */
function count(): void {
  const counted: Counted = { contexts: [], alive: {}, bytes: new Map() };
  Object.assign(window, { counted });
  const { getContext } = HTMLCanvasElement.prototype;
  HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, ...args: unknown[]) {
    const context = Reflect.apply(getContext, this, args);
    if (context instanceof WebGL2RenderingContext && !counted.contexts.includes(context))
      counted.contexts.push(context);
    return context;
  } as typeof getContext;
  const gl = WebGL2RenderingContext.prototype as unknown as Record<string, (...args: unknown[]) => unknown>;
  for (const kind of ['Buffer', 'Texture', 'Framebuffer', 'Renderbuffer', 'Program', 'Shader', 'VertexArray']) {
    const [make, remove] = [gl[`create${kind}`], gl[`delete${kind}`]];
    counted.alive[kind] = 0;
    gl[`create${kind}`] = function (...args) {
      counted.alive[kind] += 1;
      return Reflect.apply(make, this, args);
    };
    gl[`delete${kind}`] = function (...args) {
      if (args[0]) counted.alive[kind] -= 1;
      counted.bytes.delete(args[0] as object);
      return Reflect.apply(remove, this, args);
    };
  }
  // RGBA, RGBA8, RGBA16F, RGBA32F, RGBA32I, RGBA32UI, and depths of 24 bits and of 32.
  const texelBytes: Record<number, number> = {
    6408: 4,
    32856: 4,
    34842: 8,
    34836: 16,
    36226: 16,
    36208: 16,
    33190: 4,
    36012: 4,
  };
  const hold = (target: object, bytes: number): void => {
    if (!Number.isFinite(bytes)) throw new Error('a texture of a kind that is not counted');
    counted.bytes.set(target, bytes);
  };
  const texture = (gl: WebGL2RenderingContext): object => gl.getParameter(gl.TEXTURE_BINDING_2D);
  const { texStorage2D, texImage2D, bufferData } = gl;
  gl.texStorage2D = function (this: unknown, ...args) {
    const context = this as WebGL2RenderingContext;
    if (args[0] === context.TEXTURE_2D) {
      const [, , format, width, height] = args as number[];
      hold(texture(context), width * height * texelBytes[format]);
    }
    return Reflect.apply(texStorage2D, this, args);
  };
  gl.texImage2D = function (this: unknown, ...args) {
    const context = this as WebGL2RenderingContext;
    if (args[0] === context.TEXTURE_2D && args.length > 6) {
      const [, , format, width, height] = args as number[];
      hold(texture(context), width * height * texelBytes[format]);
    }
    return Reflect.apply(texImage2D, this, args);
  };
  gl.bufferData = function (this: unknown, ...args) {
    const context = this as WebGL2RenderingContext;
    const binding =
      args[0] === context.ARRAY_BUFFER ? context.ARRAY_BUFFER_BINDING : context.ELEMENT_ARRAY_BUFFER_BINDING;
    const data = args[1] as number | ArrayBufferView;
    hold(context.getParameter(binding), typeof data === 'number' ? data : data.byteLength);
    return Reflect.apply(bufferData, this, args);
  };
}

const aliveBytes = (): Promise<number> =>
  shown.page.evaluate(() =>
    [...(window as unknown as { counted: Counted }).counted.bytes.values()].reduce((sum, bytes) => sum + bytes, 0),
  );

/** What the engine believes its views have on the GPU. */
const countedBytes = (): Promise<number> =>
  shown.page.evaluate(
    () => (window as unknown as ViewerPageWindow).connectome.view.studio.renderer.memory.usedBytes as number,
  );

/** Opens a view beside the one that stays, which is `window.beside` then. */
async function openBeside(of: Scene): Promise<void> {
  await shown.page.evaluate(async json => {
    const { connectome } = window as unknown as ViewerPageWindow;
    const host = document.createElement('div');
    host.className = 'jp-ConnectomeViewer';
    document.body.prepend(host);
    let ready = (): void => {};
    const isReady = new Promise<void>(resolve => {
      ready = resolve;
    });
    const options = { ...connectome.options, onReady: ready, onView: () => undefined };
    const view = await connectome.engine.openView(host, JSON.parse(json), options);
    Object.assign(window, { beside: { view, host } });
    await isReady;
  }, JSON.stringify(of));
}

const closeBeside = (): Promise<void> =>
  shown.page.evaluate(() => {
    // biome-ignore lint/suspicious/noExplicitAny: the open NeuronView
    const { beside, connectome } = window as unknown as ViewerPageWindow & { beside: any };
    if (!beside) return;
    connectome.engine.closeView(beside.view);
    beside.host.remove();
    Object.assign(window, { beside: undefined });
  });

// When a test failed in between, too.
afterEach(closeBeside);

const alive = (): Promise<Record<string, number>> =>
  shown.page.evaluate(() => ({ ...(window as unknown as { counted: Counted }).counted.alive }));

/** Opens and closes views beside the one that stays; each has drawn its picture. */
function openAndClose(times: number): Promise<void> {
  return shown.page.evaluate(
    async ([json, n]) => {
      const { connectome } = window as unknown as ViewerPageWindow;
      for (let i = 0; i < n; i += 1) {
        const host = document.createElement('div');
        host.className = 'jp-ConnectomeViewer';
        document.body.prepend(host);
        await new Promise<void>((resolve, reject) => {
          connectome.engine
            .openView(host, JSON.parse(json), {
              ...connectome.options,
              onReady: () => finish(),
              onView: () => undefined,
            })
            // biome-ignore lint/suspicious/noExplicitAny: the open NeuronView
            .then((opened: any) => {
              view = opened;
              if (isReady) close();
            }, reject);
          // biome-ignore lint/suspicious/noExplicitAny: the open NeuronView
          let view: any;
          let isReady = false;
          const close = (): void => {
            connectome.engine.closeView(view);
            host.remove();
            resolve();
          };
          const finish = (): void => {
            isReady = true;
            if (view) close();
          };
        });
      }
    },
    [JSON.stringify(scene), times] as const,
  );
}

async function heapBytes(): Promise<number> {
  await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize } = await cdp.send('Runtime.getHeapUsage');
  return usedSize;
}

test('a hundred views opened and closed leave nothing in the page or on the graphics card', async () => {
  await shown.show(scene, { size: [120, 90] });
  // The first ones fill caches that stay.
  await openAndClose(10);
  const [heap, objects] = [await heapBytes(), await alive()];
  expect(objects.Buffer).toBeGreaterThan(0);
  await openAndClose(100);
  expect(await alive()).toEqual(objects);
  // A scene alone takes more than this in arrays.
  expect((await heapBytes()) - heap).toBeLessThan(1_000_000);
}, 240_000);

test('there is one WebGL context for all of them', async () => {
  await openAndClose(2);
  const contexts = await shown.page.evaluate(() => (window as unknown as { counted: Counted }).counted.contexts.length);
  expect(contexts).toBe(1);
});

test('what the engine counts is what there is on the graphics card', async () => {
  const mesh = await meshes([bumpySphere([0, 300_000, 0], 60_000, 50)]);
  const dots = points({ positionsNm: Float32Array.from({ length: 30_000 }, (_, i) => (i * 7_919) % 400_000) });
  await shown.show(scene, { size: [300, 200] });
  const [before, beforeCounted] = [await aliveBytes(), await countedBytes()];
  await openBeside({ ...scene, items: [...scene.items, mesh, dots] });
  // What is drawn into is there already: both views are as large.
  const more = (await aliveBytes()) - before;
  const counted = (await countedBytes()) - beforeCounted;
  expect(counted).toBeGreaterThan(500_000);
  // The colours of cells and outlines of layers are too small to be counted; detail for moving pictures counts from
  // when it is made, and is on the card from the first move on.
  expect(more).toBeLessThan(counted + 1_000);
  expect(more).toBeGreaterThan(0.9 * counted);
  await closeBeside();
  // The view that stays may have made its detail for moving pictures meanwhile.
  expect(await countedBytes()).toBeLessThan(beforeCounted + 20_000);
});

test('beyond the budget of the page the view drawn longest ago lets go, and gets all of it back with its next picture', async () => {
  await shown.show(scene, { size: [300, 200] });
  // In the small, since a busy machine draws fewer samples of each pixel.
  const picture = (): Promise<number[]> =>
    shown.page.evaluate(() => {
      const small = document.createElement('canvas');
      [small.width, small.height] = [15, 10];
      const context = small.getContext('2d') as CanvasRenderingContext2D;
      context.imageSmoothingQuality = 'high';
      context.drawImage((window as unknown as ViewerPageWindow).connectome.view.overlay.canvas, 0, 0, 15, 10);
      return [...context.getImageData(0, 0, 15, 10).data].filter((_, i) => i % 4 === 3);
    });
  const before = await picture();
  const limit = 1.5 * (await countedBytes());
  const bytes = await aliveBytes();
  await shown.page.evaluate(most => {
    (window as unknown as ViewerPageWindow).connectome.view.studio.renderer.memory.limitBytes = most;
  }, limit);
  await openBeside(scene);
  expect(await countedBytes()).toBeLessThanOrEqual(limit);
  // Without letting go of anything there would be twice as much.
  expect(await aliveBytes()).toBeLessThan(bytes + limit / 3);
  await shown.page.evaluate(async () => {
    const { view } = (window as unknown as ViewerPageWindow).connectome;
    const canvas = view.overlay.canvas as HTMLCanvasElement;
    canvas.getContext('2d')?.clearRect(0, 0, canvas.width, canvas.height);
    view.redraw();
  });
  expect(Math.max(...before)).toBeGreaterThan(20);
  const difference = async (): Promise<number> => {
    const now = await picture();
    return Math.max(...now.map((alpha, i) => Math.abs(alpha - before[i])));
  };
  await expect.poll(difference, { timeout: 20_000 }).toBeLessThan(8);
  await closeBeside();
  expect(await countedBytes()).toBeGreaterThan(limit / 2);
});

test('a view that has no room on the graphics card is drawn coarser, and says so', async () => {
  await shown.show(scene, { size: [300, 200] });
  await shown.page.evaluate(() => {
    // One view takes three fifths of it.
    (window as unknown as ViewerPageWindow).connectome.engine.limitGraphicsMemory(1_000);
  });
  await openBeside(scene);
  const texts = await shown.page.evaluate(() =>
    ['status', 'notes'].map(name => document.querySelector(`.jp-ConnectomeViewer-${name}`)?.textContent),
  );
  for (const text of texts) expect(text).toContain('Drawn with less detail than there is');
  await closeBeside();
  await shown.page.evaluate(() => {
    (window as unknown as ViewerPageWindow).connectome.engine.limitGraphicsMemory(2e9);
  });
});

test('a scene whose opening is ended leaves nothing behind, and the page is drawn while one opens', async () => {
  await shown.show(scene, { size: [120, 90] });
  const large = {
    ...scene,
    cells: Array.from({ length: 100 }, (_, n) => cell(n)),
    items: [skeletons(Array.from({ length: 100 }, (_, n) => rod(9_000, 100, 10_000, [n * 500, 0])))],
    layers: [],
  };
  const objects = await alive();
  const seen = await shown.page.evaluate(async json => {
    const { connectome } = window as unknown as ViewerPageWindow;
    const host = document.createElement('div');
    document.body.prepend(host);
    const stop = new AbortController();
    let frames = 0;
    const beat = (): void => {
      frames += 1;
      // The progress is told only of what takes long; here it is enough that frames come between the turns.
      if (frames === 3) stop.abort();
      else requestAnimationFrame(beat);
    };
    requestAnimationFrame(beat);
    const options = { ...connectome.options, signal: stop.signal, onReady: () => undefined, onView: () => undefined };
    let name = 'opened';
    try {
      await connectome.engine.openView(host, JSON.parse(json), options);
    } catch (error) {
      name = (error as Error).name;
    }
    const left = host.childElementCount;
    host.remove();
    return { name, frames, left };
  }, JSON.stringify(large));
  expect(seen).toEqual({ name: 'AbortError', frames: 3, left: 0 });
  expect(await alive()).toEqual(objects);
});

test('a lost context comes back by itself, and the picture with it', async () => {
  await shown.show(scene, { size: [300, 200] });
  const before = await shown.screenshot();
  await shown.page.evaluate(async () => {
    const { contexts } = (window as unknown as { counted: Counted }).counted;
    const gl = contexts[contexts.length - 1];
    const canvas = document.querySelector('.jp-ConnectomeViewer-canvas') as HTMLCanvasElement;
    const happened = (type: string): Promise<unknown> =>
      new Promise(resolve => gl.canvas.addEventListener(type, resolve, { once: true }));
    const extension = gl.getExtension('WEBGL_lose_context') as WEBGL_lose_context;
    const lost = happened('webglcontextlost');
    extension.loseContext();
    await lost;
    // The browser looks whether the page wants the context back when all have heard that it is lost.
    await new Promise(resolve => setTimeout(resolve));
    canvas.getContext('2d')?.clearRect(0, 0, canvas.width, canvas.height);
    const restored = happened('webglcontextrestored');
    // Browsers restore a context by themselves after a crash of the driver, when the page has asked for it.
    extension.restoreContext();
    await restored;
  });
  await expect.poll(async () => (await shown.screenshot()).equals(before), { timeout: 20_000 }).toBe(true);
});
