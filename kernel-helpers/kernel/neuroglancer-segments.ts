/** The neurons behind the ids of a link: skeletons and surfaces from wherever its layers say they are. */
import type { LayerSource } from '../core/neuroglancer/source.js';
import { SOURCES } from '../core/neuroglancer/source.js';
import type { Neuron } from '../core/skeleton.js';
import { NotFoundError } from '../errors.js';
import { readInfo } from '../io/precomputed/info.js';
import { type LodChoice, openMeshes, type SegmentMesh } from '../io/precomputed/meshes.js';
import { forEachAtOnce } from '../io/precomputed/request-gate.js';
import { openSkeletons } from '../io/precomputed/skeletons.js';
import { openStore } from '../io/source/open-store.js';

/** What can be shown of a segment. */
export type SegmentForm = 'skeletons' | 'meshes';

/** How segments are read. */
export interface SegmentReading {
  /** What is looked for first; of what has none the other is taken. */
  readonly first: SegmentForm;
  readonly lod: LodChoice;
  readonly signal: AbortSignal;
  /** Told how many more were read. */
  readonly onRead: (count: number) => void;
}

/** What was found of one layer's segments. */
export interface ReadSegments {
  readonly neurons: readonly Neuron[];
  readonly meshes: readonly SegmentMesh[];
  /** Why, by id, of what was found nowhere. */
  readonly missing: ReadonlyMap<bigint, string>;
  /** What was read from elsewhere than the layer says. */
  readonly notes: readonly string[];
}

/** Segments under way at once. */
const AT_ONCE = 16;
/** Segmentations that need a login, and have versions which do not. */
const MINNIE65_GRAPH = /\/(?:minnie65_public|minnie3_v1|minnie65_phase3_v1)(?:[/_]|$)/;

/** A folder that segments are looked up in. */
interface Place {
  readonly location: string;
  /** Said when something is found here. */
  readonly note?: string;
}

/** Reads segments of a layer; what cannot be had is named, never an error but the end of the cell. */
export async function readSegments(
  ids: readonly bigint[],
  sources: readonly LayerSource[],
  reading: SegmentReading,
): Promise<ReadSegments> {
  const { places, reasons } = placesOf(sources);
  const found = new Map<bigint, Neuron | SegmentMesh>();
  const whyNot = new Map<bigint, string>();
  const notes: string[] = [];
  const forms: readonly SegmentForm[] =
    reading.first === 'skeletons' ? ['skeletons', 'meshes'] : ['meshes', 'skeletons'];
  for (const form of forms) {
    for (const { location, note } of places) {
      const left = ids.filter(id => !found.has(id));
      if (left.length === 0) break;
      const read = await readerOf(location, form, reading).catch(error => failure(error, reading.signal));
      if (read === undefined) continue;
      if (typeof read === 'string') {
        for (const id of left) whyNot.set(id, read);
        continue;
      }
      const before = found.size;
      await forEachAtOnce(left, AT_ONCE, async id => {
        const segment = await read(id).catch(error => {
          // What is wrong with a file says more than that another folder has none.
          if (!(error instanceof NotFoundError)) return failure(error, reading.signal);
          return whyNot.get(id) ?? `not in ${location}`;
        });
        if (typeof segment === 'string') {
          whyNot.set(id, segment);
          return;
        }
        found.set(id, segment);
        reading.onRead(1);
      });
      if (note !== undefined && found.size > before) notes.push(`${segments(found.size - before)} ${note}`);
    }
  }
  const empty = places.map(({ location }) => `${location} has neither skeletons nor surfaces`);
  const usual = [...reasons, ...empty].join('; ') || 'the layer has no source';
  const left = ids.filter(id => !found.has(id));
  reading.onRead(left.length);
  const all = ids.flatMap(id => found.get(id) ?? []);
  return {
    neurons: all.filter((segment): segment is Neuron => 'skeleton' in segment),
    meshes: all.filter((segment): segment is SegmentMesh => !('skeleton' in segment)),
    missing: new Map(left.map(id => [id, whyNot.get(id) ?? usual])),
    notes,
  };
}

/** Where a layer's segments may be, and why its other sources cannot be read. */
function placesOf(sources: readonly LayerSource[]): { readonly places: Place[]; readonly reasons: string[] } {
  const places: Place[] = [];
  const reasons: string[] = [];
  for (const { format, location, url } of sources) {
    if (format === 'graphene' && MINNIE65_GRAPH.test(location)) {
      // Each id is of one moment of proofreading: most are in one of the versions that were published.
      for (const [name, { segmentation = '' }] of Object.entries(SOURCES)) {
        const version = /v\d+$/.exec(name)?.[0] ?? 'v1300';
        const note = `read from the public copy of version ${version.slice(1)}, without a login.`;
        places.push({ location: segmentation, note });
      }
    } else if (format !== 'precomputed' && format !== '') {
      reasons.push(`${url} is no precomputed folder`);
    } else if (/^(?:https?|gs|s3):\/\//.test(location)) places.push({ location });
    else reasons.push(`${url} is no public address`);
  }
  return { places, reasons };
}

type ReadSegment = (id: bigint) => Promise<Neuron | SegmentMesh>;

/** Reads one form of segments of a folder; `undefined` when the folder has nothing of that form. */
async function readerOf(
  location: string,
  form: SegmentForm,
  { lod, signal }: SegmentReading,
): Promise<ReadSegment | undefined> {
  const store = openStore(location);
  const info = await readInfo(store, { signal });
  if (form === 'meshes') {
    const type = String(info['@type'] ?? '');
    if (!/_mesh$|_multilod_draco$/.test(type) && typeof info.mesh !== 'string') return undefined;
    const meshes = await openMeshes(store, { signal });
    return id => meshes.read(id, { lod, signal });
  }
  if (info['@type'] !== 'neuroglancer_skeletons' && typeof info.skeletons !== 'string') return undefined;
  const skeletons = await openSkeletons(store, { signal });
  return async id => {
    const skeleton = (await skeletons.read(id, { signal })).toSkeleton({ loops: 'break' });
    if (skeleton.nodeCount === 0) throw new Error('its skeleton is empty');
    return { id, type: null, label: id.toString(), skeleton, synthetic: false };
  };
}

/** An error as a reason; the end of the cell is the end of the reading. */
function failure(error: unknown, signal: AbortSignal): string {
  signal.throwIfAborted();
  return error instanceof Error ? error.message : String(error);
}

function segments(count: number): string {
  return count === 1 ? '1 segment is' : `${count.toLocaleString('en-US')} segments are`;
}
