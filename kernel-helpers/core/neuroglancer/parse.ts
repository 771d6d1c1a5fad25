import { FormatError } from '../../errors.js';
import type { DatasetTransform, Point } from '../transforms.js';
import { hexColor } from './color.js';
import type { Quaternion } from './orientation.js';
import { cameraOf, frameOf } from './projection.js';
import { readLayers, type ViewLayer } from './read-layers.js';
import { type Fields, Reading } from './reading.js';
import { stateIn } from './site.js';
import type { State } from './state.js';
import { type AnnotationLayer, LAYOUTS, type Layout, type OrbitCamera } from './view.js';
import { canonicalNm, spaceIn, spaceOf, toNm, type VoxelSpace } from './voxels.js';

/** How a state is read. */
export interface ParseOptions {
  /** Voxel edges, nm, for states that leave them to their images; they are otherwise not known. */
  readonly voxelSizeNm?: Point;
  /** Given, positions and camera come in nm under a flat pia, as the neuron viewer shows a cortex. */
  readonly transform?: DatasetTransform | 'minnie65';
}

/** What a Neuroglancer state shows. A field that the state does not have, or that cannot be read, is absent. */
export interface View {
  readonly title?: string;
  /** Segments that visible layers show, each once, in the layers' order. */
  readonly ids: readonly bigint[];
  /** Segments that are listed and shown nowhere. */
  readonly hiddenIds: readonly bigint[];
  /** `#rrggbb` by segment, where the state gives one. */
  readonly colors: ReadonlyMap<bigint, string>;
  readonly positionNm?: Point;
  /** Voxel edges that the state counts in, nm. */
  readonly voxelSizeNm?: Point;
  /** Zoom of the planes, nm in a pixel. */
  readonly nmPerPixel?: number;
  readonly camera?: OrbitCamera;
  readonly layout?: Layout;
  /** Background of the 3D view, `#rrggbb`. */
  readonly background?: string;
  readonly layers: readonly ViewLayer[];
  /** The marks of all annotation layers that keep them in the state. */
  readonly annotations: readonly AnnotationLayer[];
  /** Parts of the state that are not in this view: `layers[0].shader`, with the reason where there is one. */
  readonly ignored: readonly string[];
  /** The state as it was. */
  readonly state: State;
}

/**
 * What a link from Neuroglancer or Spelunker, or the JSON of its state, shows.
 *
 * @throws {UnsupportedError} when the link only names a state that a server keeps: its JSON can be passed instead.
 * @throws {FormatError} when there is no state in it.
 * @example
 * const view = neuroglancer.parse(neuroglancer.link({ ids: [864691135571546917n], colors: ['#008cf9'] }));
 * view.ids; // [864691135571546917n]
 * view.ignored; // []
 */
export function parse(urlOrState: string | object, options: ParseOptions = {}): View {
  const state = typeof urlOrState === 'string' ? stateIn(urlOrState) : urlOrState;
  const reading = new Reading();
  const fields = typeof state === 'object' && state !== null ? reading.fields(state, '') : undefined;
  if (fields === undefined) {
    throw new FormatError(
      `neuroglancer state is no object: received ${state === null ? 'null' : typeof state}, expected { layers: […] }`,
      { format: 'neuroglancer state', at: 'the whole' },
    );
  }
  const frame = frameOf(options.transform);
  const place = readPlace(fields, reading, options);
  const layers = readLayers(fields.take('layers'), { reading, space: place.space, into: frame.into });
  const layout = readLayout(fields, reading);
  const camera = readCamera(place, layout.orthographic, options);
  const background = readBackground(fields, reading);
  const title = fields.text('title');
  // Which panel is open and which layer is selected there say nothing of what is seen.
  for (const key of ['selectedLayer', 'showSlices']) fields.take(key);
  fields.leaveRest();
  return {
    ...(title === undefined ? {} : { title }),
    ...segmentsOf(layers),
    ...(place.positionNm && { positionNm: frame.into(place.positionNm) }),
    ...(place.space && { voxelSizeNm: place.space.voxelSizeNm }),
    ...(place.nmPerPixel === undefined ? {} : { nmPerPixel: place.nmPerPixel }),
    ...(camera && { camera }),
    ...(layout.type && { layout: layout.type }),
    ...(background === undefined ? {} : { background }),
    layers,
    annotations: layers.flatMap(({ annotations }) => (annotations ? [annotations] : [])),
    ignored: reading.ignored,
    state: state as State,
  };
}

interface Place {
  readonly space: VoxelSpace | undefined;
  readonly positionNm: Point | undefined;
  readonly nmPerPixel: number | undefined;
  readonly orientation: Quaternion;
  /** Height of the 3D view at the position's depth. */
  readonly heightNm: number | undefined;
}

/** Height in nm of the 3D view for `perspectiveZoom` 1, in the states of before 2019. */
const LEGACY_HEIGHT_NM: number = 2 * 100 * Math.tan(Math.PI / 8);

function readPlace(fields: Fields, reading: Reading, { voxelSizeNm }: ParseOptions): Place {
  const legacy = readLegacyPose(fields, reading);
  const dimensions = fields.take('dimensions');
  const space = spaceIn(dimensions) ?? legacy.space ?? (voxelSizeNm && spaceOf(voxelSizeNm));
  if (dimensions !== undefined && spaceIn(dimensions) === undefined) {
    reading.ignore('dimensions', 'not three lengths');
  }
  const canonical = space && canonicalNm(space);
  const inNm = (key: string): number | undefined => {
    const voxels = fields.positive(key);
    if (voxels !== undefined && canonical === undefined) reading.ignore(key, UNKNOWN_VOXEL);
    return voxels === undefined || canonical === undefined ? undefined : voxels * canonical;
  };
  const position = fields.take('position') ?? legacy.position;
  const positionNm = space && position !== undefined ? toNm(position, space) : undefined;
  if (position !== undefined && positionNm === undefined) {
    reading.ignore('position', space ? 'not a number for each dimension' : UNKNOWN_VOXEL);
  }
  const orientation = readQuaternion(fields.take('projectionOrientation') ?? fields.take('perspectiveOrientation'));
  if (orientation === undefined) reading.ignore('projectionOrientation', 'not four numbers');
  const legacyZoom = fields.positive('perspectiveZoom');
  const heightNm = inNm('projectionScale') ?? (legacyZoom && legacyZoom * LEGACY_HEIGHT_NM);
  return {
    space,
    positionNm,
    nmPerPixel: inNm('crossSectionScale') ?? legacy.nmPerPixel,
    orientation: orientation ?? [0, 0, 0, 1],
    heightNm: showsOtherAxes(fields, reading) ? undefined : heightNm,
  };
}

/** Whether the view swaps, leaves out or stretches axes, so that no camera of ours looks at the volume that way. */
function showsOtherAxes(fields: Fields, reading: Reading): boolean {
  const shown = fields.take('displayDimensions');
  const stretched = fields.take('relativeDisplayScales');
  const isOther = shown !== undefined && String(shown) !== 'x,y,z';
  if (isOther) reading.ignore('displayDimensions', 'a view of other axes than x, y, z has no camera here');
  if (stretched !== undefined) reading.ignore('relativeDisplayScales', 'a stretched view has no camera here');
  return isOther || stretched !== undefined;
}

const UNKNOWN_VOXEL = 'the size of a voxel is not stated; pass { voxelSizeNm }';

/** `navigation` of the states of before 2019. */
function readLegacyPose(
  fields: Fields,
  reading: Reading,
): { readonly space?: VoxelSpace; readonly position?: unknown; readonly nmPerPixel?: number } {
  const value = fields.take('navigation');
  const navigation = value === undefined ? undefined : reading.fields(value, 'navigation');
  const pose = navigation?.take('pose');
  const poseFields = pose === undefined ? undefined : reading.fields(pose, 'navigation.pose');
  const position = poseFields?.take('position');
  const positionFields = position === undefined ? undefined : reading.fields(position, 'navigation.pose.position');
  const size = positionFields?.take('voxelSize');
  const isSize = Array.isArray(size) && size.length === 3 && size.every(nm => nm > 0 && nm < Infinity);
  const nmPerPixel = navigation?.positive('zoomFactor');
  const coordinates = positionFields?.take('voxelCoordinates');
  for (const part of [positionFields, poseFields, navigation]) part?.leaveRest();
  return {
    ...(isSize && { space: spaceOf(size as unknown as Point) }),
    ...(coordinates !== undefined && { position: coordinates }),
    ...(nmPerPixel !== undefined && { nmPerPixel }),
  };
}

/** No turn when absent; `undefined` when it is none. */
function readQuaternion(value: unknown): Quaternion | undefined {
  if (value === undefined) return [0, 0, 0, 1];
  const isOne = Array.isArray(value) && value.length === 4 && value.every(Number.isFinite) && value.some(Boolean);
  return isOne ? (value as unknown as Quaternion) : undefined;
}

function readLayout(fields: Fields, reading: Reading): { readonly type?: Layout; readonly orthographic: boolean } {
  let value = fields.take('layout');
  let place = 'layout';
  let orthographic = false;
  while (typeof value === 'object' && value !== null) {
    const parts = reading.fields(value, place);
    const children = parts?.take('children');
    if (parts?.take('orthographicProjection') === true) orthographic = true;
    const inner = parts?.take('layout');
    const type = parts?.take('type');
    parts?.leaveRest();
    // A row or column of one panel is that panel.
    const only = Array.isArray(children) && children.length === 1 ? children[0] : undefined;
    value = only ?? inner ?? (Array.isArray(children) ? `${children.length} panels` : type);
    place = only === undefined ? place : `${place}.children[0]`;
  }
  if (LAYOUTS.includes(value as Layout)) return { type: value as Layout, orthographic };
  if (value !== undefined) reading.ignore('layout', `${String(value)} is not one of ${LAYOUTS.join(', ')}`);
  return { orthographic };
}

/** The 3D camera, of states that place it: without a zoom it is left to the data. */
function readCamera(place: Place, orthographic: boolean, { transform }: ParseOptions): OrbitCamera | undefined {
  const { positionNm, orientation, heightNm } = place;
  if (positionNm === undefined || heightNm === undefined) return undefined;
  const camera = cameraOf({ positionNm, orientation, heightNm }, frameOf(transform));
  return camera && (orthographic ? { ...camera, projection: 'orthographic' } : camera);
}

function readBackground(fields: Fields, reading: Reading): string | undefined {
  const value = fields.take('projectionBackgroundColor') ?? fields.take('perspectiveViewBackgroundColor');
  const hex = hexColor(value);
  if (value !== undefined && hex === undefined)
    reading.ignore('projectionBackgroundColor', 'no colour that is known here');
  return hex;
}

function segmentsOf(layers: readonly ViewLayer[]): Pick<View, 'ids' | 'hiddenIds' | 'colors'> {
  const shown = layers.filter(({ visible }) => visible);
  const ids = new Set(shown.flatMap(layer => layer.ids));
  const hidden = new Set(layers.flatMap(layer => [...layer.ids, ...layer.hiddenIds]).filter(id => !ids.has(id)));
  return {
    ids: [...ids],
    hiddenIds: [...hidden],
    // A visible layer's colour before that of one that is switched off.
    colors: new Map([...layers.filter(({ visible }) => !visible), ...shown].flatMap(({ colors }) => [...colors])),
  };
}
