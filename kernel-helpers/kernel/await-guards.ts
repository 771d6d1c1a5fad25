/**
 * What stands around every `await` of a cell, so that an interrupted cell does not go on in the background: the compiled
 * cell says `alive(await pausing(x))` where `await x` was written.
 *
 * An interrupted `await` throws when it comes back, once, so that `finally` blocks run; the next one never comes back, so
 * that a loop which catches everything ends there.
 */
import type { CellContext } from './cell-context.js';
import type { CellRun } from './cell-run.js';

/** The three functions; each gives back what it is given, or ends the way of an interrupted cell. */
export interface AwaitGuards {
  /** In front of what is awaited. In an interrupted cell it is a promise that never settles. */
  readonly pausing: <Value>(value: Value) => Value;
  /** Around the `await`. In an interrupted cell it throws the `AbortError` of its signal. */
  readonly alive: <Value>(value: Value) => Value;
  /** Around what `for await` goes through: the same for each of its steps. */
  readonly pausingEach: <Value>(iterable: Value) => Value;
}

/** The guards for cells followed by `context`. */
export function awaitGuards(context: CellContext<CellRun>): AwaitGuards {
  const pausing = <Value>(value: Value): Value =>
    context.current?.interrupted ? (new Promise(() => undefined) as Value) : value;
  const alive = <Value>(value: Value): Value => {
    if (context.current?.interrupted) throw context.current.signal.reason;
    return value;
  };
  const pausingEach = <Value>(iterable: Value): Value => {
    const begin = stepsOf(iterable);
    if (begin === undefined) return iterable; // no iterable at all: `for await` itself says so best
    const iterator = (): AsyncIterator<unknown> => {
      const steps = begin();
      const end = steps.return?.bind(steps);
      return {
        next: async () => {
          const { done, value } = await pausing(steps.next());
          return alive({ done, value: await value } as IteratorResult<unknown>);
        },
        ...(end ? { return: async value => end(value) } : {}),
      };
    };
    return { [Symbol.asyncIterator]: iterator } as Value;
  };
  return { pausing, alive, pausingEach };
}

type Steps = Iterator<unknown> | AsyncIterator<unknown>;

function stepsOf(iterable: unknown): (() => Steps) | undefined {
  const given = iterable as Partial<AsyncIterable<unknown> & Iterable<unknown>> | null | undefined;
  const begin: unknown = given?.[Symbol.asyncIterator] ?? given?.[Symbol.iterator];
  return typeof begin === 'function' ? () => Reflect.apply(begin, given, []) as Steps : undefined;
}
