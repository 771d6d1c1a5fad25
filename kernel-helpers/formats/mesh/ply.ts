import type { Mesh } from '../../core/mesh.js';
import { FormatError, UnsupportedError } from '../../errors.js';
import { GrowingUint32 } from './growing-array.js';
import { checkMesh, type MeshFileOptions, nmPerUnit, type WriteMeshOptions } from './mesh-units.js';
import { PLY_BYTES, type PlyElement, type PlyProperty, readPlyHeader } from './ply-header.js';
import { numberAt, type PlyNumbers, plyNumbers } from './ply-numbers.js';

const CORNERS = ['vertex_indices', 'vertex_index'];

/**
 * The triangles of a PLY file (text, or binary in either byte order), as a {@link Mesh} in nanometres.
 *
 * Read are `x`, `y` and `z` of the element `vertex`, of any type, and the list `vertex_indices` (or `vertex_index`) of
 * the element `face`; every other property and element is passed over. Polygons become fans of triangles around their
 * first corner, which is right for convex ones. A file without faces is a mesh of points alone, of no triangles.
 *
 * @throws {FormatError} `ply <file> line <n> …` for the header and for text, `ply <file> byte <n> …` for binary.
 * @throws {UnsupportedError} for triangle strips.
 * @throws {InvalidArgumentError} for a unit that is not one.
 * @source http://paulbourke.net/dataformats/ply/
 * @example
 * const mesh = meshes.parseObj('v 0 0 0\nv 8 0 0\nv 8 8 0\nf 1 2 3\n', { units: 'nm' });
 * const bytes = meshes.writePly(mesh, { units: 'nm' });
 * meshes.parsePly(bytes, { units: 'nm' }).positionsNm[3]; // 8
 */
export function parsePly(bytes: Uint8Array, options: MeshFileOptions): Mesh {
  const scale = nmPerUnit(options.units, 'parsePly');
  const { file } = options;
  const header = readPlyHeader(bytes, file);
  const numbers = plyNumbers(bytes, header, file);
  const headerFault = (problem: string): FormatError =>
    new FormatError(`${file === undefined ? 'ply' : `ply ${file}`} header ${problem}`, {
      format: 'ply',
      at: 'header',
      file,
    });
  const vertices = header.elements.find(element => element.name === 'vertex');
  if (!vertices || vertices.count === 0) {
    throw headerFault(`has no vertices: received ${vertices ? 'none' : 'no element vertex'}, expected some`);
  }
  if (header.elements.some(element => element.name === 'tristrips' && element.count > 0)) {
    throw new UnsupportedError(
      `ply ${file ?? ''} holds triangle strips, which this library does not read: received element tristrips, expected face`,
      { feature: 'ply triangle strips' },
    );
  }
  const axes = ['x', 'y', 'z'].map(name => {
    const index = vertices.properties.findIndex(property => property.name === name && !property.lengthType);
    if (index < 0) throw headerFault(`has vertices without ${name}: received no such property, expected x, y and z`);
    return index;
  });

  let positionsNm: Float32Array = new Float32Array();
  let triangles: Uint32Array = new Uint32Array();
  for (const element of header.elements) {
    numbers.need(element);
    if (element === vertices) positionsNm = readVertices(numbers, element, axes, scale);
    else if (element.name === 'face')
      triangles = readFaces(numbers, element, vertices.count, bytes.length, headerFault);
    // rows of nothing are not counted through, however many there are said to be
    else if (element.properties.length > 0) {
      for (let i = 0; i < element.count; i++) readRow(numbers, element);
    }
  }
  numbers.end();
  return { vertexCount: vertices.count, triangleCount: triangles.length / 3, positionsNm, triangles };
}

function readVertices(numbers: PlyNumbers, element: PlyElement, axes: readonly number[], scale: number): Float32Array {
  const { count, properties } = element;
  const positions = new Float32Array(3 * count);
  const { binary } = numbers;
  const isFixed = properties.every(property => !property.lengthType);
  if (binary && isFixed) {
    const { view, little } = binary;
    const offsetOf = (index: number): number =>
      properties.slice(0, index).reduce((sum, { type }) => sum + PLY_BYTES[type], 0);
    const stride = offsetOf(properties.length);
    for (let k = 0; k < 3; k++) {
      const { type } = properties[axes[k]];
      let at = binary.at + offsetOf(axes[k]);
      if (type === 'float32') {
        for (let i = k; i < positions.length; i += 3, at += stride) positions[i] = view.getFloat32(at, little) * scale;
      } else {
        for (let i = k; i < positions.length; i += 3, at += stride) {
          positions[i] = numberAt(view, at, type, little) * scale;
        }
      }
    }
    binary.at += count * stride;
  } else {
    for (let i = 0; i < count; i++) {
      readRow(numbers, element, (index, value) => {
        if (index === axes[0]) positions[3 * i] = value * scale;
        else if (index === axes[1]) positions[3 * i + 1] = value * scale;
        else if (index === axes[2]) positions[3 * i + 2] = value * scale;
      });
    }
  }
  for (let i = 0; i < positions.length; i++) {
    if (Number.isFinite(positions[i])) continue;
    const vertex = Math.floor(i / 3);
    throw numbers.fault(
      `${'xyz'[i % 3]} of vertex ${vertex} is not finite: received ${positions[i]} nm, expected a number`,
    );
  }
  return positions;
}

function readFaces(
  numbers: PlyNumbers,
  element: PlyElement,
  vertexCount: number,
  byteLength: number,
  headerFault: (problem: string) => FormatError,
): Uint32Array {
  const corners = element.properties.findIndex(({ name, lengthType }) => CORNERS.includes(name) && lengthType);
  if (element.count === 0) return new Uint32Array();
  if (corners < 0) throw headerFault('has faces without corners: received no list vertex_indices, expected one');
  const property = element.properties[corners];
  if (!property.type.includes('int')) {
    throw headerFault(`has corners that are no integers: received ${property.type}, expected int or uint`);
  }
  // A face of no corners takes hardly any bytes, and is an error: room is made for as many as can have three.
  const least = numbers.binary
    ? PLY_BYTES[property.lengthType ?? 'uint8'] + 3 * PLY_BYTES[property.type]
    : '3 0 0 0\n'.length;
  const triangles = new GrowingUint32(3 * Math.min(element.count, Math.ceil(byteLength / least)));
  for (let i = readTriangles(numbers, element, vertexCount, triangles); i < element.count; i++) {
    for (const [index, other] of element.properties.entries()) {
      if (index === corners) readPolygon(numbers, property, vertexCount, triangles);
      else readProperty(numbers, other, index);
    }
  }
  return triangles.finish();
}

/**
 * Reads the faces of nearly every binary file, `uchar` and three `int` each, up to the first that is another or wrong.
 * Gives how many.
 */
function readTriangles(
  { binary }: PlyNumbers,
  { count, properties }: PlyElement,
  vertexCount: number,
  triangles: GrowingUint32,
): number {
  const [{ type, lengthType }] = properties;
  if (!binary || properties.length > 1 || lengthType !== 'uint8' || (type !== 'int32' && type !== 'uint32')) return 0;
  const { view, little } = binary;
  for (let i = 0; i < count; i++) {
    const at = binary.at;
    if (at + 13 > view.byteLength || view.getUint8(at) !== 3) return i;
    const a = view.getUint32(at + 1, little);
    const b = view.getUint32(at + 5, little);
    const c = view.getUint32(at + 9, little);
    if (a >= vertexCount || b >= vertexCount || c >= vertexCount) return i;
    triangles.push(a, b, c);
    binary.at = at + 13;
  }
  return count;
}

function readPolygon(numbers: PlyNumbers, property: PlyProperty, vertexCount: number, triangles: GrowingUint32): void {
  const { type, lengthType } = property;
  const what = 'a face';
  const count = numbers.next(lengthType ?? 'uint8', what);
  if (count < 3) throw numbers.fault(`face has too few corners: received ${count}, expected 3 or more`);
  const corner = (): number => {
    const vertex = numbers.next(type, what);
    if (vertex >= 0 && vertex < vertexCount) return vertex;
    throw numbers.fault(`corner is not a vertex: received ${vertex}, expected 0 to ${vertexCount - 1}`);
  };
  const first = corner();
  let last = corner();
  for (let i = 2; i < count; i++) {
    const next = corner();
    triangles.push(first, last, next);
    last = next;
  }
}

type Visit = (property: number, value: number) => void;

/** Reads a row; gives the numbers that are no lists to `visit`. */
function readRow(numbers: PlyNumbers, element: PlyElement, visit?: Visit): void {
  for (let p = 0; p < element.properties.length; p++) readProperty(numbers, element.properties[p], p, visit);
}

function readProperty(numbers: PlyNumbers, property: PlyProperty, index: number, visit?: Visit): void {
  const { name, type, lengthType } = property;
  if (lengthType === undefined) {
    const value = numbers.next(type, name);
    visit?.(index, value);
    return;
  }
  const length = numbers.next(lengthType, name);
  if (length < 0) throw numbers.fault(`list ${name} has a wrong length: received ${length}, expected 0 or more`);
  for (let i = 0; i < length; i++) numbers.next(type, name);
}

/**
 * The bytes of a binary, little-endian PLY file of `mesh`: float x, y, z and lists of three corners. With `nm`,
 * {@link parsePly} gives back the same arrays; with `um`, positions are rounded once to single precision.
 *
 * @throws {InvalidArgumentError} for a mesh that breaks its own promises, or a unit that is not one.
 * @source http://paulbourke.net/dataformats/ply/
 * @example
 * const mesh = meshes.parseObj('v 0 0 0\nv 8 0 0\nv 8 8 0\nf 1 2 3\n', { units: 'nm' });
 * meshes.writePly(mesh, { units: 'um' }).length; // 237
 */
export function writePly(mesh: Mesh, options: WriteMeshOptions): Uint8Array {
  const scale = nmPerUnit(options.units, 'writePly');
  checkMesh(mesh, 'writePly');
  const { vertexCount, triangleCount, positionsNm, triangles } = mesh;
  const header = new TextEncoder().encode(
    [
      'ply',
      'format binary_little_endian 1.0',
      `comment units: ${options.units}`,
      `element vertex ${vertexCount}`,
      'property float x',
      'property float y',
      'property float z',
      `element face ${triangleCount}`,
      'property list uchar uint vertex_indices',
      'end_header\n',
    ].join('\n'),
  );
  const bytes = new Uint8Array(header.length + 12 * vertexCount + 13 * triangleCount);
  bytes.set(header);
  const view = new DataView(bytes.buffer);
  let at = header.length;
  for (let i = 0; i < positionsNm.length; i++, at += 4) view.setFloat32(at, positionsNm[i] / scale, true);
  for (let i = 0; i < triangles.length; i += 3, at += 13) {
    view.setUint8(at, 3);
    for (let k = 0; k < 3; k++) view.setUint32(at + 1 + 4 * k, triangles[i + k], true);
  }
  return bytes;
}
