/** A small JSON file that says from what something was made. */
export type Stamp = Record<string, string>;

/** Says what is being done, how far it is and how long it took; what needed no work is summed up in one line. */
export interface Steps {
  step<T>(title: string, work: (say: (progress: string) => void) => Promise<T>): Promise<T>;
  fresh(title: string): void;
  summary(): void;
  note(line: string): void;
}

/** How a tool is run to its end: `what` begins and `remedy` ends the sentence of a failure, `log` gets its output. */
export interface ToolOptions {
  readonly what: string;
  readonly remedy: string;
  readonly log: string;
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly onLine?: (line: string) => void;
}

/**
 * What a command is given by `bin/connectome.mjs`: the places it may touch, and the tools that already made the
 * checkout ready, which are plain JavaScript because they run before anything is built.
 */
export interface CommandContext {
  /** The helpers' own folder, which also holds the command line's Python files. */
  readonly packageFolder: string;
  /** The repository's root; `undefined` when the package was installed into somebody's `node_modules`. */
  readonly checkout: string | undefined;
  /** `.connectome`: everything generated outside build folders. */
  readonly state: string;
  readonly steps: Steps;
  /** `performance.now()` when the command began. */
  readonly begun: number;
  runTool(command: string, args: readonly string[], options: ToolOptions): Promise<string>;
  withLock<T>(file: string, work: () => Promise<T>, waiting?: (pid: number) => void): Promise<T>;
  readStamp(file: string): Stamp | undefined;
  stampMatches(file: string, expected: Stamp): boolean;
  writeStamp(file: string, stamp: Stamp): void;
  /** Has `undo` called before the process ends by Ctrl-C, a closed terminal or `kill`. */
  onInterruption(undo: (signal: NodeJS.Signals) => void | Promise<void>): () => void;
  /** From now on an interruption is the expected end: exit status 0. */
  interruptionIsSuccess(): void;
  isAlive(pid: number): boolean;
  /** An error that is printed as its sentence alone, after `detail`. */
  fail(message: string, options?: { detail?: string; exitCode?: number; cause?: unknown }): Error;
}

/** A command line that was understood. */
export interface Command {
  readonly name: string;
  readonly operands: readonly string[];
  readonly options: {
    readonly browser?: boolean;
    readonly port?: number;
    readonly output?: string;
    readonly prefix?: string;
    readonly name?: string;
    readonly replace?: boolean;
  };
}
