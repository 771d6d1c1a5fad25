/** What is selected after a click or an outline. Pure. */

import type { SceneCell } from 'connectome-helpers/dist/contract/scene/scene.js';
import type { Selection } from 'connectome-helpers/dist/contract/selection.js';
import { EMPTY_SELECTION } from 'connectome-helpers/dist/contract/selection.js';
import type { IClickKeys } from '../camera/gesture-target';
import { NM_PER_UM } from '../units';
import type { IHit } from './hit';

/**
 * A click selects the neuron that was hit, the synapse when it was one, with `node` the node of the skeleton; with
 * `toggle` it is added or removed. A click on nothing selects nothing, unless it was to add.
 */
export function selectionAfterClick(
  current: Selection,
  hit: IHit | undefined,
  cells: readonly SceneCell[],
  { toggle, node }: IClickKeys,
): Selection {
  const id = cells[hit?.cell ?? -1]?.id;
  const synapse = hit?.point?.role === 'synapses' ? hit.point.id : undefined;
  const base = toggle ? current : EMPTY_SELECTION;
  if (hit && synapse !== undefined && !node) return { ...base, synapses: toggled(base.synapses, synapse) };
  if (hit && id === undefined) return current;
  if (!hit || id === undefined) return base;
  if (!node || !hit.node) return { ...base, neurons: toggled(base.neurons, id) };
  const { index } = hit.node;
  const [x, y, z] = hit.positionUm;
  const others = base.nodes.filter(other => other.neuron !== id || other.node !== index);
  const picked = { neuron: id, node: index, positionNm: [x * NM_PER_UM, y * NM_PER_UM, z * NM_PER_UM] as const };
  return { ...base, nodes: others.length < base.nodes.length ? others : [...others, picked] };
}

/** The neurons of some cells, alone or beside what was selected. */
export function selectionOfCells(
  current: Selection,
  picked: Iterable<number>,
  cells: readonly SceneCell[],
  add: boolean,
): Selection {
  const ids = [...picked].sort((a, b) => a - b).map(cell => cells[cell].id);
  return add
    ? { ...current, neurons: [...new Set([...current.neurons, ...ids])] }
    : { ...EMPTY_SELECTION, neurons: ids };
}

function toggled(ids: readonly string[], id: string): readonly string[] {
  return ids.includes(id) ? ids.filter(other => other !== id) : [...ids, id];
}
