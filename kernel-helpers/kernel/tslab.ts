/** tslab as the language of the kernel: cells are compiled by its converter and run by us. */

import { uncut } from './control-protocol.js';
import {
  type CellError,
  type Completeness,
  type Completion,
  type Documentation,
  INTERRUPTED,
  type LanguageEngine,
  type ShowValue,
} from './engine.js';
import { type Diagnostic, describeDiagnostics, describeThrown } from './error-report.js';
import { CellPositions, lineAndColumn, offsetOf } from './positions.js';
import { isInterruption, runScript, type Session } from './run-script.js';
import { type PreparedCell, prepareCell } from './tslab-cell.js';
import type { Compiler } from './tslab-compiler.js';
import { describeQuickInfo } from './tslab-docs.js';
import { loadParts, type Tslab, type TslabConverter, type TslabDiagnostic } from './tslab-load.js';
import { type CellModules, createCellModules } from './tslab-require.js';
import { keptWorkshop, openWorkshop, type Workshop } from './tslab-workshop.js';

/** What the language is started with. */
export interface TslabOptions {
  /** The folder of the notebook: imports are resolved from here. */
  readonly folder: string;
  /** Declarations of the global names, as the text of a `.d.ts` module. */
  readonly globals: string;
  /** Modules a cell gets when it imports these names. */
  readonly preloaded: ReadonlyMap<string, unknown>;
  /** See `control-protocol.ts`. */
  readonly guard: Int32Array;
}

/** What an error is called that the compiler found. */
const DIAGNOSTIC_NAME = 'TypeScriptError';

/** Starts the language; it takes a second or so, during which nothing else runs. */
export function createTslabEngine(options: TslabOptions): LanguageEngine {
  return new TslabEngine(options);
}

class TslabEngine implements LanguageEngine {
  readonly #workshop: Workshop;
  readonly #compiler: Compiler;
  readonly #tslab: Tslab;
  readonly #guard: Int32Array;
  readonly #modules: CellModules;
  readonly #positions = new CellPositions();
  readonly #session: Session = Object.create(null) as Session;
  #converter: TslabConverter;
  /** Declarations of everything that cells have declared so far. */
  #declared = '';
  #interrupt: (() => void) | undefined;

  constructor({ folder, globals, preloaded, guard }: TslabOptions) {
    const workshop = keptWorkshop(globals) ?? openWorkshop({ ...loadParts(), globals });
    workshop.place.mount(folder);
    this.#workshop = workshop;
    this.#compiler = workshop.compiler;
    this.#tslab = workshop.tslab;
    this.#converter = workshop.converter;
    this.#guard = guard;
    this.#modules = createCellModules(folder.replaceAll('\\', '/'), preloaded);
    this.#positions.install();
  }

  execute(code: string, label: string, show: ShowValue): Promise<CellError | undefined> {
    return new Promise(resolve => {
      const run = { over: false };
      const end = (error?: CellError): void => {
        if (run.over) return;
        run.over = true;
        this.#interrupt = undefined;
        resolve(error);
      };
      this.#interrupt = () => end(interrupted());
      // In a turn of its own: when the interrupt has to cut it, nothing of ours is on the stack.
      setImmediate(() => {
        if (!run.over) this.#run(code, label, show, run).then(end, thrown => end(this.describeError(thrown)));
      });
    });
  }

  describeError(thrown: unknown): CellError {
    if (isInterruption(thrown)) return interrupted();
    return describeThrown(thrown, label => this.#positions.code(label));
  }

  complete(code: string, offset: number): Completion {
    const { start, end, candidates, original } = this.#uncut(() =>
      this.#converter.complete(this.#declared, code, offset),
    );
    const kinds = new Map(original?.entries.map(entry => [entry.name, entry.kind]));
    // Names of ours that only the compiler should see begin with two underscores.
    const hidden = !code.slice(start, offset).startsWith('__');
    const shown = candidates.filter(name => !(hidden && name.startsWith('__')));
    return {
      start,
      end,
      matches: shown.map(text => ({
        text,
        type: String(kinds.get(text) ?? ''),
      })),
    };
  }

  inspect(code: string, offset: number): Documentation | undefined {
    const at = (position: number): Documentation | undefined => {
      const info = this.#uncut(() => this.#converter.inspect(this.#declared, code, position));
      return info && describeQuickInfo(info);
    };
    // The cursor often stands behind the name, or behind the parenthesis that was just typed.
    const name = /[\p{ID_Continue}$]\s*\(?\s*$/u.exec(code.slice(0, offset));
    return at(offset) ?? (name ? at(name.index) : undefined);
  }

  isComplete(code: string): Completeness {
    const { completed, indent } = this.#tslab.isCompleteCode(code);
    return completed ? { status: 'complete' } : { status: 'incomplete', indent: indent ?? '' };
  }

  interrupt(): void {
    this.#interrupt?.();
  }

  close(): void {
    this.#converter.close();
  }

  async #run(code: string, label: string, show: ShowValue, run: { over: boolean }): Promise<CellError | undefined> {
    const { module, mode } = this.#tslab.getCodeMetadata(code);
    if (mode === 'browser') return failed('a @browser cell cannot run: received one, expected code for Node.js');
    if (module !== undefined) return this.#addModule(module, code, label);
    const cell = prepareCell(this.#compiler.typescript, code);
    if (cell.problems.length > 0) {
      const found = cell.problems.map(({ offset, message }) => ({
        at: { label, ...lineAndColumn(code, offset) },
        message,
      }));
      return describeDiagnostics(DIAGNOSTIC_NAME, found, code);
    }
    const compiled = this.#uncut(() => this.#converter.convert(this.#declared, cell.text));
    this.#modules.update(compiled.sideOutputs ?? []);
    if (compiled.diagnostics.length > 0) return this.#report(compiled.diagnostics, label, code, cell);
    const { output, lastExpressionVar } = compiled;
    let value: unknown;
    if (output !== undefined) {
      this.#remember(label, code, output, cell);
      await runScript({ code: output, label, awaits: cell.awaits }, this.#session, this.#modules.require);
      if (lastExpressionVar !== undefined) {
        value = this.#session[lastExpressionVar];
        delete this.#session[lastExpressionVar];
      }
    }
    if (run.over) return undefined; // interrupted long ago: what it declares now would surprise
    this.#declared = compiled.declOutput ?? '';
    await show(value);
    return undefined;
  }

  #addModule(name: string, code: string, label: string): CellError | undefined {
    const diagnostics = this.#uncut(() => this.#converter.addModule(name, code));
    return diagnostics.length === 0 ? undefined : this.#report(diagnostics, label, code);
  }

  #report(diagnostics: readonly TslabDiagnostic[], label: string, code: string, cell?: PreparedCell): CellError {
    const found = diagnostics.map(({ start, messageText, code: number, fileName }): Diagnostic => {
      const message = `${messageText} (TS${number})`;
      if (fileName !== undefined)
        return {
          at: undefined,
          message: `${fileName}:${start.line + 1}:${start.character + 1} ${message}`,
        };
      return {
        at: {
          label,
          ...lineAndColumn(code, cell?.toWritten(start.offset) ?? start.offset),
        },
        message,
      };
    });
    return describeDiagnostics(DIAGNOSTIC_NAME, found, code);
  }

  #remember(label: string, code: string, script: string, cell: PreparedCell): void {
    const maps = this.#compiler.lastMaps;
    if (maps?.toSource === undefined) return;
    this.#positions.add(label, {
      code,
      script,
      maps: [maps.toModule, maps.toSource],
      // tslab puts a line of its own before the cell.
      toWritten: (line, column) => cell.toWritten(offsetOf(cell.text, line - 1, column)),
    });
  }

  /** Asks the compiler. When it fails, its state is unknown: the next request gets a fresh one. */
  #uncut<T>(ask: () => T): T {
    try {
      return uncut(this.#guard, ask);
    } catch (error) {
      this.#converter.close();
      this.#converter = this.#workshop.anotherConverter();
      throw error;
    }
  }
}

function interrupted(): CellError {
  return failed(
    'the cell was interrupted; what earlier cells declared is still there. Code of it that waits for a timer or a ' +
      'request may go on when that arrives, until the kernel is restarted',
    INTERRUPTED,
  );
}

function failed(message: string, name: string = DIAGNOSTIC_NAME): CellError {
  return {
    name,
    message,
    traceback: [`\u001b[31m${name}\u001b[39m: ${message}`],
  };
}
