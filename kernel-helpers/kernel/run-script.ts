/** Runs the JavaScript of a cell in this process, where an interrupt can reach it. */
import { runInThisContext } from 'node:vm';

/** Compiled code of one cell. */
export interface Script {
  readonly code: string;
  /** What stack traces call it. */
  readonly label: string;
  readonly awaits: boolean;
}

const PLACE = Symbol.for('connectome.cell');

/**
 * Runs a cell's code, which finds the values of `scope` under their names; a promise when it awaits. Synchronous code
 * ends with an error when the process gets SIGINT.
 */
export function runScript({ code, label, awaits }: Script, scope: Readonly<Record<string, unknown>>): unknown {
  Reflect.defineProperty(globalThis, PLACE, {
    value: Object.values(scope),
    configurable: true,
  });
  const place = `globalThis[Symbol.for(${JSON.stringify(PLACE.description)})]`;
  // A function, for V8 runs the variables of a function far faster than those of a script.
  const wrapped = `(${awaits ? 'async ' : ''}function (${Object.keys(scope).join(', ')}) { "use strict";\n${code}\n})(...${place})`;
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
