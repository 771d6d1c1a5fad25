/** What a matrix is drawn with; loaded when the first comes near the screen. */

export { bytesToBase64 } from 'connectome-helpers/dist/contract/bytes.js';
export { decodeMatrix } from 'connectome-helpers/dist/contract/matrix/decode.js';
export { createComparePanel } from './compare-panel';
export { matrixFile, matrixStill } from './export';
export { codeOfView } from './export/code-of-view';
export { LiveMatrix } from './live-matrix';
export { MatrixWidgetView } from './view';
