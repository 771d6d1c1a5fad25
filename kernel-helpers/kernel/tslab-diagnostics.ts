/** What TypeScript found, told in places of the cell and of the local files it imports. */
import { relative } from 'node:path';
import type ts from '@tslab/typescript-for-tslab';
import type { Diagnostic } from './error-report.js';
import { lineAndColumn } from './positions.js';
import type { TslabDiagnostic, TypeScript } from './tslab-load.js';

/** Where diagnostics are told. */
export interface DiagnosedCell {
  /** What the cell is called. */
  readonly label: string;
  /** As it was written. */
  readonly code: string;
  /** The offset in `code` of an offset in what tslab compiled. */
  readonly toWritten: (offset: number) => number;
  /** The folder of the notebook, with forward slashes. */
  readonly folder: string;
  /** The file that stands for the cell. */
  readonly file: string;
  /** The files of all cells, which tslab has put a line before. */
  readonly cellFiles: ReadonlySet<string>;
}

/** tslab puts this line before every cell. */
const PREFIX = 'export {};\n';

/**
 * Tells everything in `whole` that tslab reports, which leaves out what it puts up with (`await` at the top), with what
 * tslab leaves out: the whole message, and the places that have to do with it.
 */
export function tellDiagnostics(
  typescript: TypeScript,
  whole: readonly ts.Diagnostic[],
  reported: readonly TslabDiagnostic[],
  cell: DiagnosedCell,
): Diagnostic[] {
  const offsetIn = ({ fileName }: ts.SourceFile, start: number): number =>
    cell.cellFiles.has(fileName) ? start - PREFIX.length : start;
  const isReported = ({ file, start = 0, code, messageText }: ts.Diagnostic): boolean => {
    const offset = file ? offsetIn(file, start) : start;
    const number = typeof messageText === 'string' ? code : messageText.code;
    return reported.some(one => one.code === number && one.start.offset === offset);
  };
  const placeOf = ({ file, start = 0 }: Pick<ts.Diagnostic, 'file' | 'start'>): Diagnostic['at'] => {
    if (!file) return undefined;
    if (file.fileName === cell.file) {
      const offset = cell.toWritten(offsetIn(file, start));
      return { label: cell.label, ...lineAndColumn(cell.code, offset), code: cell.code };
    }
    const name = relative(cell.folder, file.fileName).replaceAll('\\', '/');
    if (name.startsWith('..') || /(^|\/)node_modules\/|\.d\.[cm]?ts$/.test(name)) return undefined;
    const code = cell.cellFiles.has(file.fileName) ? file.text.slice(PREFIX.length) : file.text;
    return { label: name, ...lineAndColumn(code, offsetIn(file, start)), code };
  };
  const found = whole.filter(isReported).map(({ messageText, code, file, start, relatedInformation }) => ({
    at: placeOf({ file, start }),
    message: `${typescript.flattenDiagnosticMessageText(messageText, '\n')} (TS${code})`,
    related: (relatedInformation ?? []).map(one => {
      const at = placeOf(one);
      const place = at ? `${at.label}:${at.line}:${at.column} ` : '';
      return place + typescript.flattenDiagnosticMessageText(one.messageText, '\n');
    }),
  }));
  // A module that is not there is missed by the type of its import() and by its value: the value is what was written.
  const told = new Map(found.map(one => [keyOf(one), one]));
  return [...told.values()];
}

function keyOf({ at, message }: Diagnostic): string {
  const isMissing = message.endsWith(`(TS${NO_SUCH_MODULE})`);
  return JSON.stringify([at?.label, ...(isMissing ? [] : [at?.line, at?.column]), message]);
}

const NO_SUCH_MODULE = 2307;
