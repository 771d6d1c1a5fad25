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
 * Node arrays run over all neurons in order; `p(i)` is the parent of node i within the same neuron. Each array is
 * stored as byte planes (`contract/bytes.ts`), deflated, in base64:
 * - `positions`: uint16 at `3*i + k`; `q(i, k) = (positions[3*i + k] + q(p(i), k)) mod 65536`, where the root of a
 *   tree adds 0; coordinate = `originNm[k] + q(i, k) * stepNm[k]`, right to half a step
 * - `radii`: uint8; radius = `radiusMinNm * (radiusMaxNm / radiusMinNm) ** (radii[i] / 255)`, right to half a step of
 *   the exponent
 * - `parents`: uint32, `i - p(i)`, and 0 for a root
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
  readonly packed: PackedNodes;
}

/** The nodes of a {@link NeuronScene}, quantised and packed. */
export interface PackedNodes {
  readonly nodeCount: number;
  readonly originNm: readonly [number, number, number];
  /** Nanometres in one unit of `q`; 0 along an axis where every node has the same coordinate. */
  readonly stepNm: readonly [number, number, number];
  readonly radiusMinNm: number;
  readonly radiusMaxNm: number;
  readonly positions: string;
  readonly radii: string;
  readonly parents: string;
  readonly compartments: string;
}
