import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { rolldown } from 'rolldown';
import type { Scene } from '../../kernel-helpers/contract/scene/scene.js';

const path = (relative: string): string => fileURLToPath(new URL(`../../${relative}`, import.meta.url));

/**
 * The viewer's engine in a page of its own, without JupyterLab: quick to start and the same to the pixel every time.
 * Needs the built extension (`npm run build`).
 */
export interface ViewerPage {
  readonly page: Page;
  /** Replaces what is shown; resolves when the picture has all its samples. `size` of the picture in CSS pixels. */
  show(scene: Scene, look?: { readonly dark?: boolean; readonly size?: readonly [number, number] }): Promise<void>;
  /** The stage (picture, legend, scale bar) as PNG. */
  screenshot(): Promise<Buffer>;
  close(): Promise<void>;
}

/** What the page's own script offers to `page.evaluate`; `engine` is all that `engine.ts` exports. */
export interface ViewerPageWindow {
  readonly connectome: {
    // biome-ignore lint/suspicious/noExplicitAny: the engine's module, typed where it is used
    readonly engine: any;
    /** What every view is opened with, but for what it is told. */
    readonly options: object;
    // biome-ignore lint/suspicious/noExplicitAny: the open NeuronView
    view: any;
    /** What `onView` told, in order. */
    readonly told: unknown[];
    show(scene: unknown, dark: boolean, size: readonly [number, number]): Promise<void>;
  };
}

/** `also`: other modules of `extension/lib` whose exports stand beside the engine's, with which they share their parts. */
export async function openViewerPage(browser: Browser, ...also: string[]): Promise<ViewerPage> {
  const server = await serve({
    '/': ['text/html', html()],
    '/engine.js': ['text/javascript', await engineBundle(also)],
  });
  const page = await browser.newPage({ viewport: { width: 1100, height: 800 } });
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  await page.waitForFunction(() => 'connectome' in window);
  return {
    page,
    show: (scene, { dark = false, size = [900, 600] } = {}) =>
      page.evaluate(
        ([json, isDark, [width, height]]) => {
          const { connectome } = window as unknown as ViewerPageWindow;
          return connectome.show(JSON.parse(json), isDark, [width, height]);
        },
        [JSON.stringify(scene), dark, size] as const,
      ),
    screenshot: () => page.locator('.jp-ConnectomeViewer').screenshot(),
    close: async () => {
      await page.close();
      await new Promise(resolve => server.close(resolve));
    },
  };
}

async function engineBundle(also: readonly string[]): Promise<string> {
  const parts = ['extension/lib/neuron-viewer/engine.js', ...also];
  const entry = parts.map(part => `export * from ${JSON.stringify(path(part))};`).join('\n');
  const bundle = await rolldown({
    input: 'entry',
    logLevel: 'silent',
    plugins: [
      {
        name: 'entry',
        resolveId: id => (id === 'entry' ? id : null),
        load: id => (id === 'entry' ? entry : null),
      },
    ],
  });
  const { output } = await bundle.generate({ format: 'esm', codeSplitting: false });
  await bundle.close();
  return output[0].code;
}

function html(): string {
  const css = ['neuron-viewer.css', 'viewer-tools.css', 'viewer-legend.css', 'viewer-narrow.css']
    .map(name => readFileSync(path(`style/${name}`), 'utf8'))
    .join('\n');
  return `<!doctype html><meta charset="utf-8"><title>viewer</title><style>
body { margin: 0; background: var(--jp-layout-color0); }
body[data-jp-theme-light=true] { --jp-layout-color0: #fff; --jp-layout-color1: #fff; --jp-layout-color2: #eee; --jp-border-color1: #bdbdbd;
  --jp-border-color2: #e0e0e0; --jp-ui-font-color0: rgba(0,0,0,1); --jp-ui-font-color1: rgba(0,0,0,.87);
  --jp-ui-font-color2: rgba(0,0,0,.54); --jp-ui-font-color3: rgba(0,0,0,.38); }
body[data-jp-theme-light=false] { --jp-layout-color0: #111; --jp-layout-color1: #212121; --jp-layout-color2: #424242; --jp-border-color1: #616161;
  --jp-border-color2: #424242; --jp-ui-font-color0: rgba(255,255,255,1); --jp-ui-font-color1: rgba(255,255,255,.87);
  --jp-ui-font-color2: rgba(255,255,255,.54); --jp-ui-font-color3: rgba(255,255,255,.38); }
body { --jp-ui-font-family: "DejaVu Sans", sans-serif; --jp-ui-font-size0: 11px; --jp-ui-font-size1: 13px; --jp-ui-font-size2: 15px;
  --jp-border-radius: 2px; --jp-brand-color1: #2196f3; }
${css}
.jp-ConnectomeViewer-stage { height: var(--stage-height) !important; width: var(--stage-width); max-width: none !important; }
</style><body data-jp-theme-light="true"><script type="module">
import * as engine from './engine.js';
// A translator that translates nothing, as JupyterLab's own.
const fill = (text, ...values) => text.replace(/%(\\d+)/g, (_, n) => String(values[n - 1]));
const trans = { __: fill, gettext: fill, _n: (one, many, n, ...values) => fill(n === 1 ? one : many, n, ...values) };
let host;
window.connectome = {
  engine,
  options: { summary: 'neurons', trans, dark: false },
  view: undefined,
  told: [],
  async show(scene, dark, [width, height]) {
    if (this.view) engine.closeView(this.view);
    host?.remove();
    host = document.createElement('div');
    host.className = 'jp-ConnectomeViewer';
    document.body.dataset.jpThemeLight = String(!dark);
    document.body.style.setProperty('--stage-width', width + 'px');
    document.body.style.setProperty('--stage-height', height + 'px');
    document.body.append(host);
    this.told.length = 0;
    let open;
    const ready = new Promise(resolve => { open = resolve; });
    this.view = await engine.openView(host, scene, {
      ...this.options, dark, onReady: open, onView: view => this.told.push(view),
    });
    await ready;
  },
};
</script>`;
}

async function serve(files: Readonly<Record<string, readonly [type: string, body: string]>>): Promise<Server> {
  const server = createServer((request, response) => {
    const file = files[request.url ?? ''];
    response.writeHead(file ? 200 : 404, { 'content-type': file?.[0] ?? 'text/plain' }).end(file?.[1]);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return server;
}
