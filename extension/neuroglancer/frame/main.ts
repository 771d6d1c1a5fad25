/** The page in the tab's frame: Neuroglancer as on a site of its own, told by JupyterLab what to show. */
import 'neuroglancer';
import {
  bindDefaultCopyHandler,
  bindDefaultPasteHandler,
} from 'neuroglancer/unstable/ui/default_clipboard_handling.js';
import { setDefaultInputEventBindings } from 'neuroglancer/unstable/ui/default_input_event_bindings.js';
import { makeDefaultViewer } from 'neuroglancer/unstable/ui/default_viewer.js';
import { bigintToStringJsonReplacer } from 'neuroglancer/unstable/util/json.js';
import { getCachedJson } from 'neuroglancer/unstable/util/trackable.js';
import type { Viewer } from 'neuroglancer/unstable/viewer.js';
import type { FrameMessage, IShowMessage } from '../messages';
import { watchLayers } from './layers';

/** After the last change, until the state is told. */
const restMs = 250;

function tell(message: FrameMessage): void {
  window.parent.postMessage(message, window.location.origin);
}

function failed(error: unknown): void {
  tell({ type: 'failed', reason: error instanceof Error ? error.message : String(error) });
}

function open(): Viewer {
  const viewer = makeDefaultViewer({});
  setDefaultInputEventBindings(viewer.inputEventBindings);
  bindDefaultCopyHandler(viewer);
  bindDefaultPasteHandler(viewer);
  return viewer;
}

function tellStates(viewer: Viewer): void {
  let resting: ReturnType<typeof setTimeout> | undefined;
  let told = '';
  viewer.state.changed.add(() => {
    clearTimeout(resting);
    resting = setTimeout(() => {
      const text = JSON.stringify(getCachedJson(viewer.state).value, bigintToStringJsonReplacer);
      if (text === told) return;
      told = text;
      tell({ type: 'state', state: JSON.parse(text) });
    }, restMs);
  });
}

function obey(viewer: Viewer, beforeShowing: () => void): void {
  window.addEventListener('message', event => {
    if (event.source !== window.parent || event.origin !== window.location.origin) return;
    const { type, state } = event.data as IShowMessage;
    if (type !== 'show') return;
    try {
      beforeShowing();
      viewer.state.reset();
      viewer.state.restoreState(state);
    } catch (error) {
      failed(error);
    }
  });
}

try {
  const viewer = open();
  tellStates(viewer);
  const expectPicture = watchLayers(viewer, {
    data: data => tell({ type: 'data', data }),
    drawn: () => tell({ type: 'drawn' }),
  });
  obey(viewer, expectPicture);
  for (const type of ['pointerdown', 'keydown', 'wheel']) {
    window.addEventListener(type, () => tell({ type: 'touched' }), { capture: true, passive: true });
  }
  tell({ type: 'ready' });
} catch (error) {
  failed(error);
}
