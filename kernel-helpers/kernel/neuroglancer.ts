/**
 * Neuroglancer: a tab in JupyterLab with slices of the microscope, segmentation and meshes; links to Neuroglancer and
 * Spelunker, and back.
 *
 * ```ts
 * neuroglancer.open({ ids: [864691135571546917n], positionNm: [713600, 572992, 849520] });
 * neuroglancer.view()?.positionNm; // where the tab looks now
 * viewer(await neuroglancer.scene(link)); // what a link shows, in the neuron viewer
 * ```
 *
 * @module
 */
import { escapeHtml } from '../contract/html.js';
import { type Displayable, jupyterDisplay, type MimeBundle } from '../contract/mime.js';
import {
  type ParseOptions,
  parse,
  type State,
  type StateOptions,
  toState,
  type View,
} from '../core/neuroglancer/index.js';
import { hasFolders } from '../core/neuroglancer/jupyter-files.js';
import { siteUrl } from '../core/neuroglancer/site.js';
import { InvalidArgumentError } from '../errors.js';
import { neuroglancerStore } from './neuroglancer-store.js';

export {
  type Annotation,
  type AnnotationLayer,
  type LayerSource,
  type LayerState,
  type Layout,
  type LinkOptions,
  link,
  type OrbitCamera,
  type ParseOptions,
  parse,
  SITES,
  type Site,
  SOURCES,
  type State,
  type StateOptions,
  toState,
  type View,
  type ViewLayer,
  type VolumeSource,
} from '../core/neuroglancer/index.js';

export { type LinkScene, type LinkSceneOptions, scene } from './neuroglancer-scene.js';

/** What {@link open} asked for. */
export interface Opened extends Displayable {
  /** The state as it was asked for; {@link state} has what the tab shows now. */
  readonly state: State;
  /** A link that shows the same to others; absent when a source is a folder of this computer. */
  readonly url?: string;
}

/**
 * Shows this in Neuroglancer, in a tab of JupyterLab that belongs to this notebook: what `neuroglancer.link` takes, a
 * link, or a state. Without JupyterLab nothing happens; the result shows a link.
 *
 * A path without `://` as a source is a folder under the one that JupyterLab serves.
 *
 * @throws what `neuroglancer.toState` and `neuroglancer.parse` throw.
 * @example
 * neuroglancer.open({ ids: [864691135571546917n], colors: ['#008cf9'], layout: 'xy-3d' });
 * neuroglancer.state()?.layout; // 'xy-3d'
 */
export function open(what: StateOptions | State | string): Opened {
  const state = stateOf(what);
  neuroglancerStore.open(state);
  const url = hasFolders(state) ? undefined : siteUrl(state, 'neuroglancer');
  const opened: Opened = {
    state,
    ...(url === undefined ? {} : { url }),
    [jupyterDisplay]: () => shown(state, url),
  };
  // Out of sight of `console.log`.
  Object.defineProperty(opened, jupyterDisplay, { enumerable: false });
  return opened;
}

/**
 * The state that this notebook's tab shows, a moment after the last change in it; `undefined` without a tab.
 *
 * @example
 * neuroglancer.open({ ids: [864691135571546917n] });
 * neuroglancer.state()?.dimensions; // { x: [4e-9, 'm'], y: [4e-9, 'm'], z: [4e-8, 'm'] }
 */
export function state(): State | undefined {
  return neuroglancerStore.current as State | undefined;
}

/**
 * What this notebook's tab shows, read as `neuroglancer.parse` reads it; `undefined` without a tab.
 *
 * @example
 * neuroglancer.open({ ids: [864691135571546917n] });
 * neuroglancer.view()?.ids; // [864691135571546917n]
 */
export function view(options?: ParseOptions): View | undefined {
  const current = state();
  return current && parse(current, options);
}

function stateOf(what: StateOptions | State | string): State {
  if (typeof what === 'string') return parse(what).state;
  if (typeof what !== 'object' || what === null) {
    throw new InvalidArgumentError(
      `neuroglancer.open has nothing to show: received ${String(what)}, expected { ids: […] }, a link or a state`,
      { argument: 'what' },
    );
  }
  return 'layers' in what ? (what as State) : toState(what as StateOptions);
}

function shown(state: State, url: string | undefined): MimeBundle {
  const { ids } = parse(state);
  const what = `Neuroglancer tab: ${ids.length} ${ids.length === 1 ? 'segment' : 'segments'}`;
  if (url === undefined) return { 'text/plain': what };
  return {
    'text/plain': `${what}\n${url}`,
    'text/html': `<p>${escapeHtml(what)} · <a href="${escapeHtml(url)}" target="_blank" rel="noopener noreferrer">open in a browser</a></p>`,
  };
}
