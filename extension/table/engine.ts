/** What a table is shown with; loaded when the first comes near the screen. */

export { decodeTable } from './model/decode';
export { TableView } from './view';
