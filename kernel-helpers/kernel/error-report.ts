/** Errors as a notebook shows them: what went wrong, the lines around it, the calls that led there. */
import { inspect } from 'node:util';
import { ConnectomeError } from '../errors.js';
import type { CellError } from './engine.js';
import { type CellPosition, CellPositions } from './positions.js';

const RED = '\u001b[31m';
const PLAIN = '\u001b[39m';
const LINES_AROUND = 2;
const DEEPEST_CAUSE = 4;

/**
 * Shows a thrown value; `codeOf` gives the source of a cell by its label. Never throws: an error whose own properties
 * throw when they are read is still an answer to the cell that threw it.
 */
export function describeThrown(thrown: unknown, codeOf: (label: string) => string | undefined): CellError {
  try {
    return describe(thrown, codeOf);
  } catch {
    const message = 'the cell threw something that throws again when it is looked at';
    return { name: 'Error', message, traceback: [headline('Error', message)] };
  }
}

function describe(thrown: unknown, codeOf: (label: string) => string | undefined): CellError {
  if (!isError(thrown)) {
    const message = inspect(thrown);
    return {
      name: 'Thrown',
      message,
      traceback: [headline('Thrown', `${message}, which is no Error and has no stack`)],
    };
  }
  const name = String(thrown.name || 'Error');
  const message = String(thrown.message);
  return { name, message, traceback: tracebackOf(thrown, codeOf, 0) };
}

/** A problem found before the cell ran. */
export interface Diagnostic {
  /** Where, when it is in the cell. */
  readonly at: CellPosition | undefined;
  readonly message: string;
}

/** Shows what the compiler found; `code` is the cell. */
export function describeDiagnostics(name: string, diagnostics: readonly Diagnostic[], code: string): CellError {
  const place = ({ at }: Diagnostic): string => (at ? `${at.label}:${at.line}:${at.column} ` : '');
  return {
    name,
    message: diagnostics.map(one => place(one) + one.message).join('\n'),
    traceback: diagnostics.flatMap(one => [
      headline(name, place(one) + one.message),
      ...(one.at ? [codeFrame(code, one.at)] : []),
    ]),
  };
}

/** The lines around a place, numbered, with a mark under the column. */
export function codeFrame(code: string, { line, column }: Pick<CellPosition, 'line' | 'column'>): string {
  const lines = code.split('\n');
  const last = Math.min(lines.length, line + LINES_AROUND);
  const width = String(last).length;
  const framed: string[] = [];
  for (let n = Math.max(1, line - LINES_AROUND); n <= last; n++) {
    framed.push(`${n === line ? '>' : ' '} ${String(n).padStart(width)} | ${lines[n - 1]}`.trimEnd());
    if (n === line) framed.push(`  ${' '.repeat(width)} | ${' '.repeat(Math.max(0, column - 1))}^`);
  }
  return framed.join('\n');
}

/** `around` is where the error it belongs to was shown: the same place is not shown again. */
function tracebackOf(
  error: Error,
  codeOf: (label: string) => string | undefined,
  depth: number,
  around?: string,
): string[] {
  const lines = [headline(String(error.name || 'Error'), String(error.message))];
  const frames = stackFrames(error);
  const place = frames.find(frame => CellPositions.parse(frame) !== undefined);
  if (place === undefined || place !== around) {
    const at = place === undefined ? undefined : CellPositions.parse(place);
    const code = at && codeOf(at.label);
    if (at && code !== undefined) lines.push(codeFrame(code, at));
    lines.push(...frames);
  }
  if (depth >= DEEPEST_CAUSE) return lines;
  for (const [title, inner] of innerErrors(error)) {
    const inside = isError(inner) ? tracebackOf(inner, codeOf, depth + 1, place) : [inspect(inner)];
    lines.push(`${title}: ${inside[0]}`, ...inside.slice(1));
  }
  return lines;
}

function innerErrors(error: Error): [title: string, inner: unknown][] {
  const several: unknown[] = error instanceof AggregateError && Array.isArray(error.errors) ? error.errors : [];
  const inner = several.map((one, i): [string, unknown] => [`Error ${i + 1} of ${several.length}`, one]);
  return error.cause === undefined ? inner : [...inner, ['Caused by', error.cause]];
}

/**
 * The `at …` lines. An error that a helper throws on purpose says itself what is wrong: of its way only the part in
 * cells is shown. An error that never met a cell (thrown inside a library's callback) shows its first few.
 */
function stackFrames(error: Error): string[] {
  const lines = String(error.stack ?? '').split('\n');
  const usual = lines.filter(line => /^\s+at /.test(line) && !/\(?node:/.test(line)).map(line => line.trimEnd());
  const inCells = usual.filter(frame => CellPositions.parse(frame) !== undefined);
  if (error instanceof ConnectomeError) return inCells;
  return inCells.length > 0 ? usual : usual.slice(0, 5);
}

function headline(name: string, message: string): string {
  return `${RED}${name}${PLAIN}: ${message}`;
}

/** `instanceof` would miss errors of other realms, such as those of a `vm` context. */
function isError(value: unknown): value is Error {
  return value instanceof Error || Object.prototype.toString.call(value) === '[object Error]';
}
