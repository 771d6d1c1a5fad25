/** Rows of words as programs read them. Pure. */

/** Comma-separated values of RFC 4180: what holds a comma, a quote or a line break is quoted. */
export function csvOf(rows: Iterable<readonly string[]>): string {
  const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return [...rows].map(row => `${row.map(quoted).join(',')}\r\n`).join('');
}

/** Tab-separated values: tabs and line breaks within become spaces. */
export function tsvOf(rows: Iterable<readonly string[]>): string {
  return [...rows].map(row => row.map(text => text.replace(/[\t\r\n]+/g, ' ')).join('\t')).join('\n');
}
