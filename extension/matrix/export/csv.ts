/** The values of a matrix as text. Pure. */

import type { IValueList } from './entries';

/**
 * One line for each value, in the order of the list: presynaptic, postsynaptic, value, with the ids of cells and the names
 * of groups. No value is an empty field. Quoted as RFC 4180 has it.
 */
export function matrixCsv({ pre, post, unit, entries }: IValueList): string {
  const lines = [[pre.head, post.head, unit].map(quoted).join(',')];
  for (const { pre: from, post: to, value } of entries) {
    lines.push(`${quoted(String(from))},${quoted(String(to))},${Number.isNaN(value) ? '' : value}`);
  }
  return `${lines.join('\r\n')}\r\n`;
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
