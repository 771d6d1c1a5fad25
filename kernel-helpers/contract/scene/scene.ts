/** What the neuron viewer is sent, stored in the notebook as JSON. How the packed arrays are laid out stands beside each. */

/** Three coordinates: x across, y growing away from the pia, z along the sections. */
export type SceneVector = readonly [number, number, number];

/**
 * Neurons, surfaces, synapses, points and boxes about one place, in nanometres, and how they are looked at.
 *
 * A neuron is one cell of {@link Scene.cells}, whatever is shown of it: its skeleton, its mesh and its synapses refer to
 * it by its index there, so that it is coloured, hidden and selected as one.
 */
export interface Scene {
  readonly version: 2;
  readonly title: string;
  readonly caption: string;
  readonly synthetic: boolean;
  /** What a reader must know of what is not shown as it is: left out, simplified, or kept elsewhere. */
  readonly notes: readonly string[];
  /** `cortex`: y is depth below the pia; `volume`: axes as the microscope had them. */
  readonly axes: 'cortex' | 'volume';
  readonly cells: readonly SceneCell[];
  readonly items: readonly SceneItem[];
  readonly layers: readonly SceneLayer[];
  /** What the cells' colours stand for, when they stand for a number. */
  readonly colorBar?: SceneColorBar;
  /** What each cell's colour stands for, when that is a word; `null` for a cell that has none. Absent: see their types. */
  readonly colorWords?: readonly (string | null)[];
  readonly view?: SceneView;
  /** The volume that the ids of {@link Scene.cells} are of, where it is known: what a link to Neuroglancer opens. */
  readonly source?: SceneSource;
  /** By which the kernel that made this view knows it; of no meaning without that kernel. */
  readonly live?: string;
}

/** One neuron: who it is and its colour. */
export interface SceneCell {
  /** 64-bit id as a decimal string. */
  readonly id: string;
  readonly label: string;
  readonly type: string | null;
  /** `#rrggbb`. */
  readonly color: string;
}

export type SceneItem = SceneSkeletons | SceneMeshes | ScenePoints | SceneBox;

interface SceneItemCommon {
  /** Differs from that of every other item of the scene; the same content has the same key. */
  readonly key: string;
  /** What the legend calls it. */
  readonly name: string;
}

/** Trees of nodes with radius. */
export interface SceneSkeletons extends SceneItemCommon {
  readonly kind: 'skeletons';
  /** 0 to 1. */
  readonly opacity: number;
  /** Factor on every radius; 1 is true to the data, 0 draws lines a pixel wide. */
  readonly radiusScale: number;
  /** In the order of their nodes; `cell` is an index into {@link Scene.cells}. */
  readonly trees: readonly { readonly cell: number; readonly nodeCount: number }[];
  /** Colours node by node; absent: by cell. */
  readonly paint?: ScenePaint;
  readonly packed: PackedNodes;
}

/** Surfaces. */
export interface SceneMeshes extends SceneItemCommon {
  readonly kind: 'meshes';
  readonly opacity: number;
  readonly parts: readonly SceneMeshPart[];
  /** Colours vertex by vertex, all parts in order; absent: by cell. */
  readonly paint?: ScenePaint;
  /** `meshopt` vertex buffers (4 uint16 a vertex: x, y, z, 0) and index buffers, part after part, deflated, in base64. */
  readonly packed: { readonly vertices: string; readonly indices: string };
}

/** Coordinate of a vertex = `originNm[k] + q * stepNm[k]`. */
export interface SceneMeshPart {
  readonly cell: number;
  readonly vertexCount: number;
  readonly triangleCount: number;
  readonly originNm: SceneVector;
  readonly stepNm: SceneVector;
  /** Lengths of this part's encoded buffers. */
  readonly vertexBytes: number;
  readonly indexBytes: number;
  /** How many triangles the surface has where it comes from, when that is more; the live kernel can send them. */
  readonly fullTriangleCount?: number;
}

/** Small spheres: synapses, somata, annotations. */
export interface ScenePoints extends SceneItemCommon {
  readonly kind: 'points';
  readonly role: 'synapses' | 'somata' | 'points';
  readonly opacity: number;
  /** Of every point that has no radius of its own. */
  readonly radiusNm: number;
  /** `#rrggbb`, or `null` for the colour of each point's cell. */
  readonly color: string | null;
  readonly paint?: ScenePaint;
  readonly packed: PackedPoints;
}

/** The outline of a box, as of an imaged volume. */
export interface SceneBox extends SceneItemCommon {
  readonly kind: 'box';
  readonly color: string | null;
  readonly minNm: SceneVector;
  readonly maxNm: SceneVector;
}

/** Colours of nodes, vertices or points: `colors[codes[i]]`. */
export interface ScenePaint {
  /** uint8, deflated, in base64; each below `colors.length`. */
  readonly codes: string;
  /** `#rrggbb`, 1 to 256 of them. */
  readonly colors: readonly string[];
  /** What each colour is, when they are categories ("axon"); the legend lists those in use. */
  readonly labels?: readonly string[];
  /** What the colours measure, when they are a ramp. */
  readonly bar?: SceneColorBar;
}

/** A ramp of colours and the values at its ends. */
export interface SceneColorBar {
  /** With the unit: "path length to soma (µm)". */
  readonly label: string;
  readonly min: number;
  readonly max: number;
  readonly scale: 'linear' | 'log';
  /** From `min` to `max`, evenly. */
  readonly colors: readonly string[];
  /** Of what has no value; absent when everything has one. */
  readonly missing?: string;
}

/** A horizontal plane of the cortical layer scaffold, named for the layers it parts ("L1 | L2/3"). */
export interface SceneLayer {
  readonly name: string;
  readonly depthNm: number;
}

/** Image and segmentation of a volume, addresses as Neuroglancer writes them. */
export interface SceneSource {
  /** Voxel edges that positions are counted in, nm. */
  readonly voxelSizeNm: SceneVector;
  readonly image?: string;
  readonly segmentation?: string;
  readonly skeletons?: string;
}

/** How the scene is looked at; the browser writes it back. Ids are those of {@link SceneCell}. */
export interface SceneView {
  readonly camera?: SceneCamera;
  readonly hidden?: readonly string[];
  /** Keys of items. */
  readonly hiddenItems?: readonly string[];
  readonly selected?: readonly string[];
}

/** Where the viewer stands. Angles in radians about the target, distance in nm. */
export interface SceneCamera {
  readonly target: SceneVector;
  readonly azimuth: number;
  readonly elevation: number;
  /** Clockwise turn of the picture; absent: 0. */
  readonly roll?: number;
  readonly distance: number;
  /** Absent: perspective. Both show the same at the target's depth. */
  readonly projection?: 'perspective' | 'orthographic';
}

/**
 * Nodes of all trees in order; `p(i)` is the parent of node i within the same tree. Each array is stored as byte planes
 * (`contract/bytes.ts`), deflated, in base64:
 * - `positions`: uint16 at `3*i + k`; `q(i, k) = (positions[3*i + k] + q(p(i), k)) mod 65536`, where the root of a
 *   tree adds 0; coordinate = `originNm[k] + q(i, k) * stepNm[k]`, right to half a step
 * - `radii`: uint8; radius = `radiusMinNm * (radiusMaxNm / radiusMinNm) ** (radii[i] / 255)`, right to half a step of
 *   the exponent
 * - `parents`: uint32, `i - p(i)`, and 0 for a root
 * - `compartments`: uint8 SWC codes
 */
export interface PackedNodes {
  readonly nodeCount: number;
  readonly originNm: SceneVector;
  /** Nanometres in one unit of `q`; 0 along an axis where every node has the same coordinate. */
  readonly stepNm: SceneVector;
  readonly radiusMinNm: number;
  readonly radiusMaxNm: number;
  readonly positions: string;
  readonly radii: string;
  readonly parents: string;
  readonly compartments: string;
}

/**
 * Points, each array stored as byte planes, deflated, in base64, or absent:
 * - `positions`: uint16 at `3*i + k`; `q(i, k) = (positions[3*i + k] + q(i - 1, k)) mod 65536`; coordinate as above
 * - `radii`: uint8 on the logarithmic scale above
 * - `ids`, `partners`: uint64 as 8 byte planes: of the point (a synapse id), and of the cell on its other side
 * - `cells`: uint32, 1 + the index of the point's cell in {@link Scene.cells}, 0 for none
 * - `sides`: uint8, 0 none, 1 an output of its cell (presynaptic), 2 an input (postsynaptic)
 */
export interface PackedPoints {
  readonly count: number;
  readonly originNm: SceneVector;
  readonly stepNm: SceneVector;
  readonly positions: string;
  readonly radii?: { readonly minNm: number; readonly maxNm: number; readonly codes: string };
  readonly ids?: string;
  readonly partners?: string;
  readonly cells?: string;
  readonly sides?: string;
}
