/** tslab's own `display` and `newDisplay`: `import { display } from 'tslab'` in a cell shows where ours does. */
import { foreignBundle } from '../display/media.js';
import { displayPublisher, sendInOrder } from './display-queue.js';

/** What tslab's module hands over: one form, already base64 when it was bytes. */
interface TslabDisplayData {
  readonly data: Readonly<Record<string, unknown>>;
  readonly transient: { readonly display_id?: string };
}

/** The module of tslab where its `display` looks for the notebook, on each call. */
interface TslabJupyter {
  lastWriteDisplayData: ((data: TslabDisplayData, update?: boolean) => void) | null;
}

/** Connects tslab's public module, which `load` finds, to this notebook; doing it again changes nothing. */
export function connectTslabDisplay(load: (id: string) => unknown): void {
  const jupyter = load('tslab/dist/jupyter.js') as TslabJupyter;
  jupyter.lastWriteDisplayData = ({ data, transient: { display_id: id } }, update = false) => {
    const publisher = displayPublisher();
    sendInOrder(foreignBundle(data), bundle => {
      if (update && id !== undefined) publisher?.updateDisplay(bundle, id);
      else publisher?.displayData(bundle, { id });
    });
  };
}
