import type { Mesh } from '../../core/mesh.js';

/**
 * The mesh with vertices at exactly the same place joined into one, the first of them, so that surfaces that were
 * stored in pieces hang together. Positions are compared as float32 numbers, 0 and -0 alike; triangles stay as many as
 * they were and in their order. O(vertices + triangles).
 *
 * @example
 * import { weldVertices } from 'connectome-helpers/dist/io/mesh/weld-vertices.js';
 * const pieces = {
 *   vertexCount: 6,
 *   triangleCount: 2,
 *   positionsNm: Float32Array.of(0, 0, 0, 8, 0, 0, 0, 8, 0, 8, 0, 0, 0, 8, 0, 8, 8, 0),
 *   triangles: Uint32Array.of(0, 1, 2, 3, 5, 4),
 * };
 * weldVertices(pieces).vertexCount; // 4
 */
export function weldVertices(mesh: Mesh): Mesh {
  const { vertexCount, positionsNm } = mesh;
  // + 0 makes 0 of -0, so that equal numbers have equal bits
  const places = positionsNm.map(value => value + 0);
  const bits = new Uint32Array(places.buffer);
  const slots = new Uint32Array(2 ** Math.ceil(Math.log2(2 * vertexCount + 2))); // 1 + a kept vertex; 0: free
  const mask = slots.length - 1;
  const newIndex = new Uint32Array(vertexCount);
  const keptBits = new Uint32Array(3 * vertexCount);
  let kept = 0;
  for (let vertex = 0; vertex < vertexCount; vertex++) {
    const x = bits[3 * vertex];
    const y = bits[3 * vertex + 1];
    const z = bits[3 * vertex + 2];
    let slot = mix(x, y, z) & mask;
    for (; slots[slot] !== 0; slot = (slot + 1) & mask) {
      const at = 3 * (slots[slot] - 1);
      if (keptBits[at] === x && keptBits[at + 1] === y && keptBits[at + 2] === z) break;
    }
    if (slots[slot] === 0) {
      keptBits[3 * kept] = x;
      keptBits[3 * kept + 1] = y;
      keptBits[3 * kept + 2] = z;
      slots[slot] = ++kept;
    }
    newIndex[vertex] = slots[slot] - 1;
  }
  if (kept === vertexCount) return mesh;
  return {
    vertexCount: kept,
    triangleCount: mesh.triangleCount,
    positionsNm: new Float32Array(keptBits.slice(0, 3 * kept).buffer),
    triangles: mesh.triangles.map(corner => newIndex[corner]),
  };
}

/** Coordinates of neighbours differ in few bits, and in high ones: each step spreads them over the word. */
function mix(x: number, y: number, z: number): number {
  let h = Math.imul(x ^ (x >>> 15), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13) ^ y, 0xc2b2ae35);
  h = Math.imul(h ^ (h >>> 16) ^ z, 0x27d4eb2f);
  h = Math.imul(h ^ (h >>> 15), 0x165667b1);
  return (h ^ (h >>> 13)) >>> 0;
}
