/** Binary glTF files, as small as they can be. */

/** A triangle with a corner at 0 and sides of `metres` along x and y. */
export const triangle = (metres: number): Float32Array => Float32Array.of(0, 0, 0, metres, 0, 0, 0, metres, 0);

/** glTF of one mesh of these corners, which one node of one scene shows; `change` may say otherwise. */
export function glb(corners: Float32Array, change: Readonly<Record<string, unknown>> = {}): Uint8Array {
  return glbOf(
    {
      asset: { version: '2.0' },
      buffers: [{ byteLength: corners.byteLength }],
      bufferViews: [{ buffer: 0, byteLength: corners.byteLength }],
      accessors: [{ bufferView: 0, componentType: 5126, type: 'VEC3', count: corners.length / 3, ...extent(corners) }],
      meshes: [{ primitives: [{ attributes: { POSITION: 0 } }] }],
      nodes: [{ mesh: 0 }],
      scenes: [{ nodes: [0] }],
      scene: 0,
      ...change,
    },
    corners,
  );
}

function extent(corners: Float32Array): Readonly<Record<'min' | 'max', number[]>> {
  const [min, max] = [Math.min, Math.max].map(of =>
    [0, 1, 2].map(k => corners.reduce((found, value, i) => (i % 3 === k ? of(found, value) : found), corners[k])),
  );
  return { min, max };
}

function glbOf(json: object, corners: Float32Array): Uint8Array {
  const text = new TextEncoder().encode(JSON.stringify(json));
  const padded = new Uint8Array(4 * Math.ceil(text.length / 4)).fill(32);
  padded.set(text);
  const length = 12 + 8 + padded.length + 8 + corners.byteLength;
  const words = (...values: number[]): Uint8Array => new Uint8Array(Uint32Array.from(values).buffer);
  const file = Buffer.concat([
    words(0x46546c67, 2, length, padded.length, 0x4e4f534a),
    padded,
    words(corners.byteLength, 0x004e4942),
    new Uint8Array(corners.buffer),
  ]);
  return new Uint8Array(file);
}
