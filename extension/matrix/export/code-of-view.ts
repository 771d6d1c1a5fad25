/** The line of code that makes a matrix as it is looked at. Pure. */

import type { MatrixSide, MatrixView } from 'connectome-helpers/dist/contract/matrix/matrix.js';

/**
 * The last call of `matrix` in a cell's source, with the view as its option `view`; of a call that is not there, one of
 * `wiring`.
 */
export function codeOfView(source: string, view: MatrixView): string {
  const [wiring = 'wiring', options] = lastCall(source) ?? [];
  const spread = options === undefined ? [] : [`  ...${isPlain(options) ? options : `(${options})`},`];
  return [`matrix(${wiring}, {`, ...spread, `  view: ${literal(viewOption(view), '  ')},`, '})'].join('\n');
}

function viewOption({ rows, columns, transposed, measure, against, scale, limits, window }: MatrixView): object {
  const side = ({ by, sort }: MatrixSide): object => ({ by, sort });
  return {
    rows: side(rows),
    columns: side(columns),
    ...(transposed ? { transposed } : {}),
    measure,
    ...(against ? { against } : {}),
    scale,
    ...(limits ? { limits } : {}),
    ...(window ? { window: window.map(at => Number(at.toFixed(2))) } : {}),
  };
}

/** A name, or an object written out. */
function isPlain(code: string): boolean {
  return /^[\w$.]+$/.test(code) || code.startsWith('{');
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
