/** Errors as a notebook shows them: what went wrong, the lines around it, the calls that led there. */
import { inspect } from 'node:util';
import { ConnectomeError } from '../errors.js';
import type { CellError } from './engine.js';
import { type CellPosition, CellPositions } from './positions.js';

const RED = '\u001b[31m';
const PLAIN = '\u001b[39m';
const LINES_AROUND = 2;
const DEEPEST_CAUSE = 4;
const MOST_DIAGNOSTICS = 20;
const LONGEST_MESSAGE = 10_000;
const LONGEST_LINE = 400;
const FIRST_FRAMES = 10;
const LAST_FRAMES = 4;

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
    const message = short(inspect(thrown));
    return {
      name: 'Thrown',
      message,
      traceback: [headline('Thrown', `${message}, which is no Error and has no stack`)],
    };
  }
  const name = String(thrown.name || 'Error');
  const message = short(String(thrown.message));
  return { name, message, traceback: tracebackOf(thrown, codeOf, 0) };
}

/** A problem found before the cell ran. */
export interface Diagnostic {
  /** Where, and what is written there. */
  readonly at: (CellPosition & { readonly code: string }) | undefined;
  readonly message: string;
  /** Places that have to do with it, a line each. */
  readonly related?: readonly string[];
}

/** Shows what the compiler found, all of it up to {@link MOST_DIAGNOSTICS}. */
export function describeDiagnostics(name: string, diagnostics: readonly Diagnostic[]): CellError {
  const place = ({ at }: Diagnostic): string => (at ? `${at.label}:${at.line}:${at.column} ` : '');
  const shown = diagnostics.slice(0, MOST_DIAGNOSTICS);
  const rest = diagnostics.length - shown.length;
  const more = rest > 0 ? [`and ${rest} more like these`] : [];
  return {
    name,
    message: [...shown.map(one => place(one) + one.message), ...more].join('\n'),
    traceback: [
      ...shown.flatMap(one => [
        headline(name, place(one) + one.message),
        ...(one.at ? [codeFrame(one.at.code, one.at)] : []),
        ...(one.related ?? []).map(line => `    ${line}`),
      ]),
      ...more,
    ],
  };
}

/** The lines around a place, numbered, with a mark under the column. */
export function codeFrame(code: string, { line, column }: Pick<CellPosition, 'line' | 'column'>): string {
  const lines = code.split(/\r?\n/);
  const last = Math.min(lines.length, line + LINES_AROUND);
  const width = String(last).length;
  const framed: string[] = [];
  for (let n = Math.max(1, line - LINES_AROUND); n <= last; n++) {
    const written = lines[n - 1] ?? '';
    const from = n === line ? Math.max(0, column - 1 - LONGEST_LINE / 2) : 0;
    const part = written.slice(from, from + LONGEST_LINE);
    framed.push(`${n === line ? '>' : ' '} ${String(n).padStart(width)} | ${part}`.trimEnd());
    if (n === line) framed.push(`  ${' '.repeat(width)} | ${room(part.slice(0, Math.max(0, column - 1 - from)))}^`);
  }
  return framed.join('\n');
}

/** Blanks as wide as `text`: a tab stays one, and what a terminal draws twice as wide counts twice. */
function room(text: string): string {
  return Array.from(text, character => {
    if (character === '\t') return character;
    if (/\p{Mn}|\p{Cf}/u.test(character)) return '';
    const isWide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/;
    return isWide.test(character) || /\p{Emoji_Presentation}/u.test(character) ? '  ' : ' ';
  }).join('');
}

/** A message of megabytes would only stop the browser. */
function short(message: string): string {
  if (message.length <= LONGEST_MESSAGE) return message;
  return `${message.slice(0, LONGEST_MESSAGE)}… (${message.length - LONGEST_MESSAGE} more characters)`;
}

/** `around` is where the error it belongs to was shown: the same place is not shown again. */
function tracebackOf(
  error: Error,
  codeOf: (label: string) => string | undefined,
  depth: number,
  around?: string,
  outer: readonly unknown[] = [],
): string[] {
  const lines = [headline(String(error.name || 'Error'), short(String(error.message)))];
  const isInCell = (frame: string): boolean => {
    const at = CellPositions.parse(frame);
    return at !== undefined && codeOf(at.label) !== undefined;
  };
  const frames = stackFrames(error, isInCell);
  const place = frames.find(isInCell);
  if (place === undefined || place !== around) {
    const at = place === undefined ? undefined : CellPositions.parse(place);
    const code = at && codeOf(at.label);
    if (at && code !== undefined) lines.push(codeFrame(code, at));
    lines.push(...withoutMiddle(frames));
  }
  if (depth >= DEEPEST_CAUSE) return lines;
  for (const [title, inner] of innerErrors(error)) {
    if (inner === error || outer.includes(inner)) {
      lines.push(`${title}: the same error again`);
      continue;
    }
    const inside = isError(inner) ? tracebackOf(inner, codeOf, depth + 1, place, [...outer, error]) : [inspect(inner)];
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
function stackFrames(error: Error, isInCell: (frame: string) => boolean): string[] {
  const lines = String(error.stack ?? '').split('\n');
  const usual = lines.filter(line => /^\s+at /.test(line) && !/\(?node:/.test(line)).map(line => line.trimEnd());
  const inCells = usual.filter(isInCell);
  if (error instanceof ConnectomeError) return inCells;
  return inCells.length > 0 ? usual : usual.slice(0, 5);
}

/** A recursion without an end is told by how it began and where it is. */
function withoutMiddle(frames: readonly string[]): string[] {
  const left = frames.length - FIRST_FRAMES - LAST_FRAMES;
  if (left <= 1) return [...frames];
  return [...frames.slice(0, FIRST_FRAMES), `    … ${left} more`, ...frames.slice(-LAST_FRAMES)];
}

function headline(name: string, message: string): string {
  return `${RED}${name}${PLAIN}: ${message}`;
}

/** `instanceof` would miss errors of other realms, such as those of a `vm` context. */
function isError(value: unknown): value is Error {
  return value instanceof Error || Object.prototype.toString.call(value) === '[object Error]';
}
