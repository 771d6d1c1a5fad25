/** Views as documents that hold words, a drawing and a page by itself: whatever those words are. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Scene } from '../../kernel-helpers/contract/scene/scene.js';
import { type Exports, HOSTILE, kept, openExports, threeNeurons } from './viewer/exports.js';
import { box, bumpySphere, meshes } from './viewer/scenes.js';
import type { ViewerPage } from './viewer-page.js';

let exporter: Exports;
let viewer: ViewerPage;
let column: Scene;

beforeAll(async () => {
  exporter = await openExports();
  viewer = exporter.viewer;
  column = await threeNeurons();
}, 120_000);

afterAll(() => exporter?.close());

describe('a drawing', () => {
  test('is XML with all its words as text, and discs, dots and rings for what they stand for', async () => {
    const named = column.cells.map((one, n) => (n === 0 ? { ...one, type: HOSTILE } : one));
    await viewer.show({
      ...column,
      cells: named,
      title: HOSTILE,
      items: [...column.items, box([0, 0, 0], [1e5, 1e5, 1e5])],
    });
    const { name, bytes } = await exporter.made({ format: 'svg' });
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

  test('with surfaces is drawn with them behind the lines', async () => {
    const surface = await meshes([bumpySphere([0, 3e5, 0], 4e4, 12)]);
    await viewer.show({ ...column, items: [...column.items, surface] });
    const { bytes } = await exporter.made({ format: 'svg' });
    const href =
      /<image id="surfaces"[^>]*href="data:image\/png;base64,([^"]*)"/.exec(bytes.toString('utf8'))?.[1] ?? '';
    const png = PNG.sync.read(Buffer.from(href, 'base64'));
    const inked = png.data.filter((alpha, i) => i % 4 === 3 && alpha > 128).length;
    expect(png.width).toBe(2700);
    expect(inked).toBeGreaterThan(2000);
    expect(inked).toBeLessThan(png.width * png.height * 0.2);
  });
});

test('a page by itself is alive with the network off, whatever the names in it are', async () => {
  const named = column.cells.map((one, n) => (n === 0 ? { ...one, label: HOSTILE, type: HOSTILE } : one));
  // Surfaces are unpacked by WebAssembly, which the page's own policy has to allow.
  const items = [...column.items, await meshes([bumpySphere([0, 3e5, 0], 4e4, 12)])];
  await viewer.show({ ...column, cells: named, items, title: HOSTILE });
  const { bytes } = await exporter.made({ format: 'html' });
  const context = await exporter.browser.newContext({ viewport: { width: 800, height: 600 }, offline: true });
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
