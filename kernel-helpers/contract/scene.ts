/** One neuron of a scene: who it is and how it looks; its nodes follow those of the neuron before it. */
export interface SceneNeuron {
  /** 64-bit id as a decimal string. */
  readonly id: string;
  readonly label: string;
  readonly type: string | null;
  /** `#rrggbb`. */
  readonly color: string;
  readonly nodeCount: number;
}

/** A horizontal plane of the cortical layer scaffold, named for the layers it parts ("L1 | L2/3"). */
export interface SceneLayer {
  readonly name: string;
  readonly depthNm: number;
}

/** Where the viewer stood. Angles in radians about the scene's centre, distance in nm. */
export interface SceneCamera {
  readonly target: readonly [number, number, number];
  readonly azimuth: number;
  readonly elevation: number;
  readonly distance: number;
}

/**
 * What the neuron viewer is sent, stored in the notebook as JSON.
 *
 * Axes are right as the data has them: x across, y = depth growing away from the pia, z along the sections, in nm.
 * Node arrays run over all neurons in order. `packed` holds deflated little-endian arrays as base64:
 * - `positions`: uint16, `3*i + k`; coordinate = `originNm[k] + value * stepNm[k]`
 * - `radii`: uint8; radius = `radiusMinNm * (radiusMaxNm / radiusMinNm) ** (value / 255)`
 * - `parents`: int32 index within the same neuron, -1 for a root, stored as `i - parents[i]` (0 for a root), uint32
 * - `compartments`: uint8 SWC codes
 */
export interface NeuronScene {
  readonly version: 1;
  readonly title: string;
  readonly caption: string;
  readonly synthetic: boolean;
  readonly neurons: readonly SceneNeuron[];
  readonly layers: readonly SceneLayer[];
  readonly camera?: SceneCamera;
  readonly packed: {
    readonly nodeCount: number;
    readonly originNm: readonly [number, number, number];
    readonly stepNm: readonly [number, number, number];
    readonly radiusMinNm: number;
    readonly radiusMaxNm: number;
    readonly positions: string;
    readonly radii: string;
    readonly parents: string;
    readonly compartments: string;
  };
}

