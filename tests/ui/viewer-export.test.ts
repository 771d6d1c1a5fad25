import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import type { Browser } from 'playwright-core';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Scene, SceneCamera } from '../../kernel-helpers/contract/scene/scene.js';
import { unpackSkeletons } from '../../kernel-helpers/contract/scene/skeletons.js';
import type { Neuron } from '../../kernel-helpers/core/skeleton.js';
import { parseObj } from '../../kernel-helpers/formats/mesh/obj.js';
import * as datasets from '../../kernel-helpers/io/datasets.js';
import { launchBrowser } from './jupyterlab.js';
import { box, bumpySphere, cell, meshes, points, rod, sceneOf, skeletons } from './viewer/scenes.js';
import { openViewerPage, type ViewerPage, type ViewerPageWindow } from './viewer-page.js';

const require = createRequire(import.meta.url);
const { standaloneScript } = require('../../extension/neuron-viewer/standalone/bundle.cjs') as {
  standaloneScript(options: { minify: boolean }): Promise<string>;
};
// CONNECTOME_SCREENSHOTS=DIR keeps what was made for a person to look at.
const kept = process.env.CONNECTOME_SCREENSHOTS;

let browser: Browser;
let viewer: ViewerPage;
let neurons: readonly Neuron[];
let column: Scene;
let script: string;

/** What no program may read as anything but a name. */
const HOSTILE = '</script><img src=x onerror="alert(1)"> & “L2/3” \u2028 <!--';

beforeAll(async () => {
  browser = await launchBrowser();
  viewer = await openViewerPage(
    browser,
    'extension/lib/neuron-viewer/export/index.js',
    'extension/lib/files/scene-of-file.js',
  );
  script = await standaloneScript({ minify: false });
  const data = await datasets.open('synthetic-column');
  neurons = ['23P', '5P-ET', 'BC'].map(type => data.neurons.find(neuron => neuron.type === type) as Neuron);
  const cells = neurons.map((neuron, n) => cell(n, { type: neuron.type, label: `${neuron.type} ${n}` }));
  const synapses = points({
    positionsNm: neurons[0].skeleton.positionsNm.slice(0, 300),
    cells: new Int32Array(100).fill(0),
    sides: Uint8Array.from({ length: 100 }, (_, i) => 1 + (i % 2)),
  });
  column = sceneOf(cells, [skeletons(neurons.map(neuron => neuron.skeleton)), synapses], {
    title: 'Three neurons',
    caption: 'Synthetic.',
    layers: data.layers.map(layer => ({ name: layer.name, depthNm: layer.topUm * 1000 })),
  });
  if (kept) mkdirSync(kept, { recursive: true });
}, 120_000);

afterAll(async () => {
  await viewer?.close();
  await browser?.close();
});

/** What is used of the glTF validator, which has no types. */
interface IGltfValidator {
  validateBytes(
    bytes: Uint8Array,
    options: { maxIssues: number },
  ): Promise<{ readonly issues: { readonly messages: readonly { readonly severity: number }[] } }>;
}

interface Made {
  readonly name: string;
  readonly type: string;
  readonly bytes: Buffer;
}

/** What the view that is open becomes. */
async function made(args: Readonly<Record<string, unknown>>): Promise<Made> {
  const { name, type, base64 } = await viewer.page.evaluate(
    async ([given, standalone]) => {
      const { engine, view } = (window as unknown as ViewerPageWindow).connectome;
      const file = await engine.exportView(engine.exportedView(view, 'three neurons'), engine.exportArguments(given), {
        trans: view.trans,
        signal: new AbortController().signal,
        onProgress: () => {},
        standaloneScript: async () => standalone,
      });
      const blob = new Blob([file.content]);
      const url: string = await new Promise(resolve => {
        const reader = new FileReader();
        reader.onload = () => resolve(reader.result as string);
        reader.readAsDataURL(blob);
      });
      return { name: file.name, type: file.type, base64: url.slice(url.indexOf(',') + 1) };
    },
    [args, args.format === 'html' ? script : ''] as const,
  );
  const bytes = Buffer.from(base64, 'base64');
  if (kept)
    writeFileSync(
      join(kept, `${args.format}-${createHash('sha1').update(JSON.stringify(args)).digest('hex').slice(0, 4)}-${name}`),
      bytes,
    );
  return { name, type, bytes };
}

function pixel(png: PNG, x: number, y: number): number[] {
  return [...png.data.subarray(4 * (y * png.width + x), 4 * (y * png.width + x) + 4)];
}

/** A rod 100 µm long that runs across the picture, seen from the front without perspective. */
function ruler(given: Partial<Scene> = {}): Scene {
  const camera = {
    target: [0, 0, 0],
    azimuth: 0,
    elevation: 0,
    distance: 160_000,
    projection: 'orthographic',
  } as const;
  return sceneOf([cell(0, { color: '#0000ff' })], [skeletons([rod(100_000, 1000)])], {
    title: '',
    view: { camera },
    ...given,
  });
}

const isPaper = ([r, g, b, a]: number[]): boolean => a === 0 || (r > 245 && g > 245 && b > 245);

describe('a picture', () => {
  test('is as large as was asked for, in tiles that do not show, its scale bar true and its size on paper told', async () => {
    await viewer.show(ruler());
    const { name, bytes } = await made({ format: 'png', width: 2250, height: 500, dpi: 600 });
    expect(name).toBe('neurons.png');
    const png = PNG.sync.read(bytes);
    expect([png.width, png.height]).toEqual([2250, 500]);
    const density = bytes.indexOf('pHYs', 0, 'latin1');
    expect([bytes.readUInt32BE(density + 4), bytes[density + 12]]).toEqual([23_622, 1]);

    const inked = Array.from({ length: 2250 }, (_, x) => !isPaper(pixel(png, x, 250)));
    const [first, last] = [inked.indexOf(true), inked.lastIndexOf(true)];
    expect(inked.slice(first, last + 1)).not.toContain(false);
    // 14 px from the left and the bottom of the layout, 2.5 pixels each, the bar is 3 px high.
    const bar = Array.from({ length: 1000 }, (_, x) => pixel(png, x, Math.round(500 - 15.5 * 2.5))[0] < 60);
    const barPx = bar.filter(Boolean).length;
    expect(bar.indexOf(true)).toBe(35);
    // The rod with its round ends is 102 µm; the bar says 10 µm in a layout of 900 × 200.
    const pixelsPerUm = (last - first + 1) / 102;
    const umOfBar = barPx / pixelsPerUm;
    expect([5, 10, 20, 50].some(um => Math.abs(umOfBar / um - 1) < 0.02)).toBe(true);
  });

  test('of several tiles goes on from one to the next without a step', async () => {
    const tilted = { ...ruler().view?.camera, roll: 0.7 } as SceneCamera;
    await viewer.show(ruler({ view: { camera: tilted } }));
    const { bytes } = await made({ format: 'png', width: 2250, height: 500, overlays: false });
    const png = PNG.sync.read(bytes);
    // The middle of the rod's ink in each column about the seam, which is in the picture's middle.
    const middles = Array.from({ length: 300 }, (_, i) => {
      const rows = Array.from({ length: 500 }, (_, y) => y).filter(y => !isPaper(pixel(png, 975 + i, y)));
      return (rows[0] + rows[rows.length - 1]) / 2;
    });
    const slope = (middles[299] - middles[0]) / 299;
    expect(Math.abs(slope)).toBeCloseTo(Math.tan(0.7), 1);
    const strays = middles.filter((middle, i) => Math.abs(middle - middles[0] - slope * i) > 1.2);
    expect(strays).toEqual([]);
  });

  test('is seen through where nothing is, and has nothing around it, when that was asked for', async () => {
    await viewer.show(ruler({ title: 'A rod' }));
    const { bytes } = await made({
      format: 'png',
      width: 300,
      height: 200,
      background: 'transparent',
      overlays: false,
    });
    const png = PNG.sync.read(bytes);
    const corners = [pixel(png, 0, 0), pixel(png, 299, 0), pixel(png, 0, 199), pixel(png, 299, 199)];
    expect(corners.map(([, , , alpha]) => alpha)).toEqual([0, 0, 0, 0]);
    expect(pixel(png, 150, 100)[3]).toBeGreaterThan(100);
    const opaque = Array.from({ length: 300 * 80 }, (_, i) => png.data[4 * (300 * 120 + i) + 3]).filter(
      alpha => alpha > 0,
    );
    expect(opaque).toEqual([]);
  });

  test('on a dark page has light letters', async () => {
    await viewer.show(column);
    const { bytes } = await made({ format: 'png', width: 900, height: 600, background: 'dark' });
    const png = PNG.sync.read(bytes);
    expect(pixel(png, 2, 2)).toEqual([17, 17, 17, 255]);
    const title = Array.from({ length: 120 * 30 }, (_, i) => pixel(png, 10 + (i % 120), 6 + Math.floor(i / 120))[0]);
    expect(Math.max(...title)).toBeGreaterThan(200);
  });

  test('of a size that cannot be is refused in words', async () => {
    await expect(made({ format: 'png', width: 100_000, height: 100_000 })).rejects.toThrow(
      /a picture of 100000 × 100000 pixels cannot be made: expected whole numbers from 16 to 16,384/,
    );
  });
});

describe('a drawing', () => {
  test('is XML with all its words as text, and discs, dots and rings for what they stand for', async () => {
    const named = column.cells.map((one, n) => (n === 0 ? { ...one, type: HOSTILE } : one));
    await viewer.show({
      ...column,
      cells: named,
      title: HOSTILE,
      items: [...column.items, box([0, 0, 0], [1e5, 1e5, 1e5])],
    });
    const { name, bytes } = await made({ format: 'svg' });
    expect(name).toBe('script img src=x onerror= alert(1) & “L2 3” !--.svg');
    const found = await viewer.page.evaluate(text => {
      const svg = new DOMParser().parseFromString(text, 'image/svg+xml');
      const all = (css: string): Element[] => [...svg.querySelectorAll(css)];
      return {
        error: svg.querySelector('parsererror')?.textContent,
        tags: [...new Set(all('*').map(one => one.tagName))].sort(),
        texts: all('text').map(one => one.textContent),
        somata: all('circle.soma').length,
        outputs: all('path.output').map(one => (one.getAttribute('d')?.match(/M/g) ?? []).length),
        inputs: all('path.input').map(one => (one.getAttribute('d')?.match(/M/g) ?? []).length),
        boxes: all('path.box').length,
        layers: all('#layers').length,
        strokes: all('#neurons > path[stroke-width]').length,
        bars: all('rect.scale-bar').length,
        ids: all('[id]').length - new Set(all('[id]').map(one => one.id)).size,
      };
    }, bytes.toString('utf8'));
    const sum = (counts: readonly number[]): number => counts.reduce((a, b) => a + b, 0);
    expect(found.error).toBeUndefined();
    expect(found.tags).toEqual(['circle', 'clipPath', 'desc', 'g', 'path', 'rect', 'svg', 'text', 'title']);
    expect(found.texts[0]).toBe(HOSTILE.replace('\u2028', '\u2028'));
    expect(found.texts).toEqual(expect.arrayContaining(['Synthetic.', '5P-ET', 'BC', 'L4']));
    expect([found.somata >= 3, sum(found.outputs), sum(found.inputs)]).toEqual([true, 50, 50]);
    expect([found.boxes, found.layers, found.bars, found.ids]).toEqual([1, 1, 1, 0]);
    expect(found.strokes).toBeGreaterThan(50);
    expect(bytes.length).toBeLessThan(1_500_000);
  });
});

describe('a model', () => {
  test('as glTF has no fault that its validator finds, each neuron a node with its id, in metres', async () => {
    const surface = await meshes([bumpySphere([0, 3e5, 0], 2e4, 12)]);
    await viewer.show({ ...column, items: [...column.items, surface] });
    const { validateBytes } = require('gltf-validator') as IGltfValidator;
    for (const form of ['tubes', 'lines']) {
      const { name, bytes } = await made({ format: 'glb', skeletons: form });
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
    const { bytes } = await made({ format: 'glb' });
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

  test('with surfaces is drawn with them behind the lines', async () => {
    const surface = await meshes([bumpySphere([0, 3e5, 0], 4e4, 12)]);
    await viewer.show({ ...column, items: [...column.items, surface] });
    const { bytes } = await made({ format: 'svg' });
    const href =
      /<image id="surfaces"[^>]*href="data:image\/png;base64,([^"]*)"/.exec(bytes.toString('utf8'))?.[1] ?? '';
    const png = PNG.sync.read(Buffer.from(href, 'base64'));
    const inked = png.data.filter((alpha, i) => i % 4 === 3 && alpha > 128).length;
    expect(png.width).toBe(2700);
    expect(inked).toBeGreaterThan(2000);
    expect(inked).toBeLessThan(png.width * png.height * 0.2);
  });

  test('as OBJ is read back to the corners it was made of', async () => {
    await viewer.show(sceneOf([cell(0)], [await meshes([bumpySphere([1e5, 2e5, 3e5], 2e4, 6, 0)])]));
    const { bytes } = await made({ format: 'obj' });
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
    const { name, bytes } = await made({ format: 'swc' });
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
    const { name, bytes } = await made({ format: 'swc' });
    expect(name).toBe('23P 0.swc');
    expect(bytes.toString('utf8')).toContain(`# id ${column.cells[0].id}\n`);
  });
});

test('a link names the neurons that show, and says no to neurons that are in no volume', async () => {
  const hidden = [column.cells[1].id];
  await viewer.show({ ...column, synthetic: false, view: { hidden } });
  const { bytes } = await made({ format: 'link', site: 'spelunker' });
  const url = new URL(bytes.toString('utf8'));
  expect(url.host).toBe('spelunker.cave-explorer.org');
  const { layers } = JSON.parse(decodeURIComponent(url.hash.slice(2)));
  const { segments } = layers.find(({ type }: { type: string }) => type === 'segmentation');
  expect(segments).toEqual([column.cells[0].id, column.cells[2].id, `!${column.cells[1].id}`]);
  await viewer.show(column);
  await expect(made({ format: 'link' })).rejects.toThrow('these neurons are synthetic');
});

test('a page by itself is alive with the network off, whatever the names in it are', async () => {
  const named = column.cells.map((one, n) => (n === 0 ? { ...one, label: HOSTILE, type: HOSTILE } : one));
  // Surfaces are unpacked by WebAssembly, which the page's own policy has to allow.
  const items = [...column.items, await meshes([bumpySphere([0, 3e5, 0], 4e4, 12)])];
  await viewer.show({ ...column, cells: named, items, title: HOSTILE });
  const { bytes } = await made({ format: 'html' });
  const context = await browser.newContext({ viewport: { width: 800, height: 600 }, offline: true });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', error => complaints.push(String(error)));
  page.on('console', line => line.type() === 'error' && complaints.push(line.text()));
  page.on('dialog', dialog => {
    complaints.push(dialog.message());
    void dialog.dismiss();
  });
  await page.setContent(bytes.toString('utf8'));
  await page.locator('.jp-ConnectomeViewer[data-status=ready]').waitFor();
  const picture = (): Promise<string> =>
    page.locator('.jp-ConnectomeViewer-canvas').evaluate(canvas => (canvas as HTMLCanvasElement).toDataURL());
  const before = await picture();
  if (kept) writeFileSync(join(kept, 'html.png'), await page.screenshot());
  const png = PNG.sync.read(Buffer.from(before.slice(before.indexOf(',') + 1), 'base64'));
  const ink = png.data.filter((alpha, i) => i % 4 === 3 && alpha > 0).length;
  expect(ink).toBeGreaterThan(1000);
  await page.locator('.jp-ConnectomeViewer-canvas').focus();
  await page.keyboard.press('ArrowRight');
  await page.waitForFunction(
    was => (document.querySelector('.jp-ConnectomeViewer-canvas') as HTMLCanvasElement).toDataURL() !== was,
    before,
  );
  expect(await page.locator('.jp-ConnectomeViewer-title').textContent()).toBe(HOSTILE);
  expect(await page.locator('img').count()).toBe(0);
  // There is no JupyterLab to open anything in.
  expect(await page.getByText('Open in Neuroglancer').count()).toBe(0);
  expect(complaints).toEqual([]);
  await context.close();
});

test('a film has the size and the length that were asked for, and turns', async () => {
  await viewer.show(ruler());
  const { name, type, bytes } = await made({
    format: 'webm',
    width: 320,
    height: 180,
    seconds: 2,
    framesPerSecond: 4,
    overlays: false,
  });
  expect([name, type]).toEqual(['neurons.webm', 'video/webm']);
  const film = await viewer.page.evaluate(async base64 => {
    const video = document.createElement('video');
    video.muted = true;
    video.src = URL.createObjectURL(await (await fetch(`data:video/webm;base64,${base64}`)).blob());
    const at = (seconds: number): Promise<void> =>
      new Promise((resolve, reject) => {
        video.onseeked = () => resolve();
        video.onerror = () => reject(new Error(video.error?.message));
        video.currentTime = seconds;
      });
    await new Promise((resolve, reject) => {
      video.onloadeddata = resolve;
      video.onerror = () => reject(new Error(video.error?.message));
    });
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [video.videoWidth, video.videoHeight];
    const context = canvas.getContext('2d', { willReadFrequently: true }) as CanvasRenderingContext2D;
    const inkAt = async (seconds: number): Promise<number> => {
      await at(seconds);
      context.drawImage(video, 0, 0);
      const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
      let ink = 0;
      for (let i = 0; i < data.length; i += 4) if (data[i] < 200) ink += 1;
      return ink;
    };
    return {
      size: [video.videoWidth, video.videoHeight],
      seconds: video.duration,
      ink: [await inkAt(0.1), await inkAt(0.6)],
    };
  }, bytes.toString('base64'));
  expect(film.size).toEqual([320, 180]);
  expect(film.seconds).toBeCloseTo(2, 1);
  // A quarter of the way round, the rod is seen from its end.
  expect(film.ink[0]).toBeGreaterThan(5 * film.ink[1]);
});
