/** tslab as the language of the kernel: cells are compiled by its converter and run by us. */

import { setImmediate as nextTurn } from 'node:timers/promises';
import type { AwaitGuards } from './await-guards.js';
import { CellNames, SCOPE, type Session } from './cell-names.js';
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
import { describeDiagnostics, describeThrown } from './error-report.js';
import { putOnGlobal } from './globals.js';
import { CELL_FOLDER } from './notebook-place.js';
import { CellPositions, lineAndColumn, offsetOf } from './positions.js';
import type { HelperNames } from './preload.js';
import { isInterruption, runScript } from './run-script.js';
import { type PreparedCell, prepareCell, strictness } from './tslab-cell.js';
import type { Compiler } from './tslab-compiler.js';
import { completePath, completionOf } from './tslab-complete.js';
import { completeness } from './tslab-completeness.js';
import { carriedOver } from './tslab-declarations.js';
import { tellDiagnostics } from './tslab-diagnostics.js';
import { describeQuickInfo } from './tslab-docs.js';
import { CellStatements, tellKept } from './tslab-keep.js';
import {
  loadParts,
  type Tslab,
  type TslabConversion,
  type TslabConverter,
  type TslabDiagnostic,
} from './tslab-load.js';
import { valueNames } from './tslab-names.js';
import { type CellModules, createCellModules, globalRequire } from './tslab-require.js';
import { withPublicMembers } from './tslab-undeclarable.js';
import { takeWorkshop, type Workshop } from './tslab-workshop.js';

/** What the language is started with. */
export interface TslabOptions {
  /** The folder of the notebook: imports are resolved from here. */
  readonly folder: string;
  /** The global names. */
  readonly names: HelperNames;
  /** Modules a cell gets when it imports these names. */
  readonly preloaded: ReadonlyMap<string, () => unknown>;
  /** Called with a cell before it runs, and never cut. */
  readonly prepare: (code: string) => Promise<void>;
  /** What stands around the awaits of cells. */
  readonly guards: AwaitGuards;
  /** See `control-protocol.ts`. */
  readonly guard: Int32Array;
}

/** What an error is called that the compiler found. */
const DIAGNOSTIC_NAME = 'TypeScriptError';

/** Starts the language; it takes a second or so, during which nothing else runs. */
export function createTslabEngine(options: TslabOptions): LanguageEngine {
  return new TslabEngine(options);
}

/** One execution of a cell. */
interface Run {
  readonly label: string;
  over: boolean;
  /** Set while the cell's own code runs, and what it has declared counts if it ends early. */
  running?: { readonly cell: PreparedCell; readonly names: CellNames; readonly values: ReadonlySet<string> };
}

class TslabEngine implements LanguageEngine {
  readonly #workshop: Workshop;
  readonly #compiler: Compiler;
  readonly #tslab: Tslab;
  readonly #guard: Int32Array;
  readonly #prepare: (code: string) => Promise<void>;
  readonly #guards: AwaitGuards;
  readonly #modules: CellModules;
  readonly #positions = new CellPositions();
  readonly #session: Session = Object.create(null) as Session;
  readonly #folder: string;
  /** The files that stand for cells: that of every cell but those which are modules, and theirs. */
  readonly #cellFiles: Set<string>;
  #converter: TslabConverter;
  /** Declarations of everything that cells have declared so far. */
  #declared = '';
  /** What was written in cells that are modules, by file. */
  readonly #moduleCells = new Map<string, string>();
  #interrupt: (() => void) | undefined;

  constructor({ folder: path, names, preloaded, prepare, guards, guard }: TslabOptions) {
    const folder = path.replaceAll('\\', '/');
    const workshop = takeWorkshop(() => ({ ...loadParts(), names }));
    workshop.place.mount(path);
    this.#workshop = workshop;
    this.#compiler = workshop.compiler;
    this.#tslab = workshop.tslab;
    this.#converter = workshop.converter;
    this.#prepare = prepare;
    this.#guards = guards;
    this.#guard = guard;
    this.#folder = folder;
    this.#cellFiles = new Set([CELL_FILE]);
    this.#modules = createCellModules(folder, preloaded);
    putOnGlobal({
      require: globalRequire(folder, this.#modules.require),
      __dirname: folder,
      __filename: `${folder}/cell.ts`,
    });
    this.#positions.install();
  }

  execute(code: string, label: string, show: ShowValue): Promise<CellError | undefined> {
    return new Promise(resolve => {
      const run: Run = { label, over: false };
      const end = (error?: CellError): void => {
        if (run.over) return;
        run.over = true;
        this.#interrupt = undefined;
        resolve(error);
      };
      const fail = (error: CellError, goesOn: boolean): void => {
        if (!run.over) end(this.#keepReached(run, error, goesOn));
      };
      this.#interrupt = () => fail(interrupted(), true);
      // In a turn of its own: when the interrupt has to cut it, nothing of ours is on the stack.
      setImmediate(() => {
        if (run.over) return;
        this.#run(code, run, show).then(end, thrown => fail(this.describeError(thrown), false));
      });
    });
  }

  describeError(thrown: unknown): CellError {
    if (isInterruption(thrown)) return interrupted();
    return describeThrown(thrown, label => this.#positions.code(label));
  }

  complete(code: string, offset: number): Completion {
    const { typescript } = this.#compiler;
    const path = completePath(typescript, CELL_FOLDER, code, offset);
    if (path !== undefined) return path;
    this.#setStrict(code);
    const { original } = this.#uncut(() => this.#converter.complete(this.#declared, code, offset));
    return completionOf(original, code, offset);
  }

  inspect(code: string, offset: number): Documentation | undefined {
    this.#setStrict(code);
    const at = (position: number): Documentation | undefined => {
      const info = this.#uncut(() => this.#converter.inspect(this.#declared, code, position));
      return info && describeQuickInfo(info);
    };
    // The cursor often stands behind the name, or behind the parenthesis that was just typed.
    const name = /[\p{ID_Continue}$]\s*\(?\s*$/u.exec(code.slice(0, offset));
    return at(offset) ?? (name ? at(name.index) : undefined);
  }

  isComplete(code: string): Completeness {
    return completeness(this.#compiler.typescript, code);
  }

  interrupt(): void {
    this.#interrupt?.();
  }

  close(): void {
    this.#converter.close();
  }

  async #run(code: string, run: Run, show: ShowValue): Promise<CellError | undefined> {
    const { label } = run;
    const { module, mode } = this.#tslab.getCodeMetadata(code);
    if (mode === 'browser') return failed('a @browser cell cannot run: received one, expected code for Node.js');
    if (module !== undefined) return this.#addModule(module, code, label);
    const { typescript } = this.#compiler;
    await this.#prepare(code);
    if (run.over) return undefined;
    let cell = prepareCell(typescript, code);
    if (cell.problems.length > 0) {
      const found = cell.problems.map(({ offset, message }) => ({
        at: { label, code, ...lineAndColumn(code, offset) },
        message,
      }));
      return describeDiagnostics(DIAGNOSTIC_NAME, found);
    }
    let compiled = this.#convert(cell, cell.text);
    const text = withPublicMembers(typescript, cell.text, compiled.diagnostics);
    if (text !== undefined) {
      cell = { ...cell, text };
      compiled = this.#convert(cell, text);
    }
    if (compiled.diagnostics.length > 0) return this.#report(compiled.diagnostics, label, code, cell);
    // An interrupt that came while the compiler could not be cut is heard in a turn of its own.
    await nextTurn();
    if (run.over) return undefined;
    const names = new CellNames(this.#session, this.#modules, this.#guards);
    if (compiled.output !== undefined) {
      this.#remember(label, code, compiled.output, cell);
      await this.#modules.prepare(cell.imports);
      if (run.over) return undefined;
      run.running = { cell, names, values: valueNames(compiled.output) };
      await runScript(
        { code: compiled.output, label, awaits: cell.awaits },
        { [SCOPE.session]: this.#session, [SCOPE.cell]: names, [SCOPE.require]: this.#modules.require },
      );
    }
    if (run.over) return undefined; // interrupted long ago: what it declares now would surprise
    run.running = undefined;
    names.end(false);
    names.takeBack([]);
    this.#declare(compiled);
    await show(names.result);
    return undefined;
  }

  /** A cell that ended early leaves what it had declared by then; the error says so. */
  #keepReached(run: Run, error: CellError, goesOn: boolean): CellError {
    const { running } = run;
    if (running === undefined) return error;
    run.running = undefined;
    const { cell, names, values } = running;
    names.end(goesOn);
    const statements = new CellStatements(this.#compiler.typescript, cell.text);
    let remains = statements.remains(values, names.reached);
    for (;;) {
      const compiled = this.#tryConvert(cell, remains.text);
      if (compiled?.diagnostics.length === 0) {
        this.#declare(compiled);
        break;
      }
      // What refers to something that was not reached goes too.
      const found = (compiled?.diagnostics ?? []).filter(({ fileName }) => fileName === undefined);
      if (!statements.drop(found.map(({ start }) => start.offset)) && !statements.dropAll()) break;
      remains = statements.remains(values, names.reached);
    }
    names.takeBack(remains.lost);
    return { ...error, traceback: [...error.traceback, ...tellKept(remains)] };
  }

  #declare({ declOutput }: TslabConversion): void {
    this.#declared = carriedOver(this.#compiler.typescript, this.#declared, declOutput ?? '');
  }

  #tryConvert(cell: PreparedCell, text: string): TslabConversion | undefined {
    try {
      return this.#convert(cell, text);
    } catch {
      return undefined;
    }
  }

  #convert(cell: PreparedCell, text: string): TslabConversion {
    const { maps } = this.#compiler;
    maps.clear();
    this.#compiler.strict = cell.strict ?? isStrict();
    const compiled = this.#uncut(() => this.#converter.convert(this.#declared, text));
    const files = (compiled.sideOutputs ?? []).map(file => ({ ...file, source: this.#rememberFile(file) }));
    if (files.length > 0) this.#modules.update(files);
    return compiled;
  }

  /** The same for every question about a cell: TypeScript makes no new program for a text that it has just seen. */
  #setStrict(code: string): void {
    this.#compiler.strict = strictness(this.#compiler.typescript, code) ?? isStrict();
  }

  #addModule(name: string, code: string, label: string): CellError | undefined {
    const file = `${CELL_FOLDER}/${name}.ts`;
    this.#cellFiles.add(file);
    this.#moduleCells.set(`${this.#folder}/${name}.ts`, code);
    this.#setStrict(code);
    const diagnostics = this.#uncut(() => this.#converter.addModule(name, code));
    return diagnostics.length === 0 ? undefined : this.#report(diagnostics, label, code, undefined, file);
  }

  #report(
    diagnostics: readonly TslabDiagnostic[],
    label: string,
    code: string,
    cell?: PreparedCell,
    file: string = CELL_FILE,
  ): CellError {
    const found = tellDiagnostics(this.#compiler.typescript, this.#compiler.diagnostics, diagnostics, {
      label,
      code,
      toWritten: offset => cell?.toWritten(offset) ?? offset,
      toPeople: text => this.#workshop.place.toPeople(text),
      folder: CELL_FOLDER,
      file,
      cellFiles: this.#cellFiles,
    });
    return describeDiagnostics(DIAGNOSTIC_NAME, found);
  }

  #remember(label: string, code: string, script: string, cell: PreparedCell): void {
    const maps = this.#compiler.maps.get(script);
    if (maps?.toSource === undefined) return;
    this.#positions.add(label, {
      code,
      lines: script.split('\n').length,
      maps: [maps.toModule, maps.toSource],
      // tslab puts a line of its own before the cell.
      toWritten: (line, column) => cell.toWritten(offsetOf(cell.text, line - 1, column)),
    });
  }

  /** Remembers where the code of a local file comes from, and returns the name of what it was compiled from. */
  #rememberFile({ path, data }: { readonly path: string; readonly data: string }): string {
    const { sys } = this.#compiler.typescript;
    const bare = path.replace(/\.[cm]?js$/, '');
    const module = this.#moduleCells.get(`${bare}.ts`);
    const source = module !== undefined ? `${bare}.ts` : [`${bare}.ts`, `${bare}.tsx`].find(sys.fileExists);
    const code = module ?? (source === undefined ? undefined : sys.readFile(source));
    const maps = this.#compiler.maps.get(data);
    if (source === undefined || code === undefined || maps?.toSource === undefined) return path;
    const before = module === undefined ? 0 : 1;
    this.#positions.add(source, {
      code,
      lines: data.split('\n').length,
      maps: [maps.toModule, maps.toSource],
      toWritten: (line, column) => offsetOf(code, line - before, column),
    });
    return source;
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

/** The file that stands for the cell being compiled. */
const CELL_FILE = `${CELL_FOLDER}/__tslab__.ts`;

/** Asked for every cell: a notebook may set it, and so may whoever starts the kernel. */
function isStrict(): boolean {
  return process.env.CONNECTOME_STRICT !== '0';
}

function interrupted(): CellError {
  return failed('the cell was interrupted; what earlier cells declared is still there', INTERRUPTED);
}

function failed(message: string, name: string = DIAGNOSTIC_NAME): CellError {
  return {
    name,
    message,
    traceback: [`\u001b[31m${name}\u001b[39m: ${message}`],
  };
}
