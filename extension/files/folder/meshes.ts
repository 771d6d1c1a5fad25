/** A folder of surfaces in the legacy format: a list of fragments for each id. */

import type { Mesh } from 'connectome-helpers/dist/core/mesh.js';
import { parseLegacyMesh } from 'connectome-helpers/dist/formats/mesh/legacy-mesh.js';
import { mergeMeshes } from 'connectome-helpers/dist/formats/mesh/merge-meshes.js';
import { checkFinite, transformMesh } from 'connectome-helpers/dist/formats/mesh/placement.js';
import { LIST_FORMAT, parseFragmentList } from 'connectome-helpers/dist/formats/precomputed/fragment-list.js';
import { JsonFields } from 'connectome-helpers/dist/formats/precomputed/json-fields.js';
import { MESHES_FORMAT, parseMeshesInfo } from 'connectome-helpers/dist/formats/precomputed/meshes-info.js';
import { type Info, parseJson } from 'connectome-helpers/dist/formats/precomputed/parse-json.js';
import { codeFor, NotShown } from './code';
import { filesOfIds, type INeuronSurface, type IPart, notesOfMany } from './part';
import type { Reading } from './reading';
import { type IFolderEntry, pathBelow, pathIn } from './source';

/**
 * As `precomputed.openMeshes` reads them. Several levels of detail, and fragments packed by Draco, are for a notebook.
 *
 * @throws {NotShown} for other kinds of meshes, and a folder without any.
 * @throws {Error} what is wrong with the `info`, or with every one of the surfaces.
 */
export async function meshesOfFolder(path: string, info: Info, folder: string, reading: Reading): Promise<IPart> {
  const { trans, limits, signal } = reading;
  const file = pathIn(path, 'info');
  const fields = new JsonFields(info, { format: MESHES_FORMAT, file });
  const { kind, transform } = parseMeshesInfo(fields, file, path, 'dynamic');
  if (kind !== 'legacy') {
    const what =
      kind === 'multilod'
        ? trans.__(
            '%1 holds surfaces in several levels of detail, packed by Draco, of which JupyterLab can send no part. In a notebook at the top folder, this reads the ones you want:',
            folder,
          )
        : trans.__(
            '%1 holds surfaces of a chunked graph, whose pieces a service lists. In a notebook at the top folder, this reads the ones you want:',
            folder,
          );
    throw new NotShown(what, codeFor('meshes', folder));
  }
  const entries = (await reading.list(path)) ?? [];
  const lists = filesOfIds(entries, ':0');
  if (lists.length === 0) {
    throw new NotShown(
      trans.__('%1 holds no surface: expected lists of fragments named by ids, such as 864691135571546917:0', folder),
    );
  }
  const names = new Map(entries.map(entry => [entry.name, entry]));
  const read = await reading.many(lists.slice(0, limits.neurons), async ({ id, entry }): Promise<INeuronSurface> => {
    const bytes = await reading.bytes(pathIn(path, entry.name), entry);
    if (bytes === undefined) throw new Error(`${entry.name} is not there any more`);
    const fragments = parseFragmentList(parseJson(bytes, LIST_FORMAT, entry.name), entry.name);
    if (fragments.length > limits.fragments) {
      throw new Error(
        `${entry.name} names too many fragments: received ${fragments.length}, expected at most ${limits.fragments}`,
      );
    }
    const parts: Mesh[] = [];
    for (const fragment of fragments)
      parts.push(await readFragment(path, fragment, entry.name, names, folder, reading));
    const mesh = transformMesh(mergeMeshes(parts), transform);
    if (mesh.triangleCount === 0)
      throw new Error(`surface ${id} is empty: received no triangle, expected at least one`);
    checkFinite(
      mesh.positionsNm,
      (i, problem, expected) =>
        new Error(`surface ${id} vertex ${Math.floor(i / 3)} ${problem} in nm: expected ${expected}`),
    );
    return { id, mesh };
  });
  if (read.got.length === 0) throw read.problem ?? signal.reason;
  const total = lists.length;
  const other = lists[read.got.length + read.failed]?.id;
  return {
    meshes: read.got,
    notes: notesOfMany(
      read,
      { kind: 'meshes', what: trans.__('surfaces'), folder, total, other, isStopped: signal.aborted },
      trans,
    ),
  };
}

async function readFragment(
  path: string,
  name: string,
  list: string,
  names: ReadonlyMap<string, IFolderEntry>,
  folder: string,
  reading: Reading,
): Promise<Mesh> {
  const at = pathBelow(path, name, list);
  const entry = names.get(name) ?? names.get(`${name}.gz`);
  const bytes = await reading.bytes(entry ? pathIn(path, entry.name) : at, entry);
  if (bytes === undefined)
    throw new Error(`${name} is not there: received no file, expected the fragment that ${list} names`);
  if (isDraco(bytes)) {
    const { trans } = reading;
    throw new NotShown(
      trans.__(
        '%1 holds surfaces packed by Draco. In a notebook at the top folder, this reads the ones you want:',
        folder,
      ),
      codeFor('meshes', folder, /^\d+/.exec(list)?.[0]),
    );
  }
  return parseLegacyMesh(bytes, { file: name });
}

function isDraco(bytes: Uint8Array): boolean {
  return new TextDecoder('latin1').decode(bytes.subarray(0, 5)) === 'DRACO';
}
