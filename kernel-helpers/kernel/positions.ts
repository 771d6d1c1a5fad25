/** From positions in the JavaScript that runs back to positions in the cells and files that people wrote. */
import { SourceMap } from 'node:module';

/** A place in a cell or a local file, line and column counted from 1. */
export interface CellPosition {
  readonly label: string;
  readonly line: number;
  readonly column: number;
}

/** A cell, or a local file compiled along with one, whose positions are known. */
export interface MappedCell {
  /** As it was written. */
  readonly code: string;
  /** How many lines the JavaScript has that runs. */
  readonly lines: number;
  /** Source maps, first from that JavaScript to the next stage, and so on. */
  readonly maps: readonly string[];
  /** The offset in `code` of a line and column, counted from 0, in the text the last map leads to. */
  readonly toWritten: (line: number, column: number) => number;
}

/** What is before the place, the label, line and column. The label may be a path, with spaces or a drive in it. */
const FRAME = /^(\s*(?:at )?(?:.*\(|async )?)(.+?):(\d+):(\d+)(\)?)$/;

const DEEPEST_STACK = 50;

/** The cells and files run so far, by label. */
export class CellPositions {
  readonly #cells = new Map<string, MappedCell>();

  add(label: string, cell: MappedCell): void {
    this.#cells.set(label, cell);
  }

  /** The written source of a cell or file. */
  code(label: string): string | undefined {
    return this.#cells.get(label)?.code;
  }

  /** The place that a line of a stack trace names, whatever it is a place in. */
  static parse(frame: string): CellPosition | undefined {
    const [, , label, line, column] = FRAME.exec(frame) ?? [];
    return label === undefined ? undefined : { label, line: Number(line), column: Number(column) };
  }

  /** Makes `Error.prototype.stack` speak of cells as written, and leave out the machinery around them. */
  install(): void {
    // Ten, as V8 has it, may not reach from the depth of a library out to the cell; out of a start-up snapshot it is none.
    Error.stackTraceLimit = DEEPEST_STACK;
    Error.prepareStackTrace = (error, frames) => {
      const lines = frames.map(String);
      return [headline(error), ...this.#forPeople(lines).map(line => `    at ${line}`)].join('\n');
    };
  }

  /** Frames from the thrown error out to the cell; all of them when no cell takes part. */
  #forPeople(frames: readonly string[]): string[] {
    const mapped = frames.map(frame => this.#map(frame));
    const ours = mapped.flatMap((frame, i) => (frame !== undefined && this.#isOurs(frame) ? [i] : []));
    const outermost = ours.at(-1);
    if (outermost === undefined) return [...frames];
    return mapped.slice(0, outermost + 1).filter(frame => frame !== undefined && !isMachinery(frame)) as string[];
  }

  #isOurs(frame: string): boolean {
    const at = CellPositions.parse(frame);
    return at !== undefined && this.#cells.has(at.label);
  }

  /** `undefined` for the call of the function we wrapped around the cell. */
  #map(frame: string): string | undefined {
    const at = CellPositions.parse(frame);
    const cell = at && this.#cells.get(at.label);
    if (!at || !cell) return frame;
    if (at.line > cell.lines) return undefined;
    let place: { line: number; column: number } | undefined = {
      line: at.line - 1,
      column: at.column - 1,
    };
    for (const map of cell.maps) place = place && origin(map, place.line, place.column);
    if (place === undefined) return frame;
    const { line, column } = lineAndColumn(cell.code, cell.toWritten(place.line, place.column));
    return frame.replace(FRAME, (_, before: string, label: string, _line, _column, after: string) => {
      return `${before}${label}:${line}:${column}${after}`;
    });
  }
}

/** Line and column, counted from 1, of an offset. */
export function lineAndColumn(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, Math.max(0, offset)).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** The offset of a line and column, counted from 0. */
export function offsetOf(text: string, line: number, column: number): number {
  const lines = text.split('\n');
  return lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0) + column;
}

/** Frames of Node's insides and of this kernel. */
function isMachinery(frame: string): boolean {
  return /\(?node:(internal|vm)/.test(frame) || frame.includes(kernelFolder);
}

const kernelFolder = new URL('.', import.meta.url).href;

/** The origin of a position, both counted from 0. */
function origin(map: string, line: number, column: number): { line: number; column: number } | undefined {
  const entry = new SourceMap(JSON.parse(map)).findEntry(line, column);
  return 'originalLine' in entry ? { line: entry.originalLine, column: entry.originalColumn } : undefined;
}

function headline(error: unknown): string {
  try {
    return String(error);
  } catch {
    return 'Error';
  }
}
