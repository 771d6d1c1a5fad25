/** What stands beside a view's picture, its table and its legend, and what is left of it when it is closed. */
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { Hand, ids, size } from './viewer/hand.js';
import { cell, rod, sceneOf, skeletons } from './viewer/scenes.js';
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

test('the table tells the same, sorts, hides and selects', async () => {
  await hand.canvas().focus();
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
  expect(await hand.looked()).toMatchObject({ hidden: [ids[1]], selected: [ids[0]] });
});

test('the table of more than a thousand neurons has pages', async () => {
  const cells = Array.from({ length: 1203 }, (_, n) => cell(n));
  await hand.viewer.show(sceneOf(cells, [skeletons([rod(100_000, 2500)])]), { size });
  await hand.canvas().focus();
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
  // This view is a narrow one.
  expect(await entry('B').isVisible()).toBe(false);
  await page.getByRole('button', { name: 'Legend', expanded: false }).click();
  await entry('B').click();
  expect((await hand.looked()).hidden).toEqual([ids[1]]);
  expect(await entry('B').getAttribute('aria-pressed')).toBe('false');
  await entry('synapses').click();
  expect((await hand.looked()).hiddenItems).toEqual(['points']);
  await entry('C').click({ modifiers: ['Alt'] });
  expect((await hand.looked()).hidden).toEqual([ids[0], ids[1]]);
  await hand.canvas().focus();
  await page.keyboard.press('Shift+H');
  expect(await entry('B').getAttribute('aria-pressed')).toBe('true');
});

test('a view that is closed listens to nothing any more', async () => {
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
});
