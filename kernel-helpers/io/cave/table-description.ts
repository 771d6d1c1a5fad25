import { escapeHtml } from '../../contract/html.js';
import { type Displayable, jupyterDisplay } from '../../contract/mime.js';
import type { TableFacts } from './table-facts.js';
import type { MaterializationVersion } from './versions.js';

/** What a server says of a table or view; shows itself as a page of facts. */
export type TableDescription = TableFacts & Displayable;

/** `facts` with a page of facts as its display. */
export function tableDescription(
  facts: TableFacts,
  datastack: string,
  { version, timestamp }: MaterializationVersion,
): TableDescription {
  const lines: [string, string][] = [
    ['datastack', `${datastack} version ${version}, ${timestamp}`],
    ['positions', `in voxels of ${facts.resolutionNm.join(' × ')} nm`],
  ];
  if (facts.referenceTable !== undefined) lines.push(['annotates', `${facts.referenceTable}, by target_id`]);
  if (facts.notice !== undefined) lines.push(['notice', facts.notice]);
  lines.push(['about', facts.description]);
  const columns = (facts.columns ?? []).map(({ name, type, meaning }) => [name, type, meaning]);
  return {
    ...facts,
    [jupyterDisplay]: () => ({
      'text/plain': [
        `${facts.kind} ${facts.name}`,
        ...lines.map(([label, value]) => `  ${label.padEnd(10)} ${value}`),
        ...columns.map(([name, type, meaning]) => `    ${name}: ${type}${meaning === '' ? '' : `: ${meaning}`}`),
      ].join('\n'),
      'text/html': tableHtml(`${facts.kind} ${facts.name}`, lines) + tableHtml('columns', columns),
    }),
  };
}

function tableHtml(caption: string, rows: readonly (readonly string[])[]): string {
  const body = rows.map(([name, ...cells]) => {
    const data = cells.map(cell => `<td style="text-align: left">${escapeHtml(cell)}</td>`).join('');
    return `<tr><th scope="row" style="text-align: left">${escapeHtml(name)}</th>${data}</tr>`;
  });
  return `<table><caption style="text-align: left">${escapeHtml(caption)}</caption><tbody>${body.join('')}</tbody></table>`;
}
