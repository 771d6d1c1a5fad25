import { expect, test } from 'vitest';
import { jupyterDisplay } from '../../kernel-helpers/contract/mime.js';
import { InvalidArgumentError } from '../../kernel-helpers/errors.js';
import * as neuroglancer from '../../kernel-helpers/kernel/neuroglancer.js';
import { neuroglancerStore } from '../../kernel-helpers/kernel/neuroglancer-store.js';

const cell = 864691135571546917n;

test('a view, a link and a state open the same', () => {
  const { state, url } = neuroglancer.open({ ids: [cell], layout: 'xy' });
  expect(neuroglancerStore.current).toBe(state);
  expect(url).toMatch(/^https:\/\/neuroglancer-demo\.appspot\.com\/#!%7B/);
  expect(neuroglancer.open(url ?? '').state).toEqual(state);
  expect(neuroglancer.open(state).state).toBe(state);
  expect(neuroglancer.state()).toBe(state);
  expect(neuroglancer.view()?.ids).toEqual([cell]);
});

test('what the tab shows is read as any state', () => {
  neuroglancerStore.open({});
  neuroglancerStore.takeWanted();
  neuroglancerStore.told({ position: [1, 2, 3], layers: [] });
  expect(neuroglancer.view({ voxelSizeNm: [4, 4, 40] })?.positionNm).toEqual([4, 8, 120]);
  neuroglancerStore.told(null);
  expect([neuroglancer.state(), neuroglancer.view()]).toEqual([undefined, undefined]);
});

test('the result shows a link, but not to a folder that others do not have', async () => {
  const shown = await neuroglancer.open({ ids: [cell], title: '<b>' })[jupyterDisplay]();
  expect(shown['text/plain']).toMatch(/^Neuroglancer tab: 1 segment\nhttps:/);
  expect(shown['text/html']).toMatch(/^<p>Neuroglancer tab: 1 segment · <a href="https:[^"<>]*" target="_blank"/);
  const local = neuroglancer.open({ source: { voxelSizeNm: [4, 4, 40], image: 'data/em' } });
  expect(local.url).toBeUndefined();
  expect(await local[jupyterDisplay]()).toEqual({ 'text/plain': 'Neuroglancer tab: 0 segments' });
});

test('nothing to show is refused', () => {
  for (const nothing of [null, 7, undefined]) {
    expect(() => neuroglancer.open(nothing as never)).toThrow(InvalidArgumentError);
  }
});
