/** Where layers come from. */

import { InvalidArgumentError, NotFoundError } from '../../errors.js';
import type { Point } from '../transforms.js';

/** Image and segmentation of one volume, as Neuroglancer opens them. */
export interface VolumeSource {
  /** Voxel edges that positions are counted in, nm. */
  readonly voxelSizeNm: Point;
  /**
   * Address of the image: `precomputed://gs://…`, `zarr://https://…`; without a format it is precomputed, and a path
   * without `://` is a folder under the one that JupyterLab serves, which only the tab in JupyterLab can open.
   */
  readonly image?: string;
  /** Address of the segmentation, whose meshes show the cells. */
  readonly segmentation?: string;
  /** Address of skeletons, when the segmentation has none of its own. */
  readonly skeletons?: string;
}

const EM = 'precomputed://https://bossdb-open-data.s3.amazonaws.com/iarpa_microns/minnie/minnie65/em';

const minnie65 = (segmentation: string): VolumeSource => ({
  voxelSizeNm: [4, 4, 40],
  image: EM,
  segmentation: `precomputed://gs://iarpa_microns/minnie/minnie65/${segmentation}`,
});

/**
 * Volumes that anyone can open without a login, by name. Root ids belong to one version of the segmentation:
 * `minnie65` is version 1300.
 */
export const SOURCES: Readonly<Record<'minnie65' | 'minnie65-v943' | 'minnie65-v343' | 'minnie65-v117', VolumeSource>> =
  {
    minnie65: minnie65('seg_m1300'),
    'minnie65-v943': minnie65('seg_m943'),
    'minnie65-v343': minnie65('seg_m343'),
    'minnie65-v117': minnie65('seg'),
  };

/** The address of a folder under the one JupyterLab serves, within a source's address. */
export const JUPYTER_FILES = 'jupyter:';

/** A volume by name, or as it is given, with every address as Neuroglancer writes them. */
export function volumeSource(source: string | VolumeSource): VolumeSource {
  if (typeof source === 'string') {
    if (Object.hasOwn(SOURCES, source)) return SOURCES[source as keyof typeof SOURCES];
    throw new NotFoundError(
      `neuroglancer source is not known: received "${source}", expected ${Object.keys(SOURCES).join(', ')}, ` +
        'or { voxelSizeNm, image, segmentation }',
      { known: Object.keys(SOURCES) },
    );
  }
  const { voxelSizeNm, image, segmentation, skeletons } = source;
  if (!Array.isArray(voxelSizeNm) || voxelSizeNm.length !== 3 || !voxelSizeNm.every(nm => nm > 0 && nm < Infinity)) {
    throw new InvalidArgumentError(
      `neuroglancer source voxelSizeNm is no voxel: received ${String(voxelSizeNm)}, ` +
        'expected three edges in nm, such as [4, 4, 40]',
      { argument: 'voxelSizeNm' },
    );
  }
  return {
    voxelSizeNm,
    ...(image === undefined ? {} : { image: withFormat(image) }),
    ...(segmentation === undefined ? {} : { segmentation: withFormat(segmentation) }),
    ...(skeletons === undefined ? {} : { skeletons: withFormat(skeletons) }),
  };
}

function withFormat(address: string): string {
  if (typeof address !== 'string' || address === '') {
    throw new InvalidArgumentError(
      `neuroglancer source address is missing: received ${String(address)}, expected gs://, https:// or a folder`,
      { argument: 'source' },
    );
  }
  // `gs://…|neuroglancer-precomputed:` names its format at the end, as Neuroglancer writes it since 2025.
  if (address.includes('|') || /^[a-z0-9+-]+:\/\/[a-z][a-z0-9+.-]*:/.test(address)) return address;
  if (/^(?:local|python|brainmaps|boss|dvid|render|nggraph):\/\//.test(address)) return address;
  if (/^[a-z][a-z0-9+.-]*:\/\//.test(address)) return `precomputed://${address}`;
  return `precomputed://${JUPYTER_FILES}${address.replace(/^\.?\//, '').replace(/\/$/, '')}`;
}

/** An address, its format and the place it names. */
export interface LayerSource {
  /** As the state has it. */
  readonly url: string;
  /** `precomputed`, `graphene`, `zarr`, `local`, …; empty when the address does not say. */
  readonly format: string;
  /** `gs://…`, `https://…`: what `precomputed.openStore` takes. */
  readonly location: string;
}

/** Both ways of writing: `precomputed://gs://BUCKET/PATH` and `gs://BUCKET/PATH|neuroglancer-precomputed:`. */
export function layerSource(url: string): LayerSource {
  const piped = /^(.*)\|([a-z0-9-]+):[^|]*$/.exec(url);
  if (piped) return { url, format: piped[2].replace(/^neuroglancer-/, ''), location: piped[1].replace(/\/$/, '') };
  const prefixed = /^([a-z0-9-]+):\/\/([a-z][a-z0-9+.-]*:.*)$/.exec(url);
  if (prefixed) return { url, format: prefixed[1], location: prefixed[2] };
  const local = /^(local|python):\/\/(.*)$/.exec(url);
  return local ? { url, format: local[1], location: local[2] } : { url, format: '', location: url };
}
