/** What opening and closing views leaves behind, and what a lost WebGL context does. */
import type { Browser, CDPSession } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Scene } from '../../kernel-helpers/contract/scene/scene.js';
import { viewer } from '../../kernel-helpers/display/viewer/index.js';
import * as datasets from '../../kernel-helpers/io/datasets.js';
import { launchBrowser } from './jupyterlab.js';
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
  const counted: Counted = { contexts: [], alive: {} };
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
      return Reflect.apply(remove, this, args);
    };
  }
}

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
