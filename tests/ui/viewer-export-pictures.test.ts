/** Views as pictures and films: their size, their seams, their paper. */
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Scene, SceneCamera } from '../../kernel-helpers/contract/scene/scene.js';
import { type Exports, isPaper, openExports, pixel, ruler, threeNeurons } from './viewer/exports.js';
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

describe('a picture', () => {
  test('is as large as was asked for, in tiles that do not show, its scale bar true and its size on paper told', async () => {
    await viewer.show(ruler());
    const { name, bytes } = await exporter.made({ format: 'png', width: 2250, height: 500, dpi: 600 });
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
    const { bytes } = await exporter.made({ format: 'png', width: 2250, height: 500, overlays: false });
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
    const { bytes } = await exporter.made({
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
    const { bytes } = await exporter.made({ format: 'png', width: 900, height: 600, background: 'dark' });
    const png = PNG.sync.read(bytes);
    expect(pixel(png, 2, 2)).toEqual([17, 17, 17, 255]);
    const title = Array.from({ length: 120 * 30 }, (_, i) => pixel(png, 10 + (i % 120), 6 + Math.floor(i / 120))[0]);
    expect(Math.max(...title)).toBeGreaterThan(200);
  });

  test('of a size that cannot be is refused in words', async () => {
    await expect(exporter.made({ format: 'png', width: 100_000, height: 100_000 })).rejects.toThrow(
      /a picture of 100000 × 100000 pixels cannot be made: expected whole numbers from 16 to 16,384/,
    );
  });
});

test('a film has the size and the length that were asked for, and turns', async () => {
  await viewer.show(ruler());
  const { name, type, bytes } = await exporter.made({
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
