/**
 * The browser half: what JupyterLab gains when this extension is enabled. Wiring only; each plugin stands in a file
 * of its own under `plugins/`, each view in a folder of its own.
 */
import { explorer } from './plugins/explorer';
import { exportMatrix } from './plugins/export-matrix';
import { files } from './plugins/files';
import { folders } from './plugins/folders';
import { insertCode } from './plugins/insert-code';
import { insertLink } from './plugins/insert-link';
import { neuroglancer } from './plugins/neuroglancer';
import { newNotebook } from './plugins/new-notebook';
import { notebookKernel } from './plugins/notebook-kernel';
import { panelCards } from './plugins/panel-cards';
import { renderers } from './plugins/renderers';
import { selection } from './plugins/selection';
import { settings } from './plugins/settings';
import { takeOutputs } from './plugins/take-outputs';
import { tutorials } from './plugins/tutorials';
import { viewerExport } from './plugins/viewer-export';

export default [
  settings,
  selection,
  renderers,
  newNotebook,
  tutorials,
  panelCards,
  notebookKernel,
  neuroglancer,
  insertLink,
  insertCode,
  explorer,
  viewerExport,
  exportMatrix,
  takeOutputs,
  files,
  folders,
];
