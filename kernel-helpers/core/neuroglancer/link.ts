import { InvalidArgumentError } from '../../errors.js';
import { formatId, type IdLike, parseId } from '../ids.js';
import type { DatasetTransform, Point } from '../transforms.js';
import { givenColor } from './color.js';
import { hasFolders } from './jupyter-files.js';
import { frameOf, projectionOf } from './projection.js';
import { type Site, siteUrl } from './site.js';
import { type SOURCES, type VolumeSource, volumeSource } from './source.js';
import type { LayerState, State } from './state.js';
import { type AnnotationLayer, LAYOUTS, type Layout, type OrbitCamera } from './view.js';
import { canonicalNm, dimensionsOf, spaceOf, toVoxels } from './voxels.js';
import { annotationLayer, givenPoint } from './write-annotations.js';

/** What a Neuroglancer state is made of. */
export interface StateOptions {
  /** Image and segmentation, by name or address; `'minnie65'` when absent. */
  readonly source?: keyof typeof SOURCES | VolumeSource;
  /** Segments to show. */
  readonly ids?: Iterable<IdLike>;
  /** Segments that are listed but not shown. */
  readonly hiddenIds?: Iterable<IdLike>;
  /** `#rrggbb` by id, or one for each of `ids` in order; Neuroglancer picks the others. */
  readonly colors?: ReadonlyMap<IdLike, string> | Readonly<Record<string, string>> | readonly string[];
  /** How the 3D view looks; its target is the position. */
  readonly camera?: OrbitCamera;
  /** Where the planes cross and what the 3D view looks at, nm; with no `camera`. */
  readonly positionNm?: Point;
  /** Zoom of the planes, nm in a pixel. */
  readonly nmPerPixel?: number;
  readonly annotations?: readonly AnnotationLayer[];
  /** Panels; `'4panel'` with an image, else `'3d'`. */
  readonly layout?: Layout;
  /** Whether the 3D view shows the planes too; false. */
  readonly showSlices?: boolean;
  /** Background of the 3D view, `#rrggbb`. */
  readonly background?: string;
  readonly title?: string;
  /**
   * Given, `camera`, `positionNm` and `annotations` are in nm under a flat pia, as the neuron viewer shows a cortex,
   * and are turned back: `transforms.minnie65`, or that name.
   */
  readonly transform?: DatasetTransform | 'minnie65';
}

/** What a link is made of. */
export interface LinkOptions extends StateOptions {
  /** Page that shows it: `'neuroglancer'` (the default), `'spelunker'`, or the address of another. */
  readonly site?: Site;
}

/**
 * The JSON of a Neuroglancer state: what to look at, and from where.
 *
 * @throws {NotFoundError} when a source is not known by that name.
 * @throws {InvalidArgumentError} when an option cannot be meant, such as a number that is no exact id.
 * @example
 * const state = neuroglancer.toState({ ids: [864691135571546917n], positionNm: [713600, 572992, 849520] });
 * state.position; // [178400, 143248, 21238]: voxels of 4 × 4 × 40 nm
 */
export function toState(options: StateOptions = {}): State {
  const { camera, positionNm, nmPerPixel, annotations = [], title, showSlices = false, background } = options;
  const source = volumeSource(options.source ?? 'minnie65');
  const space = spaceOf(source.voxelSizeNm);
  const frame = frameOf(options.transform);
  if (camera !== undefined && positionNm !== undefined) {
    throw new InvalidArgumentError(
      "neuroglancer positionNm is given twice: received positionNm and camera, expected one; the camera's target is the position",
      { argument: 'positionNm' },
    );
  }
  const projection = camera && projectionOf(checked(camera), frame);
  const position = projection?.positionNm ?? (positionNm && frame.outOf(givenPoint(positionNm, 'positionNm')));
  const segments = segmentationLayer(source, options);
  return {
    ...(title === undefined ? {} : { title }),
    dimensions: dimensionsOf(source.voxelSizeNm),
    ...(position === undefined ? {} : { position: toVoxels(position, space) }),
    ...(nmPerPixel === undefined ? {} : { crossSectionScale: positive(nmPerPixel, 'nmPerPixel') / canonicalNm(space) }),
    ...(projection === undefined
      ? {}
      : { projectionOrientation: projection.orientation, projectionScale: projection.heightNm / canonicalNm(space) }),
    layers: [
      ...(source.image === undefined ? [] : [{ type: 'image', name: 'image', source: source.image }]),
      ...segments,
      ...annotations.map(layer =>
        annotationLayer(layer, {
          voxelSizeNm: source.voxelSizeNm,
          outOf: frame.outOf,
          segmentation: segments[0]?.name,
        }),
      ),
    ],
    ...(segments.length === 0 ? {} : { selectedLayer: { layer: segments[0].name } }),
    showSlices,
    ...(background === undefined ? {} : { projectionBackgroundColor: givenColor(background, 'background') }),
    layout: layoutOf(options, source),
  };
}

/**
 * A link that opens a view in Neuroglancer or Spelunker: segments with their colours, the camera, marks.
 *
 * The whole state is in the link, so it needs no server; some programs cut links of more than a few thousand signs.
 *
 * @throws {InvalidArgumentError} when an option cannot be meant, or a source is a folder of this computer.
 * @throws {NotFoundError} when a source is not known by that name.
 * @example
 * neuroglancer.link({ ids: [864691135571546917n], colors: ['#008cf9'], site: 'spelunker' });
 * // 'https://spelunker.cave-explorer.org/#!%7B%22dimensions%22:…'
 */
export function link({ site = 'neuroglancer', ...options }: LinkOptions = {}): string {
  const state = toState(options);
  if (hasFolders(state)) {
    throw new InvalidArgumentError(
      'neuroglancer link source is a folder of this computer: received a path, expected gs://, s3:// or https://; ' +
        'neuroglancer.open shows such a folder in JupyterLab',
      { argument: 'source' },
    );
  }
  return siteUrl(state, site);
}

function segmentationLayer(source: VolumeSource, options: StateOptions): LayerState[] {
  const ids = [...(options.ids ?? [])].map(id => parseId(id, 'neuroglancer ids'));
  const hidden = [...(options.hiddenIds ?? [])].map(id => parseId(id, 'neuroglancer hiddenIds'));
  const { segmentation, skeletons } = source;
  const addresses = [segmentation, skeletons].filter(address => address !== undefined);
  if (addresses.length === 0) {
    if (ids.length + hidden.length === 0) return [];
    throw new InvalidArgumentError(
      'neuroglancer ids have no segmentation: received a source without one, expected { segmentation } or { skeletons }',
      { argument: 'source' },
    );
  }
  const colors = colorsById(options.colors, ids);
  return [
    {
      type: 'segmentation',
      name: 'segmentation',
      source: addresses.length === 1 ? addresses[0] : addresses,
      segments: [...ids.map(formatId), ...hidden.map(id => `!${formatId(id)}`)],
      ...(colors.size === 0 ? {} : { segmentColors: Object.fromEntries(colors) }),
    },
  ];
}

function colorsById(colors: StateOptions['colors'], ids: readonly bigint[]): Map<string, string> {
  if (colors === undefined) return new Map();
  if (Array.isArray(colors) && colors.length !== ids.length) {
    throw new InvalidArgumentError(
      `neuroglancer colors are not as many as ids: received ${colors.length}, expected ${ids.length}`,
      { argument: 'colors' },
    );
  }
  const pairs: Iterable<readonly [IdLike, unknown]> = Array.isArray(colors)
    ? ids.map((id, i) => [id, colors[i]] as const)
    : colors instanceof Map
      ? colors
      : Object.entries(colors);
  const byId = new Map<string, string>();
  for (const [id, color] of pairs) {
    byId.set(formatId(parseId(id, 'neuroglancer colors id')), givenColor(color, `color of ${id}`));
  }
  return byId;
}

function layoutOf({ layout, camera }: StateOptions, { image }: VolumeSource): unknown {
  if (layout !== undefined && !LAYOUTS.includes(layout)) {
    throw new InvalidArgumentError(
      `neuroglancer layout is not known: received ${String(layout)}, expected ${LAYOUTS.join(', ')}`,
      { argument: 'layout' },
    );
  }
  const type = layout ?? (image === undefined ? '3d' : '4panel');
  return camera?.projection === 'orthographic' ? { type, orthographicProjection: true } : type;
}

function checked(camera: OrbitCamera): OrbitCamera {
  givenPoint(camera.target, 'camera target');
  positive(camera.distance, 'camera distance');
  for (const angle of ['azimuth', 'elevation', 'roll'] as const) {
    if (angle === 'roll' && camera.roll === undefined) continue;
    if (Number.isFinite(camera[angle])) continue;
    throw new InvalidArgumentError(
      `neuroglancer camera ${angle} is no angle: received ${String(camera[angle])}, expected radians`,
      { argument: 'camera' },
    );
  }
  return camera;
}

function positive(value: number, what: string): number {
  if (value > 0 && value < Infinity) return value;
  throw new InvalidArgumentError(`neuroglancer ${what} is no length: received ${String(value)}, expected nm above 0`, {
    argument: what,
  });
}
