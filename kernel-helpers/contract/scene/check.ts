/** Whether JSON from a notebook is a neuron scene. */

import { checkColorBar } from './check-color-bar.js';
import { checkItem } from './check-items.js';
import { bad, color, id, largestNm, list, number, object, oneOf, text, triple } from './fields.js';
import { SCENE_LIMITS } from './limits.js';
import type { Scene, SceneSource, SceneView } from './scene.js';

/**
 * The value itself, typed, when it is a neuron scene. Everything but the packed arrays' contents is checked: types,
 * ranges, counts that add up, text and array lengths within {@link SCENE_LIMITS}.
 *
 * @throws {FormatError} when it is not; the message and `at` name the field.
 */
export function checkScene(value: unknown): Scene {
  const scene = object(value, 'scene');
  if (scene.version !== 2) {
    throw bad('version', 'is not known', scene.version, '2 (run the cell again, or update jupyterlab-connectome)');
  }
  text(scene.title, 'title');
  text(scene.caption, 'caption');
  if (typeof scene.synthetic !== 'boolean') throw bad('synthetic', 'is not valid', scene.synthetic, 'true or false');
  list(scene.notes, 'notes', SCENE_LIMITS.notes, (note, at) => text(note, at));
  oneOf(scene.axes, 'axes', ['cortex', 'volume']);
  const cells = list(scene.cells, 'cells', SCENE_LIMITS.cells, checkCell);
  const total = { nodes: 0, vertices: 0, triangles: 0, points: 0 };
  const keys = list(scene.items, 'items', SCENE_LIMITS.items, (item, at) => checkItem(item, at, cells.length, total));
  const twice = keys.find((key, i) => keys.indexOf(key) < i);
  if (twice !== undefined) throw bad('items', 'share a key', twice, 'a key for each');
  list(scene.layers, 'layers', SCENE_LIMITS.layers, checkLayer);
  if (scene.colorBar !== undefined) checkColorBar(scene.colorBar, 'colorBar');
  if (scene.colorWords !== undefined) {
    const words = list(scene.colorWords, 'colorWords', SCENE_LIMITS.cells, (word, at) =>
      word === null ? null : text(word, at),
    );
    if (words.length !== cells.length)
      throw bad('colorWords', 'do not fit', words.length, `${cells.length}, one a cell`);
  }
  if (scene.view !== undefined) checkView(scene.view, 'view');
  if (scene.source !== undefined) checkSource(scene.source, 'source');
  if (scene.live !== undefined) text(scene.live, 'live', 200);
  return value as Scene;
}

function checkCell(value: unknown, at: string): void {
  const cell = object(value, at);
  id(cell.id, `${at}.id`);
  text(cell.label, `${at}.label`);
  if (cell.type !== null) text(cell.type, `${at}.type`);
  color(cell.color, `${at}.color`);
}

function checkLayer(value: unknown, at: string): void {
  const layer = object(value, at);
  text(layer.name, `${at}.name`);
  number(layer.depthNm, `${at}.depthNm`, -largestNm, largestNm);
}

/** @throws {FormatError} when it is none. */
export function checkSource(value: unknown, at: string): SceneSource {
  const source = object(value, at);
  triple(source.voxelSizeNm, `${at}.voxelSizeNm`, 1e-3);
  for (const part of ['image', 'segmentation', 'skeletons'] as const) {
    if (source[part] !== undefined) text(source[part], `${at}.${part}`, SCENE_LIMITS.addressLength);
  }
  return value as SceneSource;
}

/** @throws {FormatError} when it is none. */
export function checkView(value: unknown, at: string): SceneView {
  const view = object(value, at);
  if (view.camera !== undefined) checkCamera(view.camera, `${at}.camera`);
  if (view.hidden !== undefined) list(view.hidden, `${at}.hidden`, SCENE_LIMITS.cells, id);
  if (view.selected !== undefined) list(view.selected, `${at}.selected`, SCENE_LIMITS.cells, id);
  if (view.hiddenItems !== undefined) {
    list(view.hiddenItems, `${at}.hiddenItems`, SCENE_LIMITS.items, (key, place) => text(key, place));
  }
  return value as SceneView;
}

function checkCamera(value: unknown, at: string): void {
  const camera = object(value, at);
  triple(camera.target, `${at}.target`);
  number(camera.azimuth, `${at}.azimuth`, -1e6, 1e6);
  number(camera.elevation, `${at}.elevation`, -1e6, 1e6);
  if (camera.roll !== undefined) number(camera.roll, `${at}.roll`, -1e6, 1e6);
  number(camera.distance, `${at}.distance`, 1, largestNm);
  if (camera.projection !== undefined) oneOf(camera.projection, `${at}.projection`, ['perspective', 'orthographic']);
}
