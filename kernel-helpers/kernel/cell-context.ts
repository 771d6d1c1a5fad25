/**
 * Which cell is at work, also in what it left behind: a promise, a timer or a microtask of a cell runs on behalf of that
 * cell, however many others have run since. So a late line lands under the cell that printed it.
 *
 * `AsyncLocalStorage` would be the tool for it; below Node 24 it keeps a stack which an interrupt in the middle leaves
 * broken, and Node then ends the process. Here nothing has to be undone: every turn says anew whom it serves.
 */
import { promiseHooks } from 'node:v8';

/** A callback as timers take it. */
type Callback = (...args: unknown[]) => unknown;

/** Lets a private field be put on an object that was made elsewhere. */
class Given {
  constructor(given: object) {
    // biome-ignore lint/correctness/noConstructorReturn: this is how a field gets onto an object of another class
    return given as Given;
  }
}

/** The cell a promise belongs to, as a field on the promise that nobody sees; a `WeakMap` would be five times slower. */
class Owned extends Given {
  readonly #cell: object;

  private constructor(promise: object, cell: object) {
    super(promise);
    this.#cell = cell;
  }

  static mark(promise: object, cell: object): void {
    new Owned(promise, cell);
  }

  static of<Cell>(promise: object): Cell | undefined {
    return #cell in promise ? (promise.#cell as Cell) : undefined;
  }
}

/** Follows cells through promises, timers and microtasks. A callback of a native module (`fs.readFile`) is not followed. */
export class CellContext<Cell extends object> {
  /** Asked before a timer or microtask of a cell runs; `false` lets it fall. */
  readonly #goesOn: (cell: Cell) => boolean;
  #current: Cell | undefined;
  #threw: { readonly error: unknown; readonly cell: Cell } | undefined;

  constructor(goesOn: (cell: Cell) => boolean = () => true) {
    this.#goesOn = goesOn;
  }

  /** The cell on whose behalf the code that asks is running; `undefined` when it serves none. */
  get current(): Cell | undefined {
    return this.#current;
  }

  /** Runs `work`, and all that comes of it later, on behalf of `cell`. */
  run<Result>(cell: Cell, work: () => Result): Result {
    const before = this.#current;
    this.#current = cell;
    try {
      return work();
    } finally {
      this.#current = before;
    }
  }

  /** The cell that made a promise. */
  ownerOf(promise: Promise<unknown>): Cell | undefined {
    return Owned.of(promise);
  }

  /** The cell whose timer or microtask threw `error` last: by the time Node reports it, that callback is over. */
  throwerOf(error: unknown): Cell | undefined {
    return this.#threw?.error === error ? this.#threw?.cell : undefined;
  }

  /**
   * Begins to follow.
   *
   * @returns a function that ends it and puts the timers back.
   */
  install(): () => void {
    const stop = promiseHooks.createHook({
      init: promise => {
        if (this.#current !== undefined) Owned.mark(promise, this.#current);
      },
      before: promise => {
        this.#current = Owned.of(promise);
      },
      after: () => {
        this.#current = undefined;
      },
    }) as unknown as () => void;
    const schedulers = [
      ...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'].map(name => [globalThis, name] as const),
      [process, 'nextTick'] as const,
    ].map(([owner, name]) => ({ owner, name, schedule: Reflect.get(owner, name) as Callback }));
    for (const { owner, name, schedule } of schedulers) replace(owner, name, this.#following(schedule));
    return () => {
      stop();
      for (const { owner, name, schedule } of schedulers) replace(owner, name, schedule);
    };
  }

  /** `schedule`, whose callbacks run on behalf of the cell that gave them. */
  #following(schedule: Callback): Callback {
    const follow = (callback: unknown, ...rest: unknown[]): unknown => {
      const cell = this.#current;
      if (cell === undefined || typeof callback !== 'function') return schedule(callback, ...rest);
      const context = this;
      return schedule(
        function (this: unknown, ...args: unknown[]) {
          if (!context.#goesOn(cell)) return clearTimeout(this as NodeJS.Timeout);
          return context.run(cell, () => context.#watch(cell, () => Reflect.apply(callback, this, args)));
        },
        ...rest,
      );
    };
    // `util.promisify(setTimeout)` finds its promise in a property of the function.
    return Object.defineProperties(follow, {
      ...Object.getOwnPropertyDescriptors(schedule),
    }) as Callback;
  }

  #watch<Result>(cell: Cell, work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      this.#threw = { error, cell };
      throw error;
    }
  }
}

function replace(owner: object, name: string, value: unknown): void {
  Object.defineProperty(owner, name, { value, writable: true, configurable: true, enumerable: true });
}
