import type { ICodeCellModel } from '@jupyterlab/cells';
import type { NotebookPanel } from '@jupyterlab/notebook';
import { MATRIX_MIME, SCENE_MIME } from 'connectome-helpers/dist/contract/mime.js';

/** The views in the outputs of a notebook, as they stand there: whatever anyone wrote. */
export function storedViews(panel: NotebookPanel | undefined): { scenes: unknown[]; matrices: unknown[] } {
  const scenes: unknown[] = [];
  const matrices: unknown[] = [];
  for (const cell of panel?.content.model?.cells ?? []) {
    if (cell.type !== 'code') continue;
    const { outputs } = cell as ICodeCellModel;
    for (let i = 0; i < outputs.length; i += 1) {
      const { data } = outputs.get(i);
      if (data[SCENE_MIME] !== undefined) scenes.push(data[SCENE_MIME]);
      if (data[MATRIX_MIME] !== undefined) matrices.push(data[MATRIX_MIME]);
    }
  }
  return { scenes, matrices };
}
