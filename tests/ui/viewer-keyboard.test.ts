/** A view by the keyboard alone. */
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

test('fitting what shows while nothing shows looks at the whole scene and not at a speck of it', async () => {
  await page.evaluate(hidden => {
    const { view } = (window as unknown as ViewerPageWindow).connectome;
    view.setView({ hidden });
  }, ids);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await hand.canvas().focus();
  await page.keyboard.press('0');
  await hand.atRest();
  await page.emulateMedia({ reducedMotion: null });
  expect((await hand.looked()).camera.distance).toBeGreaterThan(100_000);
});

describe('by the keyboard alone', () => {
  const focus = () => hand.canvas().focus();

  test('neurons are walked through, told and selected', async () => {
    await focus();
    await page.keyboard.press('n');
    expect(await hand.spoken()).toMatch(/^1 of 3: cell 0, A, depth 100 µm/);
    await page.keyboard.press('n');
    expect(await hand.tooltip().textContent()).toContain('cell 1');
    await page.keyboard.press('ArrowRight');
    expect(await hand.tooltip().isVisible()).toBe(false);
    await page.keyboard.press('n');
    await page.keyboard.press('Shift+N');
    expect(await hand.tooltip().isVisible()).toBe(true);
    await page.keyboard.press('Enter');
    expect((await hand.selection()).neurons).toEqual([ids[1]]);
    await page.keyboard.press('Shift+N');
    await page.keyboard.press(' ');
    expect((await hand.selection()).neurons).toEqual([ids[1], ids[0]]);
  });

  test('what is selected is hidden, shown alone, inverted, and all of it taken back', async () => {
    await focus();
    await page.keyboard.press('n');
    await page.keyboard.press('Enter');
    await page.keyboard.press('h');
    expect((await hand.looked()).hidden).toEqual([ids[0]]);
    expect((await hand.selection()).neurons).toEqual([]);
    await page.keyboard.press('Shift+I');
    expect((await hand.selection()).neurons).toEqual([ids[1], ids[2]]);
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    expect((await hand.looked()).hidden).toBeUndefined();
    expect((await hand.selection()).neurons).toEqual([ids[0]]);
    await page.keyboard.press('i');
    expect((await hand.looked()).hidden).toEqual([ids[1], ids[2]]);
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+Shift+Z');
    expect((await hand.looked()).hidden).toEqual([ids[1], ids[2]]);
    await page.keyboard.press('Shift+H');
    expect((await hand.looked()).hidden).toBeUndefined();
  });

  test('one looks from standard sides, rolls, changes the projection, and goes back', async () => {
    await focus();
    const camera = async () => {
      await hand.atRest();
      return (await hand.looked()).camera;
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

  test('what the view told is gone with the next key, and what is selected is said again', async () => {
    await focus();
    await page.keyboard.press('n');
    await page.keyboard.press('Enter');
    await page.evaluate(() => (window as unknown as ViewerPageWindow).connectome.view.overlay.tell('Saved cells.png'));
    const status = page.locator('.jp-ConnectomeViewer-status');
    expect(await status.textContent()).toBe('Saved cells.png');
    await page.keyboard.press('ArrowRight');
    expect(await status.textContent()).toBe('1 neuron selected');
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
