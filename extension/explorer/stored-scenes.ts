import type { ICodeCellModel } from '@jupyterlab/cells';
import type { NotebookPanel } from '@jupyterlab/notebook';
import { SCENE_MIME } from 'connectome-helpers/dist/contract/mime.js';

/** The scenes in the outputs of a notebook, as they stand there. */
export function* storedScenes(panel: NotebookPanel): Iterable<unknown> {
  for (const cell of panel.content.model?.cells ?? []) {
    if (cell.type !== 'code') continue;
    const { outputs } = cell as ICodeCellModel;
    for (let i = 0; i < outputs.length; i += 1) {
      const scene: unknown = outputs.get(i).data[SCENE_MIME];
      if (scene !== undefined) yield scene;
    }
  }
}
