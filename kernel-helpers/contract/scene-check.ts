/** Whether JSON from a notebook is a neuron scene. */

import { FormatError } from '../errors.js';
import { packedLengthLimit } from './bytes.js';
import type { NeuronScene, PackedNodes, SceneCamera, SceneLayer, SceneNeuron } from './scene.js';

/** The most a scene may hold: about what a browser draws, and far from what would fill its memory. */
export const SCENE_LIMITS = { nodes: 2_000_000, neurons: 100_000, layers: 100, textLength: 10_000 } as const;

const largestNm = 1e12;

/**
 * The value itself, typed, when it is a neuron scene. Everything but the packed arrays' contents is checked: types,
 * ranges, node counts that add up, text and array lengths within {@link SCENE_LIMITS}.
 *
 * @throws {FormatError} when it is not; the message and `at` name the field.
 */
export function checkScene(value: unknown): NeuronScene {
  const scene = object(value, 'scene');
  if (scene.version !== 1) {
    throw bad('version', 'is not known', scene.version, '1 (a newer version of jupyterlab-connectome may read it)');
  }
  text(scene.title, 'title');
  text(scene.caption, 'caption');
  if (typeof scene.synthetic !== 'boolean') throw bad('synthetic', 'is not valid', scene.synthetic, 'true or false');
  const neurons = list(scene.neurons, 'neurons', SCENE_LIMITS.neurons, checkNeuron);
  list(scene.layers, 'layers', SCENE_LIMITS.layers, checkLayer);
  if (scene.camera !== undefined) checkCamera(scene.camera);
  const packed = checkPacked(scene.packed);
  const sum = neurons.reduce((nodes, neuron) => nodes + neuron.nodeCount, 0);
  if (sum !== packed.nodeCount) throw bad('neurons', 'do not add up', `${sum} nodes`, `${packed.nodeCount}`);
  return value as NeuronScene;
}

function checkNeuron(value: unknown, at: string): SceneNeuron {
  const neuron = object(value, at);
  if (typeof neuron.id !== 'string' || !/^-?\d{1,20}$/.test(neuron.id)) {
    throw bad(`${at}.id`, 'is not valid', neuron.id, 'a 64-bit id as a decimal string');
  }
  text(neuron.label, `${at}.label`);
  if (neuron.type !== null) text(neuron.type, `${at}.type`);
  if (typeof neuron.color !== 'string' || !/^#[0-9a-f]{6}$/i.test(neuron.color)) {
    throw bad(`${at}.color`, 'is not valid', neuron.color, '#rrggbb');
  }
  count(neuron.nodeCount, `${at}.nodeCount`, 0);
  return value as SceneNeuron;
}

function checkLayer(value: unknown, at: string): SceneLayer {
  const layer = object(value, at);
  text(layer.name, `${at}.name`);
  number(layer.depthNm, `${at}.depthNm`, -largestNm, largestNm);
  return value as SceneLayer;
}

function checkCamera(value: unknown): SceneCamera {
  const camera = object(value, 'camera');
  triple(camera.target, 'camera.target', -largestNm);
  number(camera.azimuth, 'camera.azimuth', -1e6, 1e6);
  number(camera.elevation, 'camera.elevation', -1e6, 1e6);
  number(camera.distance, 'camera.distance', 1, largestNm);
  return value as SceneCamera;
}

function checkPacked(value: unknown): PackedNodes {
  const packed = object(value, 'packed');
  const nodeCount = count(packed.nodeCount, 'packed.nodeCount', 1);
  triple(packed.originNm, 'packed.originNm', -largestNm);
  triple(packed.stepNm, 'packed.stepNm', 0);
  const smallest = number(packed.radiusMinNm, 'packed.radiusMinNm', 1e-3, largestNm);
  number(packed.radiusMaxNm, 'packed.radiusMaxNm', smallest, largestNm);
  for (const [field, bytes] of [
    ['positions', 6],
    ['radii', 1],
    ['parents', 4],
    ['compartments', 1],
  ] as const) {
    text(packed[field], `packed.${field}`, packedLengthLimit(bytes * nodeCount));
  }
  return value as PackedNodes;
}

function object(value: unknown, at: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw bad(at, 'is not valid', value, 'an object');
  }
  return value as Record<string, unknown>;
}

function text(value: unknown, at: string, longest: number = SCENE_LIMITS.textLength): void {
  if (typeof value !== 'string') throw bad(at, 'is not valid', value, 'a string');
  if (value.length > longest) throw bad(at, 'is too long', `${value.length} characters`, `at most ${longest}`);
}

function list<T>(value: unknown, at: string, most: number, check: (item: unknown, at: string) => T): T[] {
  if (!Array.isArray(value)) throw bad(at, 'is not valid', value, 'an array');
  if (value.length > most) throw bad(at, 'is too long', `${value.length} entries`, `at most ${most}`);
  return value.map((item, i) => check(item, `${at}[${i}]`));
}

function number(value: unknown, at: string, least: number, most: number): number {
  if (typeof value !== 'number' || !(value >= least && value <= most)) {
    throw bad(at, 'is out of range', value, `a number from ${least} to ${most}`);
  }
  return value;
}

function count(value: unknown, at: string, least: number): number {
  const whole = number(value, at, least, SCENE_LIMITS.nodes);
  if (!Number.isInteger(whole)) throw bad(at, 'is not valid', value, 'a whole number');
  return whole;
}

function triple(value: unknown, at: string, least: number): void {
  if (!Array.isArray(value) || value.length !== 3) throw bad(at, 'is not valid', value, 'three numbers');
  value.forEach((item, k) => {
    number(item, `${at}[${k}]`, least, largestNm);
  });
}

function bad(at: string, what: string, received: unknown, expected: string): FormatError {
  const shown = typeof received === 'string' ? received : (JSON.stringify(received) ?? String(received));
  const brief = shown.length > 60 ? `${shown.slice(0, 57)}...` : shown;
  return new FormatError(`neuron scene ${at} ${what}: received ${brief}, expected ${expected}`, {
    format: 'neuron scene',
    at,
  });
}
