/** All that a view shows, before it is packed. */

import type { SceneLayer, SceneView } from '../../contract/scene/scene.js';
import type { SOURCES, VolumeSource } from '../../core/neuroglancer/source.js';
import type { Layer } from '../../core/transforms.js';
import type { ColorBy } from './color-by.js';
import type { ShownDataset, SortedShown } from './shown.js';

/** How a view shows what it shows. */
export interface ViewerOptions {
  /** Plain text above the view. Default: what is shown and how many, with the word "synthetic" where it is due. */
  readonly title?: string;
  /** Plain text under the view. Default: none, but that synthetic neurons are synthetic. */
  readonly caption?: string;
  /**
   * What the colours stand for. `'type'` (default when any neuron has one), `'neuron'`, `'compartment'`; a value for each
   * neuron, `{ label: 'orientation (°)', cells: neuron => … }`; or a number for each node,
   * `{ label: 'path length to soma (µm)', nodes: neuron => … }`. Numbers get a colour bar.
   */
  readonly colorBy?: ColorBy;
  /** Colours of your own, `#rgb` or `#rrggbb`, by type ("BC"), or by neuron: its label or its id in decimal. */
  readonly colors?: Readonly<Record<string, string>>;
  /**
   * Cortical layers, whose borders are drawn as planes: `column.layers`. Or planes of your own at a depth:
   * `{ name: 'L1 | L2/3', depthNm: 91_806 }`.
   */
  readonly layers?: readonly Layer[] | readonly SceneLayer[];
  /** The dataset whose neurons are meant by ids: `viewer([12n, 40n], { from: column })`. */
  readonly from?: Pick<ShownDataset, 'neurons'>;
  /** Neurites with their measured radius (`'true'`, the default), as lines a pixel wide, or so many times as thick. */
  readonly radius?: 'true' | 'line' | number;
  /** 0 to 1, of everything or by kind. Default 1; surfaces round a skeleton of the same neuron 0.35. */
  readonly opacity?: number | { readonly skeletons?: number; readonly meshes?: number; readonly points?: number };
  /** `cortex`: y is depth below the pia (default with layers or synthetic neurons); `volume`: it is not. */
  readonly axes?: 'cortex' | 'volume';
  /**
   * The volume that the neurons' ids are of, by name (`'minnie65'`) or by its addresses: what a Neuroglancer link made
   * from the view opens. Default: a link takes them for neurons of `minnie65`, and says so.
   */
  readonly source?: keyof typeof SOURCES | VolumeSource;
  /**
   * The most that may be stored in the notebook, in bytes; default 4,000,000. What is larger is simplified until it
   * fits, and the view says by how much: first surfaces (fewer triangles), then neurites (fewer nodes, none farther from
   * where it is than a distance in nm), then points (drawn by lot, seed 0). None goes below 30% of the room as long as
   * another can still give way.
   */
  readonly maxBytes?: number;
}

/** What a view shows, and how it is looked at. */
export interface ViewModel {
  readonly shown: Omit<SortedShown, 'layers'>;
  readonly layers: readonly SceneLayer[];
  readonly options: ViewerOptions;
  readonly view: SceneView;
  /** What is known to be missing before anything is packed. */
  readonly notes?: readonly string[];
}
