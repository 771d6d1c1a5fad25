/** From a link to a view: `viewer(await neuroglancer.scene(link))`. */
import { checkSource, checkView } from '../contract/scene/check.js';
import { SCENE_LIMITS } from '../contract/scene/limits.js';
import type { SceneSource, SceneView } from '../contract/scene/scene.js';
import { type ParseOptions, parse, type View, type ViewLayer } from '../core/neuroglancer/index.js';
import { frameOf } from '../core/neuroglancer/projection.js';
import type { Neuron } from '../core/skeleton.js';
import type { Shown, ShownScene } from '../display/viewer/index.js';
import { FormatError, InvalidArgumentError } from '../errors.js';
import type { SegmentMesh } from '../io/precomputed/meshes.js';
import { interruptSignal } from '../io/source/cancellation.js';
import { marksOf } from './neuroglancer-marks.js';
import { leftOut, missingNotes, nothingToShow } from './neuroglancer-notes.js';
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
/** A point of Neuroglancer is so many pixels wide whatever the zoom; here it gets this part of the picture's height. */
const POINT_SHARE = 1 / 150;
const USUAL_RADIUS_NM = 500;
/** Far more than anyone draws by hand, and less than a view's items may be. */
const MOST_MARKS = 500;
const MOST_NOTES = 50;

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
 * // the same under a flat pia, between the layers
 * viewer(await neuroglancer.scene(link, { transform: 'minnie65' }), { layers: transforms.minnie65.layers });
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
  const notes = [...missingNotes(read.missing), ...read.notes, ...marks.notes, ...leftOut(link)];
  const shown: readonly Shown[] = [...neurons, ...meshes, ...marks.shown];
  if (shown.length === 0) throw nothingToShow(link, read.missing);
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
    notes: notes.length > MOST_NOTES ? [...notes.slice(0, MOST_NOTES), `${notes.length - MOST_NOTES} more.`] : notes,
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
  if (shown.length > MOST_MARKS) notes.push(`Of ${shown.length} boxes and layers of points, ${MOST_MARKS} are shown.`);
  return { shown: shown.slice(0, MOST_MARKS), notes };
}

function viewOf({ camera, hiddenIds }: View, known: ReadonlySet<bigint>): SceneView {
  const hidden = hiddenIds.filter(id => known.has(id)).map(String);
  // A link may look from nearer than a view can.
  const place = camera && { camera: { ...camera, distance: Math.max(1, camera.distance) } };
  return { ...(place && within(() => checkView(place, 'view'))), ...(hidden.length === 0 ? {} : { hidden }) };
}

/** The volume that the ids are of, so that the way back leads there: the first layer with segments, the first image. */
function sourceOf({ layers, voxelSizeNm }: View): SceneSource | undefined {
  const of = (layer: ViewLayer | undefined): string[] => (layer?.sources ?? []).map(({ url }) => url);
  const segments = layers.filter(({ ids, hiddenIds }) => ids.length + hiddenIds.length > 0);
  const [segmentation, skeletons] = of(segments.find(({ visible }) => visible) ?? segments[0]);
  if (voxelSizeNm === undefined || segmentation === undefined) return undefined;
  const [image] = of(layers.find(({ type }) => type === 'image'));
  const source: SceneSource = {
    voxelSizeNm,
    ...(image === undefined ? {} : { image }),
    segmentation,
    ...(skeletons === undefined ? {} : { skeletons }),
  };
  return within(() => checkSource(source, 'source'));
}

/** What a view can hold; `undefined` for what is beyond its limits. */
function within<T>(check: () => T): T | undefined {
  try {
    return check();
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}
