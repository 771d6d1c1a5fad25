/** What the protocol layer asks of a language; the only implementation is `tslab.ts`. */

/** An error as a notebook shows it. */
export interface CellError {
  readonly name: string;
  readonly message: string;
  /** Lines for people: the message, a code frame, the calls that led there. May hold ANSI colours. */
  readonly traceback: readonly string[];
}

/** What an error is called that only says the cell was interrupted. */
export const INTERRUPTED = 'Interrupted';

/** What could stand at the cursor. `start` and `end` are UTF-16 offsets of the text to replace. */
export interface Completion {
  readonly start: number;
  readonly end: number;
  readonly matches: readonly { readonly text: string; readonly type: string }[];
}

/** Docs of the name at the cursor, as plain text and as Markdown. */
export interface Documentation {
  readonly plain: string;
  readonly markdown: string;
}

/** Whether Enter in a console should run the code or open another line. */
export interface Completeness {
  readonly status: 'complete' | 'incomplete' | 'invalid';
  readonly indent?: string;
}

/** Shows the value of a cell's last expression. */
export type ShowValue = (value: unknown) => Promise<void>;

/** A language that runs cells which build on each other. */
export interface LanguageEngine {
  /**
   * Runs one cell and hands the value of its last expression (`undefined` when there is none) to `show`, whose failure
   * is the cell's. `label` is what stack traces call the cell, such as `cell 3`.
   *
   * @returns what went wrong, `undefined` when nothing did; it never rejects.
   */
  execute(code: string, label: string, show: ShowValue): Promise<CellError | undefined>;
  /** How a thrown value is shown, for errors that reach the kernel outside a cell. */
  describeError(thrown: unknown): CellError;
  complete(code: string, offset: number): Completion;
  inspect(code: string, offset: number): Documentation | undefined;
  isComplete(code: string): Completeness;
  /** Ends the wait for the running cell; what is declared already stays. */
  interrupt(): void;
  close(): void;
}
