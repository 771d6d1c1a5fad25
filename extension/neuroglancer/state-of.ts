import type { NeuroglancerJson } from 'connectome-helpers/dist/contract/neuroglancer.js';
import { toState } from 'connectome-helpers/dist/core/neuroglancer/link.js';
import { parse } from 'connectome-helpers/dist/core/neuroglancer/parse.js';
import type { IOpenNeuroglancerArguments } from '../plugins/command-ids';

/**
 * The state that the command's arguments ask for.
 *
 * @throws what `neuroglancer.parse` and `neuroglancer.toState` throw; JupyterLab shows it.
 */
export function stateOf({
  state,
  url,
  view,
}: Pick<IOpenNeuroglancerArguments, 'state' | 'url' | 'view'>): NeuroglancerJson {
  return state ?? (url === undefined ? toState(view) : parse(url).state);
}
