import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Scene } from '../../kernel-helpers/contract/scene/scene.js';
import { launchBrowser } from './jupyterlab.js';
import { cell, points, rod, sceneOf, skeletons } from './viewer/scenes.js';
import { openViewerPage, type ViewerPage, type ViewerPageWindow } from './viewer-page.js';

const size = [420, 280] as const;
const ids = [0, 1, 2].map(n => cell(n).id);
const synapseId = 9_007_199_254_740_993n;

let browser: Browser;
let viewer: ViewerPage;
let page: Page;
const complaints: string[] = [];

/** Three rods one below the other, each of another type, with a synapse on the middle one's right. */
const scene: Scene = sceneOf(
  [cell(0, { type: 'A' }), cell(1, { type: 'B' }), cell(2, { type: 'C', label: '<b>cell 2</b>' })],
  [
    skeletons([
      rod(100_000, 2500, 11, [100_000, 0]),
      rod(100_000, 2500, 11, [130_000, 0]),
      rod(100_000, 2500, 11, [160_000, 0]),
    ]),
    points(
      {
        positionsNm: Float32Array.of(30_000, 130_000, -4000),
        ids: BigUint64Array.of(synapseId),
        partners: BigUint64Array.of(864691135396580999n),
        cells: Int32Array.of(1),
        sides: Uint8Array.of(1),
      },
      { radiusNm: 3000, color: '#000000' },
    ),
  ],
  {
    view: {
      camera: { target: [0, 130_000, 0], azimuth: 0, elevation: 0, distance: 400_000, projection: 'orthographic' },
    },
  },
);

beforeAll(async () => {
  browser = await launchBrowser();
  viewer = await openViewerPage(browser);
  page = viewer.page;
  page.on('pageerror', error => complaints.push(String(error)));
});

afterAll(async () => {
  await viewer?.close();
  await browser?.close();
});

beforeEach(async () => {
  await page.mouse.move(1000, 790);
  await viewer.show(scene, { size });
});

const atRest = () =>
  page.waitForFunction(() => (window as unknown as ViewerPageWindow).connectome.view.atRest as boolean);
const selection = () => page.evaluate(() => (window as unknown as ViewerPageWindow).connectome.view.selection.current);
const looked = () => page.evaluate(() => (window as unknown as ViewerPageWindow).connectome.view.view);
const spoken = () => page.locator('.jp-ConnectomeViewer-voice').textContent();
const tooltip = () => page.locator('.jp-ConnectomeViewer-tooltip');

/** Where a place of the scene, in µm, is on the page. */
async function placeOf(...um: readonly [number, number, number]): Promise<[number, number]> {
  const box = await page.locator('.jp-ConnectomeViewer-canvas').boundingBox();
  const [x, y] = await page.evaluate(place => {
    const { view } = (window as unknown as ViewerPageWindow).connectome;
    const perUm = view.sizePx[1] / (2 * Math.tan(Math.PI / 18) * view.camera.distance);
    const { target } = view.camera;
    return [view.sizePx[0] / 2 + (place[0] - target[0]) * perUm, view.sizePx[1] / 2 + (place[1] - target[1]) * perUm];
  }, um);
  return [(box?.x ?? 0) + x, (box?.y ?? 0) + y];
}

async function click(
  um: readonly [number, number, number],
  held: 'Shift' | 'Alt' | 'Control' | '' = '',
): Promise<void> {
  const [x, y] = await placeOf(...um);
  if (held !== '') await page.keyboard.down(held);
  await page.mouse.click(x, y);
  if (held !== '') await page.keyboard.up(held);
  await atRest();
}

test('fitting what shows while nothing shows looks at the whole scene and not at a speck of it', async () => {
  await page.evaluate(hidden => {
    const { view } = (window as unknown as ViewerPageWindow).connectome;
    view.setView({ hidden });
  }, ids);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.locator('.jp-ConnectomeViewer-canvas').focus();
  await page.keyboard.press('0');
  await atRest();
  await page.emulateMedia({ reducedMotion: null });
  expect((await looked()).camera.distance).toBeGreaterThan(100_000);
});

describe('pointing', () => {
  test('at a neuron tells its id, type and depth beside the pointer, in text and never as HTML', async () => {
    const [x, y] = await placeOf(-20, 160, 0);
    await page.mouse.move(x, y);
    await tooltip().waitFor();
    const text = await tooltip().textContent();
    expect(text).toContain('<b>cell 2</b>');
    expect(text).toContain(ids[2]);
    expect(text).toMatch(/typeC/);
    expect(text).toMatch(/depth160 µm/);
    const box = await tooltip().boundingBox();
    expect(box && (x < box.x || x > box.x + box.width || y < box.y || y > box.y + box.height)).toBe(true);
    await page.mouse.move(...(await placeOf(-20, 145, 0)));
    await tooltip().waitFor({ state: 'hidden' });
  });

  test('at a synapse tells its exact id, its side and its partner', async () => {
    await page.mouse.move(...(await placeOf(30, 130, -4)));
    await tooltip().waitFor();
    const text = await tooltip().textContent();
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
    await page.mouse.move(...(await placeOf(-20, 160, 0)));
    await tooltip().waitFor();
    for (const x of [-30, -10, 10, 20]) await page.mouse.move(...(await placeOf(x, 100, 0)));
    expect(await tooltip().textContent()).toContain('cell 0');
    expect(await reads()).toBe(1);
  });
});

describe('a click', () => {
  test('selects a neuron, with shift adds and removes, on nothing clears', async () => {
    await click([-20, 100, 0]);
    expect((await selection()).neurons).toEqual([ids[0]]);
    expect(await spoken()).toBe('1 neuron selected');
    await click([-20, 160, 0], 'Shift');
    expect((await selection()).neurons).toEqual([ids[0], ids[2]]);
    await click([-20, 100, 0], 'Control');
    expect((await selection()).neurons).toEqual([ids[2]]);
    expect((await looked()).selected).toEqual([ids[2]]);
    await click([-20, 115, 0]);
    expect(await selection()).toEqual({ neurons: [], synapses: [], nodes: [] });
  });

  test('selects a synapse, and with Alt a node', async () => {
    await click([30, 130, -4]);
    expect(await selection()).toEqual({ neurons: [], synapses: ['9007199254740993'], nodes: [] });
    await click([-38, 100, 0], 'Alt');
    const [node] = (await selection()).nodes;
    expect(node.neuron).toBe(ids[0]);
    expect(Math.abs(node.positionNm[1] - 100_000)).toBeLessThan(50);
  });

  test('twice centres what is there and comes nearer', async () => {
    await page.mouse.dblclick(...(await placeOf(-20, 160, 0)));
    await atRest();
    const { camera } = await looked();
    expect(camera.distance).toBeCloseTo(240_000, 0);
    expect(Math.abs(camera.target[1] - 160_000)).toBeLessThan(100);
  });

  test('a drag turns the scene and selects nothing', async () => {
    const [x, y] = await placeOf(-20, 100, 0);
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 50, y, { steps: 3 });
    await page.mouse.up();
    await atRest();
    expect((await looked()).camera.azimuth).toBeGreaterThan(0.2);
    expect((await selection()).neurons).toEqual([]);
  });
});

describe('an outline', () => {
  test.each([
    ['box', 'b'],
    ['lasso', 'l'],
  ])('drawn as a %s selects what shows inside', async (_, key) => {
    await page.locator('.jp-ConnectomeViewer-canvas').focus();
    await page.keyboard.press(key);
    const corners = [
      [-60, 96],
      [10, 96],
      [10, 137],
      [-60, 137],
      [-60, 97],
    ] as const;
    await page.mouse.move(...(await placeOf(corners[0][0], corners[0][1], 0)));
    await page.mouse.down();
    const way = key === 'b' ? [corners[2]] : corners.slice(1);
    for (const [x, y] of way) await page.mouse.move(...(await placeOf(x, y, 0)), { steps: 2 });
    await page.mouse.up();
    await atRest();
    expect((await selection()).neurons).toEqual([ids[0], ids[1]]);
    await page.keyboard.press('Escape');
    expect(await page.locator('.jp-mod-outlining').count()).toBe(0);
  });
});

describe('fingers', () => {
  type Fingers = readonly (readonly [number, number])[];
  const canvas = () => page.locator('.jp-ConnectomeViewer-canvas');

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
    const [x, y] = await placeOf(-20, 160, 0);
    await touch([[x, y]]);
    await atRest();
    expect((await selection()).neurons).toEqual([ids[2]]);
    expect(await canvas().evaluate(node => node === document.activeElement)).toBe(true);
    await touch([[x, y]], [[x + 30, y]], [[x + 60, y]]);
    await atRest();
    const { camera: turned } = await looked();
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
    await atRest();
    const { camera: zoomed } = await looked();
    expect(zoomed.distance).toBeLessThan(0.7 * turned.distance);
    expect(zoomed.azimuth).toBe(turned.azimuth);
  });

  test('a finger that is held asks what is there', async () => {
    const [x, y] = await placeOf(-20, 160, 0);
    const touches = await page.context().newCDPSession(page);
    await touches.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y, id: 0 }] });
    await tooltip().waitFor();
    expect(await tooltip().textContent()).toContain(ids[2]);
    await touches.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await touches.detach();
    expect((await selection()).neurons).toEqual([]);
  });
});

describe('by the keyboard alone', () => {
  const focus = () => page.locator('.jp-ConnectomeViewer-canvas').focus();

  test('neurons are walked through, told and selected', async () => {
    await focus();
    await page.keyboard.press('n');
    expect(await spoken()).toMatch(/^1 of 3: cell 0, A, depth 100 µm/);
    await page.keyboard.press('n');
    expect(await tooltip().textContent()).toContain('cell 1');
    await page.keyboard.press('Enter');
    expect((await selection()).neurons).toEqual([ids[1]]);
    await page.keyboard.press('Shift+N');
    await page.keyboard.press(' ');
    expect((await selection()).neurons).toEqual([ids[1], ids[0]]);
  });

  test('what is selected is hidden, shown alone, inverted, and all of it taken back', async () => {
    await focus();
    await page.keyboard.press('n');
    await page.keyboard.press('Enter');
    await page.keyboard.press('h');
    expect((await looked()).hidden).toEqual([ids[0]]);
    expect((await selection()).neurons).toEqual([]);
    await page.keyboard.press('Shift+I');
    expect((await selection()).neurons).toEqual([ids[1], ids[2]]);
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    expect((await looked()).hidden).toBeUndefined();
    expect((await selection()).neurons).toEqual([ids[0]]);
    await page.keyboard.press('i');
    expect((await looked()).hidden).toEqual([ids[1], ids[2]]);
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+Shift+Z');
    expect((await looked()).hidden).toEqual([ids[1], ids[2]]);
    await page.keyboard.press('Shift+H');
    expect((await looked()).hidden).toBeUndefined();
  });

  test('one looks from standard sides, rolls, changes the projection, and goes back', async () => {
    await focus();
    const camera = async () => {
      await atRest();
      return (await looked()).camera;
    };
    await page.keyboard.press('5');
    expect((await camera()).elevation).toBeCloseTo(Math.PI / 2, 2);
    await page.keyboard.press('Control+z');
    expect((await camera()).elevation).toBeCloseTo(0, 9);
    await page.keyboard.press('r');
    expect((await camera()).roll).toBeCloseTo(Math.PI / 24, 9);
    await page.keyboard.press('p');
    expect((await camera()).projection).toBeUndefined();
    await page.keyboard.press('Home');
    expect(await camera()).toBeUndefined();
  });

  test('Escape closes what is open, then leaves the view', async () => {
    await focus();
    await page.keyboard.press('?');
    expect(await page.getByRole('dialog', { name: 'Keys and gestures' }).isVisible()).toBe(true);
    await page.keyboard.press('Escape');
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(await page.evaluate(() => document.activeElement?.className)).toContain('canvas');
    await page.keyboard.press('Escape');
    expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);
  });
});

test('the table tells the same, sorts, hides and selects', async () => {
  await page.locator('.jp-ConnectomeViewer-canvas').focus();
  await page.keyboard.press('t');
  const table = page.getByRole('table');
  const rows = () => table.locator('tbody tr').evaluateAll(all => all.map(row => row.querySelector('th')?.textContent));
  expect(await rows()).toEqual(['cell 0', 'cell 1', '<b>cell 2</b>']);
  expect(await table.locator('tbody tr').first().locator('td').allTextContents()).toEqual([
    ids[0],
    'A',
    '11',
    '100',
    '',
    '',
    '',
  ]);
  await table.getByRole('button', { name: 'Type' }).click();
  await table.getByRole('button', { name: 'Type' }).click();
  expect(await rows()).toEqual(['<b>cell 2</b>', 'cell 1', 'cell 0']);
  await table.getByRole('checkbox', { name: 'Show cell 1' }).uncheck();
  await table.getByRole('checkbox', { name: 'Select cell 0' }).check();
  expect(await looked()).toMatchObject({ hidden: [ids[1]], selected: [ids[0]] });
});

test('the table of more than a thousand neurons has pages', async () => {
  const cells = Array.from({ length: 1203 }, (_, n) => cell(n));
  await viewer.show(sceneOf(cells, [skeletons([rod(100_000, 2500)])]), { size });
  await page.locator('.jp-ConnectomeViewer-canvas').focus();
  await page.keyboard.press('t');
  const rows = page.getByRole('table').locator('tbody tr');
  expect(await rows.count()).toBe(1000);
  await page.getByRole('button', { name: 'Next page' }).click();
  expect(await rows.count()).toBe(203);
  expect(await page.locator('.jp-ConnectomeViewer-pageText').textContent()).toBe('1,001–1,203 of 1,203');
  expect(await rows.last().locator('th').textContent()).toBe('cell 1202');
});

test('the legend switches types and items, and shows one alone', async () => {
  const entry = (name: string) => page.locator('.jp-ConnectomeViewer-legendEntry', { hasText: name });
  await entry('B').click();
  expect((await looked()).hidden).toEqual([ids[1]]);
  expect(await entry('B').getAttribute('aria-pressed')).toBe('false');
  await entry('synapses').click();
  expect((await looked()).hiddenItems).toEqual(['points']);
  await entry('C').click({ modifiers: ['Alt'] });
  expect((await looked()).hidden).toEqual([ids[0], ids[1]]);
  await page.locator('.jp-ConnectomeViewer-canvas').focus();
  await page.keyboard.press('Shift+H');
  expect(await entry('B').getAttribute('aria-pressed')).toBe('true');
});

test('a view that is closed listens to nothing any more, and the page has not complained', async () => {
  const count = await page.evaluate(() => {
    const { connectome } = window as unknown as ViewerPageWindow;
    const { view } = connectome;
    const { selection } = view;
    let drawn = 0;
    view._draw = () => {
      drawn += 1;
    };
    connectome.engine.closeView(view);
    connectome.view = undefined;
    selection.set({ neurons: ['864691135396580129'] });
    return drawn;
  });
  expect(count).toBe(0);
  expect(complaints).toEqual([]);
});
