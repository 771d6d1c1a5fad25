import { basename } from 'node:path';
import { ConnectomeError, SqlError } from '../../errors.js';
import type { Statement } from './statement.js';

/** DuckDB's own end: after these the database answers nothing more. */
export function isFatal(error: unknown): boolean {
  return /^(FATAL|INTERNAL) Error|database has been invalidated/.test((error as Error).message ?? '');
}

/**
 * DuckDB's complaint as an error of this library: its kind, its words, and the place in the SQL as it was written, with
 * `${1}` for what was interpolated. Files that a dataset stands for are named without their folders.
 */
export function sqlErrorOf(error: unknown, statement: Statement): Error {
  if (!(error instanceof Error) || error instanceof ConnectomeError || error.name === 'AbortError') {
    return error as Error;
  }
  const [, kind = 'SQL', rest = error.message] =
    /^([A-Za-z][\w ]*?) Error: ([\s\S]*)$/.exec(error.message.replace(/^Failed to extract statements: /, '')) ?? [];
  const [said, excerpt] = splitExcerpt(rest);
  const place = excerpt && placeOf(excerpt, statement);
  const words = withoutFolders(said, statement).trim().replace(/\n+/g, '\n  ');
  const where = place ? ` at line ${place.line}, column ${place.column}` : '';
  const shown = place ? `\n\n  ${place.text}\n  ${' '.repeat(place.column - 1)}^` : '';
  return new SqlError(`sql failed${where}: ${kind} Error: ${words}${remedyOf(kind)}${shown}`, {
    kind,
    line: place?.line,
    column: place?.column,
    // the cause would print what was taken out above
    cause: undefined,
  });
}

function remedyOf(kind: string): string {
  if (kind === 'Out of Memory')
    return '\n  database({ memoryLimitBytes }) allows more; sql.stream reads a large result in batches';
  if (kind === 'FATAL' || kind === 'INTERNAL')
    return '\n  the database was closed: the next query opens a new one, without the tables made';
  return '';
}

interface Excerpt {
  readonly line: number;
  readonly text: string;
  readonly caret: number;
}

function splitExcerpt(message: string): [said: string, excerpt: Excerpt | undefined] {
  const match = /\n+(LINE (\d+): )(.*)\n( *)\^\s*$/.exec(message);
  if (match === null) return [message, undefined];
  const [all, label, line, text, indent] = match;
  const caret = indent.length - label.length;
  return [message.slice(0, -all.length), { line: Number(line), text, caret }];
}

interface Place {
  readonly line: number;
  readonly column: number;
  /** The whole line, as it was written. */
  readonly text: string;
}

/** Where an excerpt of the sent SQL points to in the written one. */
function placeOf(excerpt: Excerpt, { text, pieces }: Statement): Place | undefined {
  let lineStart = 0;
  for (let line = 1; line < excerpt.line; line++) {
    const next = text.indexOf('\n', lineStart);
    if (next < 0) return undefined;
    lineStart = next + 1;
  }
  const lineEnd = text.indexOf('\n', lineStart);
  const sentLine = text.slice(lineStart, lineEnd < 0 ? undefined : lineEnd);
  // DuckDB shortens long lines to "...middle..."
  const front = excerpt.text.startsWith('...') && !sentLine.startsWith('...') ? 3 : 0;
  const core = excerpt.text.slice(front).replace(/\.\.\.$/, '');
  const start = sentLine.indexOf(core);
  if (start < 0) return undefined;
  return writtenPlace(pieces, lineStart + start + excerpt.caret - front);
}

function writtenPlace(pieces: Statement['pieces'], at: number): Place {
  let sent = 0;
  let written = '';
  let index = 0;
  for (const piece of pieces) {
    if (at >= sent)
      index = written.length + (piece.sent === piece.written ? Math.min(at - sent, piece.sent.length) : 0);
    sent += piece.sent.length;
    written += piece.written;
  }
  const before = written.slice(0, index).split('\n');
  const line = before.length;
  return { line, column: before[line - 1].length + 1, text: written.split('\n')[line - 1] };
}

/** Takes the folders out of the names of files that the user did not write, but a relation. */
function withoutFolders(said: string, { pieces }: Statement): string {
  let clean = said;
  for (const { sent, written, ownPath } of pieces) {
    if (sent === written || ownPath) continue;
    for (const [, literal] of sent.matchAll(/'((?:[^']|'')*)'/g)) {
      const path = literal.replaceAll("''", "'");
      if (/[/\\]/.test(path)) clean = clean.replaceAll(path, basename(path));
    }
  }
  return clean;
}
