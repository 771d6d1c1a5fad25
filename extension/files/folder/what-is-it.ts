/** What kind of folder an `info` file says it describes. */

import type { Info } from 'connectome-helpers/dist/formats/precomputed/parse-json.js';

export type FolderKind = 'skeletons' | 'meshes' | 'annotations' | 'properties' | 'volume';

const kinds: Readonly<Record<string, FolderKind>> = {
  neuroglancer_skeletons: 'skeletons',
  neuroglancer_legacy_mesh: 'meshes',
  neuroglancer_multilod_draco: 'meshes',
  neuroglancer_annotations_v1: 'annotations',
  neuroglancer_segment_properties: 'properties',
  neuroglancer_multiscale_volume: 'volume',
};

/** `undefined` for what is no `info` of a precomputed folder; of those without `@type` the fields tell. */
export function folderKind(info: unknown): FolderKind | undefined {
  if (typeof info !== 'object' || info === null || Array.isArray(info)) return undefined;
  const fields = info as Info;
  const type = fields['@type'];
  if (typeof type === 'string') return Object.hasOwn(kinds, type) ? kinds[type] : undefined;
  if (Array.isArray(fields.scales) || typeof fields.mesh === 'string' || typeof fields.skeletons === 'string') {
    return 'volume';
  }
  return Array.isArray(fields.vertex_attributes) ? 'skeletons' : undefined;
}

/** Whether the viewer has something to show of the folder whose `info` is this text. */
export function isShownFolder(text: string): boolean {
  try {
    const kind = folderKind(JSON.parse(text));
    return kind !== undefined && kind !== 'properties';
  } catch {
    return false;
  }
}
