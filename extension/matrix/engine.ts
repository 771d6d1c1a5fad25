/** What a matrix is drawn with; loaded when the first comes near the screen. */

export { decodeMatrix } from 'connectome-helpers/dist/contract/matrix/decode.js';
export { MatrixWidgetView } from './view';
