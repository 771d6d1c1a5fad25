/** A folder of skeletons, one file each. */

import type { Skeleton } from 'connectome-helpers/dist/core/skeleton.js';
import type { Info } from 'connectome-helpers/dist/formats/precomputed/parse-json.js';
import { decodeSkeleton, lengthScale } from 'connectome-helpers/dist/formats/precomputed/skeletons-decode.js';
import { parseSkeletonsInfo } from 'connectome-helpers/dist/formats/precomputed/skeletons-info.js';
import { type TreeSource, treeOf } from 'connectome-helpers/dist/formats/precomputed/skeletons-tree.js';
import { inShards, NotShown } from './code';
import { filesOfIds, type INeuronSkeleton, type IPart, notesOfMany } from './part';
import type { Reading } from './reading';
import { pathIn } from './source';

/**
 * As `precomputed.openSkeletons` reads them: the folder's transform makes nanometres of positions and radii. An edge that
 * closes a loop is left out, and said so.
 *
 * @throws {NotShown} for shards, and a folder without a skeleton.
 * @throws {Error} what is wrong with the `info`, or with every one of the skeletons.
 */
export async function skeletonsOfFolder(path: string, info: Info, folder: string, reading: Reading): Promise<IPart> {
  const { trans, limits, signal } = reading;
  const layout = parseSkeletonsInfo(info, pathIn(path, 'info'));
  if (layout.sharding) throw inShards('skeletons', folder, trans);
  const files = filesOfIds((await reading.list(path)) ?? []);
  if (files.length === 0) {
    throw new NotShown(
      trans.__('%1 holds no skeleton: expected files named by ids, such as 864691135571546917', folder),
    );
  }
  const radiusUnitNm = lengthScale(layout.transform);
  let cut = 0;
  const read = await reading.many(files.slice(0, limits.neurons), async ({ id, entry }): Promise<INeuronSkeleton> => {
    const bytes = await reading.bytes(pathIn(path, entry.name), entry);
    if (bytes === undefined) throw new Error(`${entry.name} is not there any more`);
    const { skeleton, isCut } = treeWithoutLoops({
      ...decodeSkeleton(bytes, layout, entry.name),
      name: id,
      radiusUnitNm,
    });
    if (skeleton.nodeCount === 0) throw new Error(`skeleton ${id} is empty: received 0 nodes, expected at least 1`);
    if (isCut) cut += 1;
    return { id, skeleton };
  });
  if (read.got.length === 0) throw read.problem ?? signal.reason;
  const notes = notesOfMany(
    read,
    {
      kind: 'skeletons',
      what: trans.__('skeletons'),
      folder,
      total: files.length,
      other: files[read.got.length + read.failed]?.id,
      isStopped: signal.aborted,
    },
    trans,
  );
  if (cut > 0) {
    notes.push(
      trans._n(
        'An edge of %1 skeleton closes a loop, and is not drawn.',
        'Edges of %1 skeletons close loops, and are not drawn.',
        cut,
      ),
    );
  }
  return { skeletons: read.got, notes };
}

/** The graph as a tree, and whether that left anything out. */
function treeWithoutLoops(graph: TreeSource): { readonly skeleton: Skeleton; readonly isCut: boolean } {
  try {
    return { skeleton: treeOf(graph), isCut: false };
  } catch (error) {
    if ((error as { argument?: string }).argument !== 'loops') throw error;
    return { skeleton: treeOf(graph, { loops: 'break' }), isCut: true };
  }
}
