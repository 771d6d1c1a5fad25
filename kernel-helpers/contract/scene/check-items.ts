/** Checks of a scene's items. */

import { packedLengthLimit } from '../bytes.js';
import { checkColorBar } from './check-color-bar.js';
import { bad, color, count, largestNm, list, number, object, oneOf, text, triple } from './fields.js';
import { SCENE_LIMITS } from './limits.js';

/** How much the items so far hold together; limits are for the whole scene. */
export interface SceneTotal {
  nodes: number;
  vertices: number;
  triangles: number;
  points: number;
}

/**
 * The key of an item that is one.
 *
 * @throws {FormatError} when it is not.
 */
export function checkItem(value: unknown, at: string, cellCount: number, total: SceneTotal): string {
  const item = object(value, at);
  const kind = oneOf(item.kind, `${at}.kind`, ['skeletons', 'meshes', 'points', 'box']);
  const key = text(item.key, `${at}.key`, 200);
  text(item.name, `${at}.name`);
  if (kind === 'box') checkBox(item, at);
  else number(item.opacity, `${at}.opacity`, 0, 1);
  if (kind === 'skeletons') checkSkeletons(item, at, cellCount, total);
  if (kind === 'meshes') checkMeshes(item, at, cellCount, total);
  if (kind === 'points') checkPoints(item, at, total);
  return key;
}

function checkBox(box: Record<string, unknown>, at: string): void {
  if (box.color !== null) color(box.color, `${at}.color`);
  triple(box.minNm, `${at}.minNm`);
  triple(box.maxNm, `${at}.maxNm`);
}

function checkSkeletons(item: Record<string, unknown>, at: string, cellCount: number, total: SceneTotal): void {
  number(item.radiusScale, `${at}.radiusScale`, 0, 1e6);
  let sum = 0;
  list(item.trees, `${at}.trees`, SCENE_LIMITS.cells, (value, place) => {
    const tree = object(value, place);
    count(tree.cell, `${place}.cell`, 0, cellCount - 1);
    sum += count(tree.nodeCount, `${place}.nodeCount`, 0, SCENE_LIMITS.nodes);
  });
  const packed = object(item.packed, `${at}.packed`);
  const nodeCount = count(packed.nodeCount, `${at}.packed.nodeCount`, 1, SCENE_LIMITS.nodes);
  if (sum !== nodeCount) throw bad(`${at}.trees`, 'do not add up', `${sum} nodes`, `${nodeCount}`);
  add(total, 'nodes', nodeCount, at);
  triple(packed.originNm, `${at}.packed.originNm`);
  triple(packed.stepNm, `${at}.packed.stepNm`, 0);
  const smallest = number(packed.radiusMinNm, `${at}.packed.radiusMinNm`, 1e-3, largestNm);
  number(packed.radiusMaxNm, `${at}.packed.radiusMaxNm`, smallest, largestNm);
  for (const [field, bytes] of [
    ['positions', 6],
    ['radii', 1],
    ['parents', 4],
    ['compartments', 1],
  ] as const) {
    packedText(packed[field], `${at}.packed.${field}`, bytes * nodeCount);
  }
  checkPaint(item.paint, `${at}.paint`, nodeCount);
}

function checkMeshes(item: Record<string, unknown>, at: string, cellCount: number, total: SceneTotal): void {
  const sum = checkMeshParts(item.parts, `${at}.parts`, cellCount);
  add(total, 'vertices', sum.vertices, at);
  add(total, 'triangles', sum.triangles, at);
  const packed = object(item.packed, `${at}.packed`);
  packedText(packed.vertices, `${at}.packed.vertices`, sum.vertexBytes);
  packedText(packed.indices, `${at}.packed.indices`, sum.indexBytes);
  checkPaint(item.paint, `${at}.paint`, sum.vertices);
}

/**
 * What surfaces hold together.
 *
 * @throws {FormatError} when one of them is none.
 */
export function checkMeshParts(
  parts: unknown,
  at: string,
  cellCount: number,
): Record<'vertices' | 'triangles' | 'vertexBytes' | 'indexBytes', number> {
  const sum = { vertices: 0, triangles: 0, vertexBytes: 0, indexBytes: 0 };
  list(parts, at, SCENE_LIMITS.cells, (value, place) => {
    const part = object(value, place);
    count(part.cell, `${place}.cell`, 0, cellCount - 1);
    const vertices = count(part.vertexCount, `${place}.vertexCount`, 0, SCENE_LIMITS.vertices);
    const triangles = count(part.triangleCount, `${place}.triangleCount`, 0, SCENE_LIMITS.triangles);
    sum.vertices += vertices;
    sum.triangles += triangles;
    triple(part.originNm, `${place}.originNm`);
    triple(part.stepNm, `${place}.stepNm`, 0);
    // Of meshopt's encodings: at worst a little over the plain bytes, at best a byte a triangle.
    sum.vertexBytes += count(part.vertexBytes, `${place}.vertexBytes`, 0, 1024 + 9 * vertices);
    sum.indexBytes += count(part.indexBytes, `${place}.indexBytes`, triangles, 1024 + 16 * triangles);
    if (part.fullTriangleCount !== undefined) count(part.fullTriangleCount, `${place}.fullTriangleCount`, 0, 1e12);
  });
  return sum;
}

function checkPoints(item: Record<string, unknown>, at: string, total: SceneTotal): void {
  oneOf(item.role, `${at}.role`, ['synapses', 'somata', 'points']);
  number(item.radiusNm, `${at}.radiusNm`, 0, largestNm);
  if (item.color !== null) color(item.color, `${at}.color`);
  const packed = object(item.packed, `${at}.packed`);
  const points = count(packed.count, `${at}.packed.count`, 0, SCENE_LIMITS.points);
  add(total, 'points', points, at);
  triple(packed.originNm, `${at}.packed.originNm`);
  triple(packed.stepNm, `${at}.packed.stepNm`, 0);
  packedText(packed.positions, `${at}.packed.positions`, 6 * points);
  for (const [field, bytes] of [
    ['ids', 8],
    ['partners', 8],
    ['cells', 4],
    ['sides', 1],
  ] as const) {
    if (packed[field] !== undefined) packedText(packed[field], `${at}.packed.${field}`, bytes * points);
  }
  if (packed.radii !== undefined) {
    const radii = object(packed.radii, `${at}.packed.radii`);
    const smallest = number(radii.minNm, `${at}.packed.radii.minNm`, 1e-3, largestNm);
    number(radii.maxNm, `${at}.packed.radii.maxNm`, smallest, largestNm);
    packedText(radii.codes, `${at}.packed.radii.codes`, points);
  }
  checkPaint(item.paint, `${at}.paint`, points);
}

function checkPaint(value: unknown, at: string, length: number): void {
  if (value === undefined) return;
  const paint = object(value, at);
  packedText(paint.codes, `${at}.codes`, length);
  const colors = list(paint.colors, `${at}.colors`, 256, color);
  if (colors.length === 0) throw bad(`${at}.colors`, 'is empty', 0, 'at least one color');
  if (paint.labels !== undefined) {
    const labels = list(paint.labels, `${at}.labels`, 256, (label, place) => text(label, place));
    if (labels.length !== colors.length) {
      throw bad(`${at}.labels`, 'do not fit', `${labels.length} labels`, `${colors.length}, one a color`);
    }
  }
  if (paint.bar !== undefined) checkColorBar(paint.bar, `${at}.bar`);
}

function packedText(value: unknown, at: string, bytes: number): void {
  text(value, at, packedLengthLimit(bytes));
}

function add(total: SceneTotal, what: keyof SceneTotal, by: number, at: string): void {
  total[what] += by;
  if (total[what] > SCENE_LIMITS[what]) {
    throw bad(at, 'holds too much', `${total[what]} ${what}`, `at most ${SCENE_LIMITS[what]}`);
  }
}
