/** What a table is shown with; loaded when the first comes near the screen. */

export { AllRows } from './all-rows';
export { LiveTable } from './live-table';
export { decodeRows, decodeTable, type IDecodedTable } from './model/decode';
export { TableView } from './view';
