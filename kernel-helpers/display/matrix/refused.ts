import { InvalidArgumentError } from '../../errors.js';

/** An option of `matrix` that cannot be meant. */
export function bad(argument: string, what: string, received: unknown, expected: string): InvalidArgumentError {
  return new InvalidArgumentError(`matrix ${argument} ${what}: received ${String(received)}, expected ${expected}`, {
    argument,
  });
}
