import { InvalidArgumentError } from '../../errors.js';

/**
 * Lets a number of tasks run at once and has the others wait in line, so that a thousand reads do not open a thousand
 * connections.
 */
export class RequestGate {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(places: number) {
    this.#free = checked(places);
  }

  async run<T>(task: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free--;
    else await new Promise<void>(resolve => this.#waiting.push(resolve));
    try {
      return await task();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free++;
    }
  }
}

/** Does `task` for every item, `places` of them at a time, in order of their start; the first failure ends it. */
export async function forEachAtOnce<T>(
  items: readonly T[],
  places: number,
  task: (item: T, index: number) => Promise<void>,
): Promise<void> {
  checked(places);
  let next = 0;
  let failed = false;
  const work = async (): Promise<void> => {
    while (next < items.length && !failed) {
      const index = next++;
      try {
        await task(items[index], index);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(places, items.length) }, work));
}

/** With no place at all, nothing would be done, and nobody would be told. */
function checked(places: number): number {
  if (Number.isInteger(places) && places >= 1) return places;
  throw new InvalidArgumentError(`concurrency is no number of requests: received ${places}, expected 1 or more`, {
    argument: 'concurrency',
  });
}
