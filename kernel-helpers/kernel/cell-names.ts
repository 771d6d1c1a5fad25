/** The values that cells have declared, and what the running cell hands over to them. */

import type { AwaitGuards } from './await-guards.js';
import type { CellModules } from './tslab-require.js';

/** The values by name: a plain object, for a loop over anything slower would be slow itself. */
export type Session = Record<string, unknown>;

/** What the code of a cell calls what it is given. */
export const SCOPE = { session: '__session', cell: '__cell', require: '__require' } as const;

/** What a cell's code tells while it runs; the compiled code calls these. */
export class CellNames implements AwaitGuards {
  readonly #session: Session;
  /** What each name of this cell was before; `undefined` when there was none. */
  readonly #before = new Map<string, PropertyDescriptor | undefined>();
  /** Variables that only the cell's own statements see, with what writes them. */
  readonly #settling = new Map<string, (value: never) => void>();
  #over = false;
  /** The value of the last expression. */
  result: unknown;
  /** `import.meta`. */
  readonly meta: object;
  /** `import()`. */
  readonly import: (id: unknown) => Promise<unknown>;
  readonly pausing: AwaitGuards['pausing'];
  readonly alive: AwaitGuards['alive'];
  readonly pausingEach: AwaitGuards['pausingEach'];

  constructor(session: Session, modules: Pick<CellModules, 'meta' | 'import'>, guards: AwaitGuards) {
    this.#session = session;
    this.meta = modules.meta;
    this.import = modules.import;
    this.pausing = guards.pausing;
    this.alive = guards.alive;
    this.pausingEach = guards.pausingEach;
  }

  /** A name that cannot be assigned: a constant, a class, a function, an import. */
  value(name: string, value: unknown): void {
    this.#define(name, { value, writable: true });
  }

  /**
   * A name that can be assigned. Later cells read and write the cell's own variable, so that the functions of this cell
   * see what they write. When no function of the cell names it, then nobody can see it once the cell is over: a plain
   * value takes its place, which is faster.
   */
  variable(name: string, read: () => unknown, write: (value: never) => void, captured: boolean): void {
    this.#define(name, { get: read, set: write });
    if (!captured) this.#settling.set(name, write);
  }

  /** The value of the last expression. */
  last(value: unknown): void {
    this.result = value;
  }

  /** The names that have been handed over. */
  get reached(): ReadonlySet<string> {
    return new Set(this.#before.keys());
  }

  /** Nothing more is taken. Code that `goesOn` after an interrupt keeps its variables. */
  end(goesOn: boolean): void {
    this.#over = true;
    if (goesOn) return;
    for (const [name, write] of this.#settling) {
      if (Reflect.getOwnPropertyDescriptor(this.#session, name)?.get === undefined) continue;
      set(this.#session, name, { value: this.#session[name], writable: true });
      // Functions of the cell would keep the value for as long as they live.
      write(undefined as never);
    }
    this.#settling.clear();
  }

  /** Names of this cell become what they were before it; what the others were is forgotten. */
  takeBack(names: Iterable<string>): void {
    for (const name of names) {
      if (!this.#before.has(name)) continue;
      const before = this.#before.get(name);
      if (before) Object.defineProperty(this.#session, name, before);
      else delete this.#session[name];
    }
    this.#before.clear();
  }

  #define(name: string, what: PropertyDescriptor): void {
    if (this.#over) return;
    if (!this.#before.has(name)) this.#before.set(name, Reflect.getOwnPropertyDescriptor(this.#session, name));
    set(this.#session, name, what);
  }
}

function set(session: Session, name: string, what: PropertyDescriptor): void {
  Object.defineProperty(session, name, { ...what, configurable: true, enumerable: true });
}
