/** A view by mouse and fingers: pointing, clicks, outlines, touch. */
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Hand, ids } from './viewer/hand.js';
import type { ViewerPageWindow } from './viewer-page.js';

let hand: Hand;
let page: Page;

beforeAll(async () => {
  hand = await Hand.open();
  page = hand.page;
});
beforeEach(() => hand.begin());
afterEach(() => expect(hand.complaints).toEqual([]));
afterAll(() => hand?.close());

describe('pointing', () => {
  test('at a neuron tells its id, type and depth beside the pointer, in text and never as HTML', async () => {
    const [x, y] = await hand.placeOf(-20, 160, 0);
    await page.mouse.move(x, y);
    await hand.tooltip().waitFor();
    const text = await hand.tooltip().textContent();
    expect(text).toContain('<b>cell 2</b>');
    expect(text).toContain(ids[2]);
    expect(text).toMatch(/typeC/);
    expect(text).toMatch(/depth160 µm/);
    const box = await hand.tooltip().boundingBox();
    expect(box && (x < box.x || x > box.x + box.width || y < box.y || y > box.y + box.height)).toBe(true);
    await page.mouse.move(...(await hand.placeOf(-20, 145, 0)));
    await hand.tooltip().waitFor({ state: 'hidden' });
  });

  test('at a synapse tells its exact id, its side and its partner', async () => {
    await page.mouse.move(...(await hand.placeOf(30, 130, -4)));
    await hand.tooltip().waitFor();
    const text = await hand.tooltip().textContent();
    for (const part of ['9007199254740993', 'output', '864691135396580999']) expect(text).toContain(part);
  });

  test('draws the numbers once, when the picture is first pointed at', async () => {
    const reads = () =>
      page.evaluate(() => {
        const { connectome } = window as unknown as ViewerPageWindow & { connectome: { reads?: number } };
        return connectome.reads ?? 0;
      });
    await page.evaluate(() => {
      const { connectome } = window as unknown as ViewerPageWindow & { connectome: { reads?: number } };
      const renderer = connectome.view.picker._renderer;
      const read = renderer.readIds.bind(renderer);
      connectome.reads = 0;
      renderer.readIds = (...all: unknown[]) => {
        connectome.reads = (connectome.reads ?? 0) + 1;
        return read(...all);
      };
    });
    expect(await reads()).toBe(0);
    await page.mouse.move(...(await hand.placeOf(-20, 160, 0)));
    await hand.tooltip().waitFor();
    for (const x of [-30, -10, 10, 20]) await page.mouse.move(...(await hand.placeOf(x, 100, 0)));
    expect(await hand.tooltip().textContent()).toContain('cell 0');
    expect(await reads()).toBe(1);
  });
});

describe('a click', () => {
  test('selects a neuron, with shift adds and removes, on nothing clears', async () => {
    await hand.click([-20, 100, 0]);
    expect((await hand.selection()).neurons).toEqual([ids[0]]);
    expect(await hand.spoken()).toBe('1 neuron selected');
    await hand.click([-20, 160, 0], 'Shift');
    expect((await hand.selection()).neurons).toEqual([ids[0], ids[2]]);
    await hand.click([-20, 100, 0], 'Control');
    expect((await hand.selection()).neurons).toEqual([ids[2]]);
    expect((await hand.looked()).selected).toEqual([ids[2]]);
    await hand.click([-20, 115, 0]);
    expect(await hand.selection()).toEqual({ neurons: [], synapses: [], nodes: [] });
  });

  test('selects a synapse, and with Alt a node', async () => {
    await hand.click([30, 130, -4]);
    expect(await hand.selection()).toEqual({ neurons: [], synapses: ['9007199254740993'], nodes: [] });
    await hand.click([-38, 100, 0], 'Alt');
    const [node] = (await hand.selection()).nodes;
    expect(node.neuron).toBe(ids[0]);
    expect(Math.abs(node.positionNm[1] - 100_000)).toBeLessThan(50);
  });

  test('twice centres what is there and comes nearer, and selects nothing, with nothing to take back', async () => {
    await hand.click([-20, 100, 0]);
    await page.mouse.dblclick(...(await hand.placeOf(-20, 160, 0)));
    await hand.atRest();
    expect((await hand.selection()).neurons).toEqual([ids[0]]);
    await hand.canvas().focus();
    await page.keyboard.press('Control+z');
    await hand.atRest();
    expect((await hand.selection()).neurons).toEqual([ids[0]]);
    expect((await hand.looked()).camera.distance).toBe(400_000);
    await page.keyboard.press('Control+Shift+Z');
    await hand.atRest();
    const { camera } = await hand.looked();
    expect(camera.distance).toBeCloseTo(240_000, 0);
    expect(Math.abs(camera.target[1] - 160_000)).toBeLessThan(100);
  });

  test('a drag turns the scene and selects nothing', async () => {
    const [x, y] = await hand.placeOf(-20, 100, 0);
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 50, y, { steps: 3 });
    await page.mouse.up();
    await hand.atRest();
    expect((await hand.looked()).camera.azimuth).toBeGreaterThan(0.2);
    expect((await hand.selection()).neurons).toEqual([]);
  });
});

describe('an outline', () => {
  test.each([
    ['box', 'b'],
    ['lasso', 'l'],
  ])('drawn as a %s selects what shows inside', async (_, key) => {
    await hand.canvas().focus();
    await page.keyboard.press(key);
    const corners = [
      [-60, 96],
      [10, 96],
      [10, 137],
      [-60, 137],
      [-60, 97],
    ] as const;
    await page.mouse.move(...(await hand.placeOf(corners[0][0], corners[0][1], 0)));
    await page.mouse.down();
    const way = key === 'b' ? [corners[2]] : corners.slice(1);
    for (const [x, y] of way) await page.mouse.move(...(await hand.placeOf(x, y, 0)), { steps: 2 });
    await page.mouse.up();
    await hand.atRest();
    expect((await hand.selection()).neurons).toEqual([ids[0], ids[1]]);
    await page.keyboard.press('Escape');
    expect(await page.locator('.jp-mod-outlining').count()).toBe(0);
  });
});

describe('fingers', () => {
  type Fingers = readonly (readonly [number, number])[];

  /** Puts fingers down, moves them along, lifts them. */
  async function touch(...steps: readonly Fingers[]): Promise<void> {
    const touches = await page.context().newCDPSession(page);
    const points = (fingers: Fingers) => fingers.map(([x, y], id) => ({ x, y, id }));
    for (const [i, fingers] of steps.entries()) {
      const type = i === 0 ? 'touchStart' : 'touchMove';
      await touches.send('Input.dispatchTouchEvent', { type, touchPoints: points(fingers) });
    }
    await touches.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await touches.detach();
  }

  test('a tap selects and engages, then one finger turns and two zoom', async () => {
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    const [x, y] = await hand.placeOf(-20, 160, 0);
    await touch([[x, y]]);
    await hand.atRest();
    expect((await hand.selection()).neurons).toEqual([ids[2]]);
    expect(await hand.canvas().evaluate(node => node === document.activeElement)).toBe(true);
    await touch([[x, y]], [[x + 30, y]], [[x + 60, y]]);
    await hand.atRest();
    const { camera: turned } = await hand.looked();
    expect(turned.azimuth).toBeGreaterThan(0.2);
    await touch(
      [
        [x - 20, y],
        [x + 20, y],
      ],
      [
        [x - 30, y],
        [x + 30, y],
      ],
      [
        [x - 40, y],
        [x + 40, y],
      ],
    );
    await hand.atRest();
    const { camera: zoomed } = await hand.looked();
    expect(zoomed.distance).toBeLessThan(0.7 * turned.distance);
    expect(zoomed.azimuth).toBe(turned.azimuth);
  });

  test('a finger that is held asks what is there', async () => {
    const [x, y] = await hand.placeOf(-20, 160, 0);
    const touches = await page.context().newCDPSession(page);
    await touches.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y, id: 0 }] });
    await hand.tooltip().waitFor();
    expect(await hand.tooltip().textContent()).toContain(ids[2]);
    await touches.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await touches.detach();
    expect((await hand.selection()).neurons).toEqual([]);
  });
});
