/** From a link to a view: `viewer(await neuroglancer.scene(link))`. */
import { SCENE_LIMITS } from '../contract/scene/limits.js';
import type { SceneSource, SceneView } from '../contract/scene/scene.js';
import { type ParseOptions, parse, type View, type ViewLayer } from '../core/neuroglancer/index.js';
import { frameOf } from '../core/neuroglancer/projection.js';
import type { Neuron } from '../core/skeleton.js';
import type { Shown, ShownScene } from '../display/viewer/index.js';
import { InvalidArgumentError, NotFoundError } from '../errors.js';
import type { SegmentMesh } from '../io/precomputed/meshes.js';
import { interruptSignal } from '../io/source/cancellation.js';
import { marksOf } from './neuroglancer-marks.js';
import { readSegments, type SegmentForm, type SegmentReading } from './neuroglancer-segments.js';
import { progress } from './progress.js';

/** How a link's scene is read. */
export interface LinkSceneOptions extends ParseOptions {
  /** What a neuron is shown by where a source has both; default `'skeletons'`. */
  readonly show?: SegmentForm;
  /** Of a surface, the finest level of detail with no more triangles than this; default 200,000. */
  readonly maxTriangles?: number;
  /** Ends the reading; default: the signal of the cell at work. */
  readonly signal?: AbortSignal;
}

/** What a link shows, read and ready for `viewer`. */
export interface LinkScene extends ShownScene {
  readonly neurons: readonly Neuron[];
  readonly meshes: readonly SegmentMesh[];
  /** Why, by id, of each segment that could not be read. */
  readonly missing: ReadonlyMap<bigint, string>;
  /** The link as `neuroglancer.parse` reads it. */
  readonly link: View;
}

const USUAL_TRIANGLES = 200_000;
/** From so many segments on, a bar says how far the reading is. */
const MANY = 10;
/** Ids a sentence names; of more it gives the number. */
const MOST_NAMED = 5;
/** A point of Neuroglancer is so many pixels wide whatever the zoom; here it gets this part of the picture's height. */
const POINT_SHARE = 1 / 150;
const USUAL_RADIUS_NM = 500;

/**
 * Reads what a link from Neuroglancer or Spelunker, or the JSON of its state, shows: to be shown by `viewer`, from the
 * same place, in the same colours, with the same segments hidden.
 *
 * Segments are read as skeletons, or else as surfaces, from the layers' precomputed folders at `gs://`, `s3://` and
 * `https://`. Segments of the proofreading graph of minnie65, which asks for a login, are looked up in its published
 * versions. What cannot be read is in `missing`, with the reason, and the view names it. Points, lines, boxes and
 * ellipsoids that stand in the link itself come along (lines as rows of points); images do not.
 *
 * @throws {NotFoundError} when nothing of it can be shown; the message says why of each segment.
 * @throws {UnsupportedError} when the link only names a state that a server keeps: its JSON can be passed instead.
 * @throws {FormatError} when there is no state in it.
 * @example
 * const annotations = [{ name: 'my marks', annotations: [{ kind: 'point', positionNm: [8, 16, 120] } as const] }];
 * const link = neuroglancer.link({ annotations });
 * const scene = await neuroglancer.scene(link);
 * viewer(scene, { title: 'What the link shows' });
 */
export async function scene(urlOrState: string | object, options: LinkSceneOptions = {}): Promise<LinkScene> {
  const { show = 'skeletons', maxTriangles = USUAL_TRIANGLES, signal = interruptSignal(), ...reading } = options;
  if (show !== 'skeletons' && show !== 'meshes') {
    throw new InvalidArgumentError(
      `neuroglancer.scene show is not known: received ${String(show)}, expected skeletons or meshes`,
      { argument: 'show' },
    );
  }
  const link = parse(urlOrState, reading);
  const read = await readLayers(link, { first: show, lod: { maxTriangles }, signal });
  const into = moved(reading.transform);
  const neurons = read.neurons.map(neuron => ({
    ...neuron,
    skeleton: { ...neuron.skeleton, positionsNm: into(neuron.skeleton.positionsNm) },
  }));
  const meshes = read.meshes.map(mesh => ({ ...mesh, positionsNm: into(mesh.positionsNm) }));
  const marks = marksIn(link);
  const shown: readonly Shown[] = [...neurons, ...meshes, ...marks.shown];
  if (shown.length === 0) throw nothing(link, read.missing);
  const known = new Set([...neurons, ...meshes].map(({ id }) => id));
  const source = sourceOf(link);
  const colors = [...link.colors].filter(([id]) => known.has(id)).map(([id, color]) => [id.toString(), color]);
  const made: LinkScene = {
    shown,
    options: {
      ...(link.title === undefined ? {} : { title: link.title.slice(0, SCENE_LIMITS.textLength) }),
      ...(colors.length === 0 ? {} : { colors: Object.fromEntries(colors) }),
      ...(source === undefined ? {} : { source }),
      axes: reading.transform === undefined ? 'volume' : 'cortex',
    },
    view: viewOf(link, known),
    notes: [...missingNotes(read.missing), ...read.notes, ...marks.notes, ...leftOut(link)],
    neurons,
    meshes,
    missing: read.missing,
    link,
  };
  return made;
}

interface ReadLayers {
  readonly neurons: Neuron[];
  readonly meshes: SegmentMesh[];
  readonly missing: Map<bigint, string>;
  readonly notes: string[];
}

/** The segments of all layers, each once: where more than one layer has an id, the first that shows it is asked first. */
async function readLayers(
  { layers }: View,
  { first, lod, signal }: Omit<SegmentReading, 'onRead'>,
): Promise<ReadLayers> {
  const all: ReadLayers = { neurons: [], meshes: [], missing: new Map(), notes: [] };
  const inOrder = [...layers.filter(({ visible }) => visible), ...layers.filter(({ visible }) => !visible)];
  const total = new Set(layers.flatMap(({ ids, hiddenIds }) => [...ids, ...hiddenIds])).size;
  const bar = total < MANY ? undefined : progress({ total, label: 'Reading the link', unit: 'segments' });
  const done = new Set<bigint>();
  for (const { ids, hiddenIds, sources } of inOrder) {
    const wanted = [...new Set([...ids, ...hiddenIds])].filter(id => !done.has(id));
    if (wanted.length === 0) continue;
    const read = await readSegments(wanted, sources, { first, lod, signal, onRead: n => bar?.advance(n) });
    for (const { id } of [...read.neurons, ...read.meshes]) {
      done.add(id);
      all.missing.delete(id);
    }
    for (const [id, why] of read.missing) all.missing.set(id, why);
    all.neurons.push(...read.neurons);
    all.meshes.push(...read.meshes);
    all.notes.push(...read.notes);
  }
  bar?.done();
  return all;
}

/** Positions in the frame that is asked for. */
function moved(transform: ParseOptions['transform']): (positionsNm: Float32Array) => Float32Array {
  if (transform === undefined) return positionsNm => positionsNm;
  const { into } = frameOf(transform);
  return positionsNm => {
    const out = new Float32Array(positionsNm.length);
    for (let i = 0; i < out.length; i += 3) {
      out.set(into([positionsNm[i], positionsNm[i + 1], positionsNm[i + 2]]), i);
    }
    return out;
  };
}

function marksIn({ layers, camera }: View): { readonly shown: Shown[]; readonly notes: string[] } {
  const heightNm = camera && 2 * Math.tan(Math.PI / 18) * camera.distance;
  const radiusNm = heightNm === undefined ? USUAL_RADIUS_NM : Math.min(20_000, Math.max(10, heightNm * POINT_SHARE));
  const shown: Shown[] = [];
  const notes: string[] = [];
  for (const { annotations, visible, name } of layers) {
    if (annotations === undefined || annotations.annotations.length === 0) continue;
    if (!visible) {
      notes.push(`The annotations "${name}" are switched off in the link, and left out.`);
      continue;
    }
    const marks = marksOf(annotations, radiusNm);
    shown.push(...marks.shown);
    notes.push(...marks.notes);
  }
  return { shown, notes };
}

function viewOf({ camera, hiddenIds }: View, known: ReadonlySet<bigint>): SceneView {
  const hidden = hiddenIds.filter(id => known.has(id)).map(String);
  // Nearer than a scene can say.
  const place = camera && { ...camera, distance: Math.max(1, camera.distance) };
  return { ...(place ? { camera: place } : {}), ...(hidden.length === 0 ? {} : { hidden }) };
}

/** The volume that the ids are of, so that the way back leads there: the first layer with segments, the first image. */
function sourceOf({ layers, voxelSizeNm }: View): SceneSource | undefined {
  const of = (layer: ViewLayer | undefined): string[] => (layer?.sources ?? []).map(({ url }) => url);
  const segments = layers.filter(({ ids, hiddenIds }) => ids.length + hiddenIds.length > 0);
  const [segmentation, skeletons] = of(segments.find(({ visible }) => visible) ?? segments[0]);
  if (voxelSizeNm === undefined || segmentation === undefined) return undefined;
  const [image] = of(layers.find(({ type }) => type === 'image'));
  return {
    voxelSizeNm,
    ...(image === undefined ? {} : { image }),
    segmentation,
    ...(skeletons === undefined ? {} : { skeletons }),
  };
}

/** A sentence for each reason. */
function missingNotes(missing: ReadonlyMap<bigint, string>): string[] {
  const byReason = new Map<string, bigint[]>();
  for (const [id, why] of missing) byReason.set(reasonOf(id, why), [...(byReason.get(reasonOf(id, why)) ?? []), id]);
  return [...byReason].map(([why, ids]) => {
    const named = ids.slice(0, MOST_NAMED).join(', ');
    const more = ids.length > MOST_NAMED ? ` and ${ids.length - MOST_NAMED} more` : '';
    return `Not read: ${ids.length === 1 ? 'segment' : `${ids.length} segments`} ${named}${more} (${why}).`;
  });
}

/** What many errors have in common does not name the id. */
function reasonOf(id: bigint, why: string): string {
  const of = why.replace(new RegExp(`(?<![0-9])${id}(?![0-9])`, 'g'), 'ID');
  return of.length > 200 ? `${of.slice(0, 199)}…` : of;
}

/** What else of the link a view has no place for. */
function leftOut({ layers, ignored }: View): string[] {
  const images = layers.filter(({ type, visible }) => type === 'image' && visible).map(({ name }) => `"${name}"`);
  const stored = layers.filter(
    ({ type, visible, annotations, sources }) =>
      visible && type === 'annotation' && annotations?.annotations.length === 0 && sources.some(isStored),
  );
  return [
    ...(images.length === 0 ? [] : [`Images are not shown here: ${images.join(', ')}.`]),
    ...stored.map(
      ({ name }) => `The annotations "${name}" are kept elsewhere: precomputed.openAnnotations reads them.`,
    ),
    ...ignored.filter(part => /\.transform\.matrix\b/.test(part)).map(part => `Not applied: ${part}.`),
  ];
}

function isStored({ format }: { readonly format: string }): boolean {
  return format === 'precomputed';
}

function nothing({ ids, hiddenIds }: View, missing: ReadonlyMap<bigint, string>): NotFoundError {
  const all = ids.length + hiddenIds.length;
  const received =
    all === 0
      ? 'a link without segments and annotations'
      : `${all} ${all === 1 ? 'segment' : 'segments'}, none of which can be read`;
  const reasons = missingNotes(missing).join(' ');
  return new NotFoundError(
    `neuroglancer.scene has nothing to show: received ${received}, expected segments of a public precomputed folder or ` +
      `annotations${reasons === '' ? '' : `. ${reasons}`}`,
    { known: [] },
  );
}
