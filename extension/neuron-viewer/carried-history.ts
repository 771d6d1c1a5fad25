/** The steps of a view, taken over by the one that takes its place when code changes the scene. Pure. */

import type { DecodedScene } from 'connectome-helpers/dist/contract/scene/decode.js';
import type { IViewState } from './view-core';
import type { ViewHistory } from './view-history';

/** What is needed of a view. */
export interface ISteppedView {
  readonly decoded: DecodedScene;
  readonly history: ViewHistory<IViewState>;
}

/** What is not in the other view's scene any more is dropped from the steps, and steps of nothing else with it. */
export function carryHistory(before: ISteppedView, after: ISteppedView): void {
  const { cells } = before.decoded.scene;
  const index = new Map(after.decoded.scene.cells.map(({ id }, n) => [id, n]));
  const keys = new Set(after.decoded.items.map(({ item }) => item.key));
  const gone = new Set(cells.flatMap(({ id }) => (index.has(id) ? [] : [id])));
  after.history.continue(before.history, ({ hidden, hiddenItems, selection, ...state }) => ({
    ...state,
    ...(hidden ? { hidden: hidden.flatMap(cell => index.get(cells[cell].id) ?? []) } : {}),
    ...(hiddenItems ? { hiddenItems: hiddenItems.filter(key => keys.has(key)) } : {}),
    // Neurons of other views may be selected too: those stay.
    ...(selection
      ? {
          selection: {
            ...selection,
            neurons: selection.neurons.filter(id => !gone.has(id)),
            nodes: selection.nodes.filter(({ neuron }) => !gone.has(neuron)),
          },
        }
      : {}),
  }));
}
