import { escapeHtml } from '../../contract/html.js';
import { formatBytes, formatCount } from '../catalogue/format-count.js';
import type { CacheFacts, KeptFile } from './cache-facts.js';

/** A cache of a hundred thousand files is not a table for reading. */
const SHOWN = 40;

const HEAD = ['file', 'size', 'last used', 'checked against'];

const CHECKS: Record<KeptFile['check'], string> = {
  published: 'published sha256',
  recorded: 'sha256 of the first download',
  checksum: 'checksum when received',
  none: 'nothing',
};

/** `report` as text. */
export function cacheText(report: CacheFacts): string {
  const rows = [HEAD, ...rowsOf(report)];
  const widths = HEAD.map((_, column) => Math.max(...rows.map(row => row[column].length)));
  const lines = rows.map(row => `  ${row.map((cell, column) => cell.padEnd(widths[column])).join('  ')}`.trimEnd());
  return [summaryOf(report), ...(report.files.length > 0 ? lines : []), ...restOf(report)].join('\n');
}

/** `report` as a table of HTML: every name is escaped, for it came from a server. */
export function cacheHtml(report: CacheFacts): string {
  const left = 'style="text-align: left"';
  const head = HEAD.map(name => `<th scope="col" ${left}>${escapeHtml(name)}</th>`).join('');
  const body = rowsOf(report).map(([name, ...cells]) => {
    const data = cells.map(cell => `<td ${left}>${escapeHtml(cell)}</td>`).join('');
    return `<tr><th scope="row" ${left}>${escapeHtml(name)}</th>${data}</tr>`;
  });
  const table = report.files.length > 0 ? `<thead><tr>${head}</tr></thead><tbody>${body.join('')}</tbody>` : '';
  const rest = restOf(report).map(line => `<p>${escapeHtml(line)}</p>`);
  return `<table><caption ${left}>${escapeHtml(summaryOf(report))}</caption>${table}</table>${rest.join('')}`;
}

function summaryOf({ folder, bytes, limit, files }: CacheFacts): string {
  const count = files.length === 1 ? '1 file' : `${formatCount(files.length)} files`;
  const allowed = Number.isFinite(limit) ? `${formatBytes(limit)} allowed` : 'no limit';
  return `${folder}: ${count}, ${formatBytes(bytes)} (${allowed}, CONNECTOME_CACHE_LIMIT)`;
}

function rowsOf({ files }: CacheFacts): string[][] {
  return files.slice(0, SHOWN).map(({ name, bytes, ranges, lastUsed, check, inUse }) => {
    const part = ranges === null ? '' : ranges === 1 ? ' (1 range)' : ` (${formatCount(ranges)} ranges)`;
    const used = `${lastUsed.toISOString().slice(0, 16).replace('T', ' ')}${inUse ? ', in use' : ''}`;
    return [`${name}${part}`, formatBytes(bytes), used, CHECKS[check]];
  });
}

function restOf({ files, unfinishedBytes }: CacheFacts): string[] {
  const lines: string[] = [];
  const more = files.slice(SHOWN);
  if (more.length > 0) {
    const bytes = more.reduce((sum, file) => sum + file.bytes, 0);
    lines.push(`and ${formatCount(more.length)} smaller files, ${formatBytes(bytes)}: see .files`);
  }
  if (unfinishedBytes > 0) lines.push(`and ${formatBytes(unfinishedBytes)} of interrupted downloads`);
  if (files.length > 0) lines.push(".clear() removes all, .clear('HOST/PATH') what lies below");
  return lines;
}
