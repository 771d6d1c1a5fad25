/** Runs the JavaScript of a cell in this process, where an interrupt can reach it. */
import { runInThisContext } from 'node:vm';
import type { CellRequire } from './tslab-require.js';

/** The values that cells have declared, by name: a plain object, for a loop over anything slower would be slow itself. */
export type Session = Record<string, unknown>;

/** Compiled code of one cell. */
export interface Script {
  readonly code: string;
  /** What stack traces call it. */
  readonly label: string;
  readonly awaits: boolean;
}

const PLACE = Symbol.for('connectome.cell');

/** Runs a cell's code; a promise when it awaits. Synchronous code ends with an error when the process gets SIGINT. */
export function runScript({ code, label, awaits }: Script, session: Session, require: CellRequire): unknown {
  Reflect.defineProperty(globalThis, PLACE, {
    value: { session, require },
    configurable: true,
  });
  const place = `globalThis[Symbol.for(${JSON.stringify(PLACE.description)})]`;
  // A function, for V8 runs the variables of a function far faster than those of a script.
  const wrapped = `(${awaits ? 'async ' : ''}function (exports, require) {\n${code}\n})(${place}.session, ${place}.require)`;
  return runInThisContext(wrapped, {
    filename: label,
    lineOffset: -1,
    breakOnSigint: true,
  });
}

/** Whether an error is what {@link runScript} throws when it was cut; `false` for what cannot even be asked. */
export function isInterruption(error: unknown): boolean {
  try {
    return (error as NodeJS.ErrnoException | undefined)?.code === 'ERR_SCRIPT_EXECUTION_INTERRUPTED';
  } catch {
    return false;
  }
}
