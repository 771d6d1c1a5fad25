import { toState } from 'connectome-helpers/dist/core/neuroglancer/link.js';
import { parse } from 'connectome-helpers/dist/core/neuroglancer/parse.js';
import type { IOpenNeuroglancerArguments } from '../plugins/command-ids';
import type { NeuroglancerJson } from './messages';

/**
 * The state that the command's arguments ask for.
 *
 * @throws what `neuroglancer.parse` and `neuroglancer.toState` throw; JupyterLab shows it.
 */
export function stateOf({ state, url, view }: Omit<IOpenNeuroglancerArguments, 'id'>): NeuroglancerJson {
  return state ?? (url === undefined ? toState(view) : parse(url).state);
}
