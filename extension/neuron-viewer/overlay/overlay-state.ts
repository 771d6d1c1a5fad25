import type { Selection } from 'connectome-helpers/dist/contract/selection.js';
import type { VisibleCells } from '../visible-cells';
import type { IOverlayState } from './overlay';

/** How a view stands, for what shows it. */
export function overlayState({ hidden, hiddenItems, selected }: VisibleCells, selection: Selection): IOverlayState {
  return {
    hiddenCells: hidden,
    hiddenItems,
    selectedCells: selected,
    neurons: selected.size,
    synapses: selection.synapses.length,
    nodes: selection.nodes.length,
    hidden: hidden.size,
  };
}
