import { createRandom, type Random } from '../../kernel-helpers/core/random.js';
import { FormatError, UnsupportedError } from '../../kernel-helpers/errors.js';

/** A parser, files it reads, and what must hold of everything it accepts. */
export interface HostileTrial<T> {
  /** `format` of every {@link FormatError} it throws. */
  readonly format: string;
  readonly valid: readonly Uint8Array[];
  readonly parse: (bytes: Uint8Array) => T | Promise<T>;
  /** Throws when an accepted value breaks its own rules: an edge to a node that is not there, a wrong length. */
  readonly check: (value: T) => void;
  /** Lengths at which a file that was cut off is still whole, for formats that cannot tell; default: none. */
  readonly wholeAt?: (bytes: Uint8Array, length: number) => boolean;
  /** Random inputs; default 10 000. */
  readonly runs?: number;
  /** Places of each file that are damaged, at most; default 4000. */
  readonly places?: number;
}

const CPU_SECOND_US = 1_000_000;
const ROOM_BYTES = 64 * 1024 * 1024;

/**
 * Feeds a parser every file cut off at every byte, with every byte flipped, with 2^32 - 1 and 2^64 - 1 at every place,
 * and thousands of random inputs. Each must end in a value that passes `check` or in a `FormatError` (or an
 * `UnsupportedError`) that names the format and the place, within a second of CPU and 64 MB.
 *
 * @returns how many inputs of each kind were refused and accepted, to be asserted on: a check that cannot fail is none.
 */
export async function survivesHostileBytes<T>(trial: HostileTrial<T>): Promise<Record<string, Outcome>> {
  const random = createRandom(20250409);
  const outcomes: Record<string, Outcome> = {};
  const attempt = async (kind: string, bytes: Uint8Array, story: () => string): Promise<boolean> => {
    outcomes[kind] ??= { refused: 0, accepted: 0 };
    const accepted = await attemptOne(trial, bytes, () => `${kind}, ${story()}`);
    outcomes[kind][accepted ? 'accepted' : 'refused']++;
    return accepted;
  };
  for (const [number, bytes] of trial.valid.entries()) {
    const of = `of file ${number}`;
    await attemptOne(trial, bytes, () => `valid file ${number}`);
    for (const length of places(bytes.length, trial.places)) {
      const accepted = await attempt('truncated', bytes.slice(0, length), () => `${length} bytes ${of}`);
      if (accepted && !trial.wholeAt?.(bytes, length)) {
        throw new Error(`${trial.format} ${of} cut off at byte ${length} was accepted`);
      }
    }
    for (const at of places(bytes.length, trial.places)) {
      for (const mask of [1 << random.integer(8), 0xff]) {
        const damaged = bytes.slice();
        damaged[at] ^= mask;
        await attempt('flipped', damaged, () => `byte ${at} ^ ${mask} ${of}`);
      }
      for (const width of [4, 8]) {
        const damaged = bytes.slice();
        damaged.fill(0xff, at, at + width);
        await attempt('hostile count', damaged, () => `${width} × ff at byte ${at} ${of}`);
      }
    }
  }
  const { runs = 10_000 } = trial;
  for (let run = 0; run < runs; run++) {
    await attempt('random', randomBytes(random, trial.valid), () => `run ${run}`);
  }
  return outcomes;
}

/** How many inputs ended how. */
export interface Outcome {
  refused: number;
  accepted: number;
}

/** True when `bytes` were accepted. */
async function attemptOne<T>(trial: HostileTrial<T>, bytes: Uint8Array, story: () => string): Promise<boolean> {
  const memory = process.memoryUsage().arrayBuffers;
  const before = process.cpuUsage();
  let value: T | undefined;
  let thrown: unknown;
  let accepted = false;
  try {
    value = await trial.parse(bytes);
    accepted = true;
  } catch (error) {
    thrown = error;
  }
  const spent = process.cpuUsage(before);
  const grown = process.memoryUsage().arrayBuffers - memory;
  const fail = (what: string): Error => new Error(`${trial.format}, ${story()}: ${what}`, { cause: thrown });
  if (spent.user + spent.system > CPU_SECOND_US) throw fail(`took ${(spent.user + spent.system) / 1e6} s of CPU`);
  if (grown > ROOM_BYTES) throw fail(`took ${Math.round(grown / 1e6)} MB`);
  if (accepted) {
    trial.check(value as T);
    return true;
  }
  if (thrown instanceof UnsupportedError) return false;
  if (!(thrown instanceof FormatError)) throw fail(`threw ${thrown}`);
  if (thrown.format !== trial.format || thrown.at === '') throw fail(`names ${thrown.format} at "${thrown.at}"`);
  return false;
}

/** All places of a short file; of a long one its two ends and others evenly between. */
function* places(length: number, most = 4000): Generator<number> {
  const end = Math.floor(most / 4);
  const stride = Math.max(1, Math.floor((length - 2 * end) / (most / 2)));
  for (let at = 0; at < length; at += at < end || at >= length - end ? 1 : stride) yield at;
}

/** Bytes out of nothing, or a valid beginning with bytes out of nothing behind it. */
function randomBytes(random: Random, valid: readonly Uint8Array[]): Uint8Array {
  const noise = Uint8Array.from({ length: random.integer(200) }, () => random.integer(256));
  if (valid.length === 0 || random.uniform() < 0.5) return noise;
  const model = random.pick(valid);
  const head = model.subarray(0, random.integer(Math.min(model.length, 2000)));
  const bytes = new Uint8Array(head.length + noise.length);
  bytes.set(head);
  bytes.set(noise, head.length);
  return bytes;
}
