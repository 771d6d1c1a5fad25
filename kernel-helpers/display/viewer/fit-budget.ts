/** A scene no larger than may be stored. */

import { keptParents, NOT_KEPT } from '../../core/morphology/simplify.js';
import { volumeSource } from '../../core/neuroglancer/source.js';
import { type BuiltScene, buildScene, NO_REDUCTION, type Reduction, wantedTriangles } from './build-scene.js';
import type { ViewModel } from './model.js';
import { PackCache } from './pack-cache.js';
import { captionOf, isSynthetic, titleOf } from './summary.js';

/** What a view may take in the notebook unless told otherwise. */
export const USUAL_MAX_BYTES = 4_000_000;

const simplestMeshes = 0.02;
/** Surfaces of so many separate pieces that they keep this many times the triangles they should are not simplified further. */
const farFromWanted = 2;
/** Of the triangles of simplified surfaces at least this part stays, whatever it takes. */
const fewestPieces = 0.01;
const tolerances = [50, 100, 200, 400, 800, 1600, 3200] as const;
/** About what a packed triangle of a simplified surface takes at most, its part of the vertices included. */
const bytesATriangle = 4;

/** No kind is simplified below this part of the room for the others' sake, as long as those can still give way. */
const fairShare = 0.3;

/**
 * The scene, simplified as little as makes it fit: surfaces first (they stay surfaces for long), then neurites within a
 * distance, then small separate pieces of surfaces are left out, then points by lot. What does not fit even so is stored as it is, and the notes say its size. With the same
 * `cache`, what is shown with other colours is simplified as before.
 */
export async function buildWithin(
  model: ViewModel,
  maxBytes: number,
  cache: PackCache = new PackCache(),
): Promise<BuiltScene> {
  const found = cache.keep('reduction', [...Object.values(model.shown), maxBytes], () => ({
    reduction: firstReduction(model, maxBytes),
  }));
  for (;;) {
    const { reduction } = found;
    const built = await buildScene(model, reduction, cache);
    const bytes = sizeOf(model, built);
    if (bytes.all <= maxBytes) return built;
    const next = reduceMore(model, reduction, { ...bytes, ...trianglesOf(model, reduction, built) }, maxBytes);
    if (!next) {
      const sized = (all: number): string =>
        `This view takes ${megabytes(all)} MB in the notebook, more than the ${megabytes(maxBytes)} MB it may.`;
      return { ...built, notes: [...built.notes, sized(bytes.all + bytesOf(sized(bytes.all)) + 1)] };
    }
    found.reduction = next;
  }
}

/** Surfaces far too large are not even tried whole: simplifying them costs less than packing them. */
function firstReduction({ shown }: ViewModel, maxBytes: number): Reduction {
  const triangles = shown.meshes.reduce((sum, { mesh }) => sum + mesh.triangleCount, 0);
  return triangles * bytesATriangle > 3 * maxBytes
    ? { ...NO_REDUCTION, triangleShare: maxBytes / (triangles * bytesATriangle) }
    : NO_REDUCTION;
}

function reduceMore(
  model: ViewModel,
  reduction: Reduction,
  bytes: Sizes & Triangles,
  maxBytes: number,
): Reduction | undefined {
  return (
    reduceTo(fairShare * maxBytes, model, reduction, bytes, maxBytes) ?? reduceTo(0, model, reduction, bytes, maxBytes)
  );
}

/** The next step that leaves each kind at least `floor` bytes; `undefined` when there is none. */
function reduceTo(
  floor: number,
  { shown }: ViewModel,
  reduction: Reduction,
  bytes: Sizes & Triangles,
  maxBytes: number,
): Reduction | undefined {
  const room = (kind: number): number => Math.max(0.02, Math.max(floor, maxBytes - (bytes.all - kind)) / kind);
  const isStuck = bytes.triangles > farFromWanted * bytes.wantedTriangles;
  if (bytes.meshes > floor && reduction.triangleShare > simplestMeshes && !isStuck) {
    // A simpler surface takes more for each of its triangles: the first step aims lower, so that it is the only one.
    const aim = reduction.triangleShare === 1 ? 0.4 : 0.9;
    const share = Math.max(simplestMeshes, reduction.triangleShare * Math.min(0.9, aim * room(bytes.meshes)));
    return { ...reduction, triangleShare: share };
  }
  const coarser = tolerances.filter(nm => nm > reduction.toleranceNm);
  if (bytes.skeletons > floor && coarser.length > 0) {
    // Counting nodes is quick, packing them is not: the next try is one that should fit.
    const nodesNow = nodesAt(shown.neurons, reduction.toleranceNm);
    const wanted = nodesNow * room(bytes.skeletons);
    const fits = coarser.find(nm => nodesAt(shown.neurons, nm) <= wanted);
    return { ...reduction, toleranceNm: fits ?? coarser[coarser.length - 1] };
  }
  if (bytes.meshes > floor && bytes.triangles > 0 && reduction.pieceShare > fewestPieces) {
    const share = reduction.pieceShare * Math.min(0.8, 0.95 * room(bytes.meshes));
    return { ...reduction, pieceShare: Math.max(fewestPieces, share) };
  }
  if (bytes.points > floor && reduction.pointShare > 1e-3) {
    return { ...reduction, pointShare: reduction.pointShare * Math.min(0.9, 0.95 * room(bytes.points)) };
  }
  return undefined;
}

function nodesAt(neurons: ViewModel['shown']['neurons'], toleranceNm: number): number {
  if (toleranceNm === 0) return neurons.reduce((sum, { skeleton }) => sum + skeleton.nodeCount, 0);
  let nodes = 0;
  for (const { skeleton } of neurons) {
    for (const parent of keptParents(skeleton, toleranceNm)) if (parent !== NOT_KEPT) nodes += 1;
  }
  return nodes;
}

interface Triangles {
  readonly triangles: number;
  readonly wantedTriangles: number;
}

function trianglesOf({ shown }: ViewModel, { triangleShare, pieceShare }: Reduction, { items }: BuiltScene): Triangles {
  const drawn = items.flatMap(item => (item.kind === 'meshes' ? item.parts : []));
  return {
    triangles: drawn.reduce((sum, part) => sum + part.triangleCount, 0) / pieceShare,
    wantedTriangles: shown.meshes.reduce((sum, { mesh }) => sum + wantedTriangles(mesh, triangleShare), 0),
  };
}

type Sizes = Record<'all' | 'skeletons' | 'meshes' | 'points', number>;

/** Of the key by which a page asks for the view, which is not given before the view is shown. */
const liveBytes = 20;

/** Bytes in the notebook: all of the scene, and of its items by kind. */
function sizeOf(model: ViewModel, { items, cells, colorBar, colorWords, notes }: BuiltScene): Sizes {
  const { layers, view, options } = model;
  const around = {
    version: 2,
    title: titleOf(model),
    caption: captionOf(model),
    synthetic: isSynthetic(model),
    notes: [...(model.notes ?? []), ...notes],
    axes: 'volume',
    cells,
    items: [],
    layers,
    colorBar,
    colorWords,
    view: Object.keys(view).length > 0 ? view : undefined,
    source: options.source === undefined ? undefined : volumeSource(options.source),
    live: '',
  };
  const sizes: Sizes = { all: bytesOf(around) + liveBytes, skeletons: 0, meshes: 0, points: 0 };
  for (const item of items) {
    const bytes = bytesOf(item) + 1;
    sizes.all += bytes;
    if (item.kind !== 'box') sizes[item.kind] += bytes;
  }
  return sizes;
}

/** Of its JSON in UTF-8, which is what a notebook is. */
function bytesOf(value: unknown): number {
  return new TextEncoder().encode(JSON.stringify(value)).length;
}

function megabytes(bytes: number): string {
  return String(Number((bytes / 1e6).toPrecision(2)));
}
