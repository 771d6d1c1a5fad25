/** A folder of annotations: points, lines, boxes, ellipsoids or polylines. */

import {
  ANNOTATION_FORMAT,
  annotationLayout,
  decodeAnnotation,
  decodeAnnotations,
} from 'connectome-helpers/dist/formats/precomputed/annotations-decode.js';
import {
  type AnnotationsInfo,
  parseAnnotationsInfo,
} from 'connectome-helpers/dist/formats/precomputed/annotations-info.js';
import type { Info } from 'connectome-helpers/dist/formats/precomputed/parse-json.js';
import { drawnAnnotations, type IAxes, type IBlock } from './annotation-shapes';
import { inShards, NotShown, type PartKind } from './code';
import { count, filesOfIds, type IPart, notesOfMany } from './part';
import type { Reading } from './reading';
import { type IFolderEntry, pathIn } from './source';

/** A file of annotations: those of a cell, or one. */
interface IAnnotationFile {
  readonly path: string;
  readonly entry: IFolderEntry;
  /** Of the annotation, where the file holds one. */
  readonly id?: bigint;
}

/**
 * From the spatial index, whose first levels are a fair sample of the rest, else one by one. An annotation that several
 * cells hold is drawn once.
 *
 * @throws {NotShown} for shards, a space without three lengths, and a folder without an annotation.
 */
export async function annotationsOfFolder(json: Info, folder: string, reading: Reading): Promise<IPart> {
  const { trans, limits, signal } = reading;
  const info = parseAnnotationsInfo(json, '', 'info');
  const kind: PartKind = info.geometry === 'POINT' || info.geometry === 'ELLIPSOID' ? 'points' : 'annotations';
  const axes = axesOf(info);
  if (axes === undefined) {
    const there = info.dimensions.map(({ name, unit }) => `${name} (${unit === '' ? '1' : unit})`).join(', ');
    throw new NotShown(
      trans.__('%1 holds annotations without three lengths: received %2, expected x, y, z', folder, there),
    );
  }
  const files = await filesOf(info, folder, reading);
  if (files.length === 0) throw new NotShown(trans.__('%1 holds no annotation', folder));
  const layout = annotationLayout(info);
  const seen = new Set<bigint>();
  let isMore = false;
  const read = await reading.many(files.slice(0, limits.files), async ({ path, entry, id }): Promise<IBlock> => {
    const bytes = await reading.bytes(path, entry);
    if (bytes === undefined) throw new Error(`${ANNOTATION_FORMAT} ${path} is not there any more`);
    const block = id === undefined ? decodeAnnotations(bytes, layout, path) : decodeAnnotation(id, bytes, layout, path);
    const places: number[] = [];
    block.ids.forEach((annotation, place) => {
      if (seen.has(annotation)) return;
      if (seen.size === limits.annotations) isMore = true;
      else places.push(place);
      if (!isMore) seen.add(annotation);
    });
    return { block, places };
  });
  if (read.got.length === 0) throw read.problem ?? signal.reason;
  const shapes = drawnAnnotations(info.geometry, layout, axes, read.got);
  if (!shapes.part.points && !shapes.part.lines) {
    throw new NotShown(trans.__('%1 holds no annotation whose coordinates are numbers', folder));
  }
  const notes = notesOfMany(
    read,
    { kind, what: trans.__('files of annotations'), folder, total: files.length, isStopped: signal.aborted },
    trans,
  );
  if (isMore) notes.push(trans.__('The first %1 annotations are shown: a tab takes no more.', count(seen.size)));
  if (shapes.skipped > 0) {
    notes.push(
      trans._n(
        '%1 annotation has a coordinate that is no number, and is not shown.',
        '%1 annotations have coordinates that are no numbers, and are not shown.',
        shapes.skipped,
      ),
    );
  }
  if (info.geometry === 'ELLIPSOID') notes.push(trans.__('Ellipsoids are shown as spheres of the same volume.'));
  return { ...shapes.part, notes };
}

async function filesOf(info: AnnotationsInfo, folder: string, reading: Reading): Promise<IAnnotationFile[]> {
  const levels = info.spatial.filter(({ sharding }) => sharding === undefined);
  const files: IAnnotationFile[] = [];
  const fileIn = (path: string, entry: IFolderEntry): IAnnotationFile => ({ path: pathIn(path, entry.name), entry });
  for (const level of levels) {
    const entries = (await reading.list(level.folder)) ?? [];
    const cells = entries.filter(entry => isCell(entry, info.dimensions.length));
    files.push(...cells.map(entry => fileIn(level.folder, entry)));
  }
  if (levels.length > 0) return files;
  const { byId } = info;
  if (byId && byId.sharding === undefined) {
    const ids = filesOfIds((await reading.list(byId.folder)) ?? []);
    return ids.map(({ id, entry }) => ({ ...fileIn(byId.folder, entry), id: BigInt(id) }));
  }
  if (info.spatial.length > 0 || byId) throw inShards('annotations', folder, reading.trans);
  throw new NotShown(
    reading.trans.__('%1 has no index of its annotations: expected "spatial" or "by_id" in its info', folder),
  );
}

/** Cells are named by their place along each dimension: `0_3_12`. */
function isCell({ name, isFolder }: IFolderEntry, rank: number): boolean {
  const places = name.replace(/\.gz$/, '').split('_');
  return !isFolder && places.length === rank && places.every(place => /^\d+$/.test(place));
}

/** Which dimensions are x, y and z: those of that name, else the first three lengths. */
function axesOf({ dimensions }: AnnotationsInfo): IAxes | undefined {
  const lengths = dimensions.flatMap(({ name, scale, unit }, at) => (unit === 'nm' ? [{ name, at, scale }] : []));
  const named = ['x', 'y', 'z'].map(name => lengths.find(length => length.name === name));
  const chosen = named.every(axis => axis !== undefined) ? named : lengths.slice(0, 3);
  return chosen.length === 3 ? (chosen as unknown as IAxes) : undefined;
}
