/** The code that makes a matrix as it is looked at. Pure. */

import type { MatrixSide, MatrixView } from 'connectome-helpers/dist/contract/matrix/matrix.js';
import type { DecodedNull } from 'connectome-helpers/dist/contract/matrix/null.js';
import { MODELS_OF_PLACES, type NullChoice } from 'connectome-helpers/dist/contract/matrix/null-choice.js';

/**
 * The last call of `matrix` in a cell's source, with the view as its option `view`; of a call that is not there, one of
 * `wiring`. What the view is compared with is drawn before, where a reader chose that in the page.
 */
export function codeOfView(source: string, view: MatrixView, nulls: readonly Chosen[] = []): string {
  const [wiring = 'wiring', options] = lastCall(source) ?? [];
  const { choice } = (view.against && nulls[view.against.null]) ?? {};
  if (choice && options !== undefined) return comparedCode(source, view, wiring, options, choice, nulls);
  const spread = options === undefined ? [] : [`  ...${isPlain(options) ? options : `(${options})`},`];
  return [`matrix(${wiring}, {`, ...spread, `  view: ${literal(viewOption(view), '  ')},`, '})'].join('\n');
}

type Chosen = Pick<DecodedNull, 'choice'>;

/** The groups of the options are needed twice: what is no name becomes one. */
function comparedCode(
  source: string,
  view: MatrixView,
  wiring: string,
  options: string,
  choice: NullChoice,
  nulls: readonly Chosen[],
): string {
  const lines: string[] = [];
  const nameOf = (code: string, wanted: string): string => {
    if (isName(code)) return code;
    const name = freeName(source, wanted);
    // Words such as those of a measure stay these words for the compiler.
    lines.push(`const ${name} = ${code}${code.startsWith('{') ? ' as const' : ''};`);
    return name;
  };
  const graph = nameOf(wiring, 'wiring');
  const given = nameOf(options, 'options');
  // Of an object that is written out the compiler knows that it has groups.
  const sure = options.startsWith('{') ? '' : '!';
  const groupsOf = (name: string): string =>
    `${given}.groups${sure}${/^[A-Za-z_$][\w$]*$/.test(name) ? `.${name}` : `[${quoted(name)}]`}`;
  const { model, draws, seed, types } = choice;
  const fields = [
    `statistic: ${choice.of === 'synapses' ? "'blockSynapses'" : "'blockCounts'"}`,
    `groups: ${groupsOf(choice.grouping)}`,
    ...(types === undefined ? [] : [`cellTypes: ${groupsOf(types)}`]),
    ...(MODELS_OF_PLACES.includes(model) ? [`positionsNm: ${given}.positionsNm${sure}`] : []),
    `draws: ${draws}`,
    `seed: ${seed}`,
  ];
  const compared = freeName(source, 'compared');
  lines.push(`const ${compared} = await nulls.${model}(${graph}, {`, ...fields.map(field => `  ${field},`), '});');
  // Those that code made come first, wherever the reader's own one is.
  const before = nulls.filter(one => one.choice === undefined).length;
  const all = before > 0 ? `[...[${given}.nulls${sure}].flat(), ${compared}]` : compared;
  const look = { ...view, against: { null: before, show: view.against?.show ?? 'z' } };
  lines.push(
    `matrix(${graph}, {`,
    `  ...${given},`,
    `  nulls: ${all},`,
    `  view: ${literal(viewOption(look), '  ')},`,
    '})',
  );
  return lines.join('\n');
}

/** A name that a cell does not use. */
function freeName(source: string, wanted: string): string {
  const isTaken = (name: string): boolean => new RegExp(`\\b${name}\\b`).test(source);
  let name = wanted;
  for (let i = 2; isTaken(name); i += 1) name = `${wanted}${i}`;
  return name;
}

function isName(code: string): boolean {
  return /^[\w$.]+$/.test(code);
}

function viewOption({ rows, columns, transposed, measure, mark, against, scale, limits, window }: MatrixView): object {
  const side = ({ by, sort }: MatrixSide): object => ({ by, sort });
  return {
    rows: side(rows),
    columns: side(columns),
    ...(transposed ? { transposed } : {}),
    measure,
    ...(mark ? { mark } : {}),
    ...(against ? { against } : {}),
    scale,
    ...(limits ? { limits } : {}),
    ...(window ? { window: window.map(at => Number(at.toFixed(2))) } : {}),
  };
}

/** A name, or an object written out. */
function isPlain(code: string): boolean {
  return isName(code) || code.startsWith('{');
}

function literal(value: unknown, indent: string): string {
  if (Array.isArray(value)) return `[${value.map(item => literal(item, indent)).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).map(([key, field]) => `${key}: ${literal(field, indent)}`);
    const line = `{ ${fields.join(', ')} }`;
    return line.length < 70 ? line : `{\n${fields.map(field => `${indent}  ${field},\n`).join('')}${indent}}`;
  }
  return typeof value === 'string' ? quoted(value) : String(value);
}

function quoted(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

/** The arguments of the last call of `matrix`, as they are written. */
function lastCall(source: string): string[] | undefined {
  let found: string[] | undefined;
  for (let at = 0; at < source.length; ) {
    const skipped = afterWords(source, at);
    if (skipped > at) {
      at = skipped;
      continue;
    }
    const isCall = /^matrix\s*\(/.exec(source.slice(at));
    if (isCall && !/[\w$.]/.test(source[at - 1] ?? ' ')) {
      found = argumentsFrom(source, at + isCall[0].length) ?? found;
      at += isCall[0].length;
    } else at += 1;
  }
  return found;
}

/** From behind an opening bracket to its closing one, split where commas stand; `undefined` where it is never closed. */
function argumentsFrom(source: string, start: number): string[] | undefined {
  const parts: string[] = [];
  let [depth, from] = [0, start];
  const take = (to: number): void => {
    const part = source.slice(from, to).trim();
    if (part !== '') parts.push(part);
    from = to + 1;
  };
  for (let at = start; at < source.length; ) {
    const skipped = afterWords(source, at);
    if (skipped > at) {
      at = skipped;
      continue;
    }
    const sign = source[at];
    if (sign === ')' && depth === 0) {
      take(at);
      return parts.length > 0 ? parts : undefined;
    }
    if ('([{'.includes(sign)) depth += 1;
    else if (')]}'.includes(sign)) depth -= 1;
    else if (sign === ',' && depth === 0) take(at);
    at += 1;
  }
  return undefined;
}

/** Where a string, a template or a comment that begins here ends; here, where none begins. */
function afterWords(source: string, at: number): number {
  const begin = source.slice(at, at + 2);
  const end = (of: string): number => {
    const found = source.indexOf(of, at + 2);
    return found < 0 ? source.length : found + of.length;
  };
  if (begin === '//') return end('\n');
  if (begin === '/*') return end('*/');
  const quote = source[at];
  if (quote !== "'" && quote !== '"' && quote !== '`') return at;
  for (let i = at + 1; i < source.length; i += 1) {
    if (source[i] === '\\') i += 1;
    else if (source[i] === quote) return i + 1;
  }
  return source.length;
}
