/** A file's bytes as a scene. Loaded when the first file is opened. */

import { packMeshes } from 'connectome-helpers/dist/contract/scene/meshes.js';
import type { Scene, SceneCell } from 'connectome-helpers/dist/contract/scene/scene.js';
import { packSkeletons } from 'connectome-helpers/dist/contract/scene/skeletons.js';
import type { Mesh } from 'connectome-helpers/dist/core/mesh.js';
import { parseLegacyMesh } from 'connectome-helpers/dist/formats/mesh/legacy-mesh.js';
import { parseObj } from 'connectome-helpers/dist/formats/mesh/obj.js';
import { parsePly } from 'connectome-helpers/dist/formats/mesh/ply.js';
import { parseSwc } from 'connectome-helpers/dist/formats/swc/swc.js';
import { knownUnits, swcHeader } from 'connectome-helpers/dist/formats/swc/swc-header.js';
import { LARGEST_FILE } from './kinds';

/** Words for what is assumed, translated. */
export interface IFileWords {
  /** Of a format that names no unit and a file that does not either; `unit` "µm" or "nm". */
  assumedUnit(unit: string): string;
  /** Of parts of a glTF scene beyond {@link MOST_PARTS}. */
  leftOut(count: number): string;
}

const color = '#0072b2';
const MOST_PARTS = 1000;

/**
 * Positions of SWC are µm where its header names no other unit, of OBJ and PLY nm unless a comment `units: um` says
 * otherwise, of glTF metres, of mesh fragments nm.
 *
 * @throws {FormatError} when the file is broken; it names the place.
 * @throws {Error} when it is too large, or of a kind that is not known.
 */
export async function sceneOfFile(path: string, bytes: Uint8Array, words: IFileWords): Promise<Scene> {
  const file = path.slice(path.lastIndexOf('/') + 1);
  if (bytes.length > LARGEST_FILE) {
    throw new Error(
      `${file} is too large to be opened here: received ${megabytes(bytes.length)}, expected ${megabytes(LARGEST_FILE)} at most; ` +
        'read it in a notebook and show what you need of it with viewer()',
    );
  }
  const ending = file.slice(file.lastIndexOf('.') + 1).toLowerCase();
  if (ending === 'swc') return skeletonScene(file, bytes, words);
  if (ending === 'ngmesh') return meshScene(file, [{ name: file, mesh: parseLegacyMesh(bytes, { file }) }], []);
  if (ending === 'glb') {
    const { meshesOfGlb } = await import('./glb');
    const { parts, leftOut } = await meshesOfGlb(file, bytes, MOST_PARTS);
    return meshScene(file, parts, leftOut > 0 ? [words.leftOut(leftOut)] : []);
  }
  const parse = ({ obj: parseObj, ply: parsePly } as const)[ending as 'obj'];
  if (!parse) throw new Error(`${file} is of no known kind: expected .swc, .obj, .ply, .glb or .ngmesh`);
  const said = saidUnit(bytes);
  const mesh = parse(bytes, { units: said ?? 'nm', file });
  return meshScene(file, [{ name: file, mesh }], said ? [] : [words.assumedUnit('nm')]);
}

function skeletonScene(file: string, bytes: Uint8Array, words: IFileWords): Scene {
  const known = knownUnits(swcHeader(bytes).units);
  const units = known === 'nm' ? 'nm' : 'um';
  const skeleton = parseSwc(bytes, { units, file });
  const packed = packSkeletons([skeleton], [file]);
  const trees = [{ cell: 0, nodeCount: skeleton.nodeCount }];
  const item = { kind: 'skeletons', key: 'skeletons', name: file, opacity: 1, radiusScale: 1, trees, packed } as const;
  return scene(file, [cellOf(file, 0)], [item], known === undefined ? [words.assumedUnit('µm')] : []);
}

async function meshScene(
  file: string,
  parts: readonly { readonly name: string; readonly mesh: Mesh; readonly color?: string }[],
  notes: readonly string[],
): Promise<Scene> {
  if (parts.every(({ mesh }) => mesh.triangleCount === 0)) {
    throw new Error(`${file} holds no surface: received no triangle, expected at least one`);
  }
  const packed = await packMeshes(parts.map(({ mesh }) => mesh));
  const item = {
    kind: 'meshes',
    key: 'meshes',
    name: file,
    opacity: 1,
    parts: packed.parts.map((part, n) => ({ ...part, cell: n })),
    packed: packed.packed,
  } as const;
  const cells = parts.map((part, n) => cellOf(part.name, n, part.color));
  return scene(file, cells, [item], notes);
}

function scene(title: string, cells: readonly SceneCell[], items: Scene['items'], notes: readonly string[]): Scene {
  const common = { version: 2, caption: '', synthetic: false, axes: 'volume', layers: [] } as const;
  return { ...common, title, notes, cells, items };
}

/** Nothing in a file is an id that others would know: cells are numbered. */
function cellOf(label: string, n: number, own = color): SceneCell {
  return { id: String(n), label: label.slice(0, 200), type: null, color: own };
}

/** What a comment at the head says, as ours do: `# units: um`. */
function saidUnit(bytes: Uint8Array): 'um' | 'nm' | undefined {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 4096));
  return /^(?:#|comment)\s*units:?\s+(um|nm)\s*$/m.exec(head)?.[1] as 'um' | 'nm' | undefined;
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 2 ** 20)} MiB`;
}
