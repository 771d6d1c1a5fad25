/** What a plain value is shown as beside its text. */
import { isVector, tableSource, vectorSource } from './arrow-source.js';
import { columnsObject } from './columns-object.js';
import { gridOf, type TableSource } from './grid.js';
import { gridHtml } from './grid-html.js';
import { gridText } from './grid-text.js';
import { flatMapSource, recordsSource } from './rows-source.js';
import { arrayText } from './typed-array.js';
import { groupMatrixSource, wiringText } from './wiring.js';

/** The forms of a value that are better than what Node.js prints; those left out are not. */
export interface ValueForms {
  readonly text?: string;
  readonly html?: string;
}

/**
 * How a value without a display of its own is shown: Arrow tables, record batches and vectors as tables; long typed
 * arrays and buffers by their ends and range; wiring diagrams by their counts, matrices of groups as tables; arrays of flat objects, objects of equally
 * long typed arrays and Maps of flat values as tables in HTML. Only
 * what is shown is read, but for the range of up to a million numbers.
 */
export function valueForms(value: unknown): ValueForms {
  if (typeof value !== 'object' || value === null) return {};
  const table = tableSource(value) ?? (isVector(value) ? vectorSource(value) : undefined);
  if (table !== undefined) return { text: gridText(gridOf(table)), html: gridHtml(gridOf(table)) };
  const text = arrayText(value) ?? wiringText(value);
  if (text !== undefined) return { text };
  const groups = groupMatrixSource(value);
  if (groups !== undefined) return { text: gridText(gridOf(groups)), html: gridHtml(gridOf(groups)) };
  const columns = columnsObject(value);
  if (columns !== undefined) return { html: gridHtml(gridOf(columns.source, { caption: columns.rest })) };
  const rows: TableSource | undefined = recordsSource(value) ?? flatMapSource(value);
  return rows === undefined ? {} : { html: gridHtml(gridOf(rows)) };
}
