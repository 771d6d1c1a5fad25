/** Cells that show in a notebook what a tab cannot. */

import type { ITranslation } from '../../neuron-viewer/translation';

/** Says why something is not shown, and which code shows it. */
export class NotShown extends Error {
  constructor(
    message: string,
    /** Lines of a cell. */
    readonly code: readonly string[] = [],
  ) {
    super(message);
  }
}

/** `points` are annotations, too: those that `viewer` takes. */
export type PartKind = 'skeletons' | 'meshes' | 'annotations' | 'points' | 'volume' | 'properties';

/** `folder` is its path as a notebook at the top folder finds it; `id` one that is there, where one is known. */
export function codeFor(kind: PartKind, folder: string, id = 'ID'): string[] {
  const store = `precomputed.openStore(${JSON.stringify(folder)})`;
  if (kind === 'volume') return [`const volume = await precomputed.openVolume(${store});`];
  if (kind === 'properties') return [`(await precomputed.openSegmentProperties(${store})).table`];
  if (kind === 'annotations' || kind === 'points') {
    const all = 'await annotations.all()';
    return [
      `const annotations = await precomputed.openAnnotations(${store});`,
      kind === 'points' ? `viewer({ points: ${all} })` : all,
    ];
  }
  const ids = `['${id}']`;
  if (kind === 'meshes') {
    return [`const meshes = await precomputed.openMeshes(${store});`, `viewer(await meshes.readMany(${ids}))`];
  }
  return [
    `const skeletons = await precomputed.openSkeletons(${store});`,
    `const read = await skeletons.readMany(${ids});`,
    'viewer(read.map(one => ({ id: one.id, skeleton: one.toSkeleton() })))',
  ];
}

/** Of a folder in shards: whole shard files are what JupyterLab would send. */
export function inShards(kind: PartKind, folder: string, trans: ITranslation): NotShown {
  return new NotShown(
    trans.__(
      '%1 lies in shards, of which JupyterLab can send no part. In a notebook at the top folder, this reads the ones you want:',
      folder,
    ),
    codeFor(kind, folder),
  );
}
