import type { Mesh } from '../../core/mesh.js';
import { FormatError, UnsupportedError } from '../../errors.js';
import { ByteTokens } from '../text/byte-tokens.js';
import { shortestDecimal } from '../text/shortest-decimal.js';
import { GrowingFloat32, GrowingUint32 } from './growing-array.js';
import { checkMesh, type MeshFileOptions, nmPerUnit, type WriteMeshOptions } from './mesh-units.js';

/** Statements that say nothing about where triangles are: texture, normals, groups, materials, points and lines. */
const PASSED_OVER = new Set(
  'vt vn vp g o s mg usemtl mtllib usemap maplib l p bevel c_interp d_interp lod shadow_obj trace_obj'.split(' '),
);
/** Curved surfaces, whose triangles would be missing. */
const CURVED = new Set(
  'cstype deg bmat step curv curv2 surf parm trim hole scrv sp end con ctech stech call csh'.split(' '),
);

/**
 * The triangles of a Wavefront OBJ file, as a {@link Mesh} in nanometres. Takes the file's bytes (fastest) or its text.
 *
 * Read are `v` (its first three numbers; weights and colours behind them are passed over) and `f`: corners as `1`,
 * `1/2`, `1//3` or `1/2/3` of which the first number counts, from 1, or backwards from -1. Polygons become fans of
 * triangles around their first corner, which is right for convex ones. Everything becomes one mesh: groups, objects,
 * smoothing, materials, texture and normals are passed over, points and lines too. A backslash joins lines.
 *
 * @throws {FormatError} `obj <file> line <n> …` for a number, corner or keyword that is wrong.
 * @throws {UnsupportedError} for curves and surfaces.
 * @throws {InvalidArgumentError} for a unit that is not one.
 * @source http://paulbourke.net/dataformats/obj/
 * @example
 * const mesh = meshes.parseObj('v 0 0 0\nv 1 0 0\nv 1 1 0\nv 0 1 0\nf 1 2 3 4\n', { units: 'um' });
 * mesh.triangles; // Uint32Array [0, 1, 2, 0, 2, 3]
 */
export function parseObj(data: string | Uint8Array, options: MeshFileOptions): Mesh {
  const scale = nmPerUnit(options.units, 'parseObj');
  const { file } = options;
  const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data;
  const tokens = new ByteTokens(bytes);
  const where = file === undefined ? 'obj' : `obj ${file}`;
  const fault = (offset: number, problem: string): FormatError => {
    const at = `line ${tokens.lineAt(offset)}`;
    return new FormatError(`${where} ${at} ${problem}`, { format: 'obj', at, file });
  };
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) tokens.at = 3;

  const positions = new GrowingFloat32();
  const triangles = new GrowingUint32();
  let largest = 0;
  let largestAt = 0;
  for (; tokens.at < tokens.end; tokens.nextLine()) {
    if (!tokens.skipInLine()) continue;
    const start = tokens.at;
    if (bytes[start] === 35 /* # */) continue;
    const keyword = tokens.word();
    if (keyword === 'v') {
      const x = coordinate();
      const y = coordinate();
      positions.push(x, y, coordinate());
    } else if (keyword === 'f') {
      const first = corner();
      let last = corner();
      let count = 2;
      for (; tokens.skipInLine(); count++) {
        if (bytes[tokens.at] === 35) break;
        const next = corner();
        triangles.push(first, last, next);
        last = next;
      }
      if (count < 3) throw fault(start, `face has too few corners: received ${count}, expected 3 or more`);
    } else if (CURVED.has(keyword)) {
      throw new UnsupportedError(
        `${where} line ${tokens.lineAt(start)} describes a curve or surface: received ${keyword}, expected vertices and faces`,
        { feature: 'obj curves and surfaces' },
      );
    } else if (!PASSED_OVER.has(keyword)) {
      throw fault(
        start,
        `begins with a word that is none of OBJ's: received ${JSON.stringify(keyword)}, expected v or f`,
      );
    }
  }
  const vertexCount = positions.length / 3;
  if (largest > vertexCount) {
    throw fault(largestAt, `names a vertex that is not there: received ${largest}, expected at most ${vertexCount}`);
  }
  if (vertexCount === 0) {
    throw new FormatError(`${where} holds no vertices: received ${bytes.length} bytes, expected lines "v x y z"`, {
      format: 'obj',
      at: 'end of file',
      file,
    });
  }
  const corners = triangles.finish();
  return { vertexCount, triangleCount: corners.length / 3, positionsNm: positions.finish(), triangles: corners };

  function coordinate(): number {
    const isThere = tokens.skipInLine();
    const start = tokens.at;
    const nm = isThere ? tokens.number() * scale : Number.NaN;
    if (Number.isFinite(Math.fround(nm))) return nm;
    tokens.at = start;
    const received = isThere ? JSON.stringify(tokens.word()) : 'the end of the line';
    throw fault(start, `coordinate is not a finite number: received ${received}, expected a decimal number`);
  }

  /** The vertex of the next corner, from 0. */
  function corner(): number {
    const isThere = tokens.skipInLine();
    const start = tokens.at;
    const isNegative = bytes[start] === 45;
    let at = isNegative ? start + 1 : start;
    let index = 0;
    while (at < tokens.end && bytes[at] >= 48 && bytes[at] <= 57) index = index * 10 + bytes[at++] - 48;
    const vertexCount = positions.length / 3;
    const vertex = isNegative ? vertexCount - index : index - 1;
    const isNumber = isThere && at > (isNegative ? start + 1 : start) && index > 0 && vertex >= 0 && vertex < 2 ** 32;
    // texture and normal behind a slash
    while (
      isNumber &&
      at < tokens.end &&
      (bytes[at] === 47 || bytes[at] === 45 || (bytes[at] >= 48 && bytes[at] <= 57))
    )
      at++;
    if (!isNumber || (at < tokens.end && bytes[at] > 32)) {
      const received = isThere ? JSON.stringify(tokens.word()) : 'the end of the line';
      throw fault(
        start,
        `corner is not a vertex: received ${received}, expected 1 to the number of vertices, or -1 back`,
      );
    }
    tokens.at = at;
    if (vertex >= largest) {
      largest = vertex + 1;
      largestAt = start;
    }
    return vertex;
  }
}

/**
 * The text of a Wavefront OBJ file of `mesh`: `v x y z` and `f a b c`, with corners counted from 1 and as few decimals
 * as single precision needs: {@link parseObj} gives back the same arrays.
 *
 * @throws {InvalidArgumentError} for a mesh that breaks its own promises, or a unit that is not one.
 * @source http://paulbourke.net/dataformats/obj/
 * @example
 * const mesh = meshes.parseObj('v 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 3\n', { units: 'um' });
 * meshes.writeObj(mesh, { units: 'nm' }).split('\n')[2]; // 'v 1000 0 0'
 */
export function writeObj(mesh: Mesh, options: WriteMeshOptions): string {
  const scale = nmPerUnit(options.units, 'writeObj');
  checkMesh(mesh, 'writeObj');
  const lines = [`# units: ${options.units}`];
  const { positionsNm, triangles } = mesh;
  for (let i = 0; i < positionsNm.length; i += 3) {
    const x = shortestDecimal(positionsNm[i], scale);
    const y = shortestDecimal(positionsNm[i + 1], scale);
    lines.push(`v ${x} ${y} ${shortestDecimal(positionsNm[i + 2], scale)}`);
  }
  for (let i = 0; i < triangles.length; i += 3) {
    lines.push(`f ${triangles[i] + 1} ${triangles[i + 1] + 1} ${triangles[i + 2] + 1}`);
  }
  return `${lines.join('\n')}\n`;
}
