/** Printed text on its way to the notebook: many small writes become few messages, none is lost or reordered. */
import { StringDecoder } from 'node:string_decoder';

/** The two streams a cell prints to. */
export type StreamName = 'stdout' | 'stderr';

/** Text waits at most this long, so that a loop shows its progress while it runs. */
const LONGEST_WAIT_MS = 40;
/** A message no longer than this keeps the front end smooth. */
const LARGEST_MESSAGE = 1 << 18;

/** Where the text goes; called synchronously, so that output leaves even while a loop blocks the event loop. */
export type StreamSink = (name: StreamName, text: string) => void;

/** Collects what is printed and hands it on in order. */
export class StreamCoalescer {
  readonly #send: StreamSink;
  readonly #now: () => number;
  readonly #decoders = { stdout: new StringDecoder('utf8'), stderr: new StringDecoder('utf8') };
  #name: StreamName = 'stdout';
  #text: string[] = [];
  #length = 0;
  #since = 0;
  #timer: NodeJS.Timeout | undefined;

  /** `now` is a clock in milliseconds, given in tests. */
  constructor(send: StreamSink, now: () => number = () => performance.now()) {
    this.#send = send;
    this.#now = now;
  }

  /** Takes text, or bytes of UTF-8 that may end in the middle of a character. */
  write(name: StreamName, chunk: string | Uint8Array): void {
    const text = typeof chunk === 'string' ? chunk : this.#decoders[name].write(Buffer.from(chunk));
    if (text === '') return;
    if (name !== this.#name) this.flush();
    this.#name = name;
    if (this.#text.length === 0) this.#since = this.#now();
    this.#text.push(text);
    this.#length += text.length;
    if (this.#length >= LARGEST_MESSAGE || this.#now() - this.#since >= LONGEST_WAIT_MS) this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), LONGEST_WAIT_MS);
  }

  /** Hands on what is waiting, now: before any other output, so that the order on screen is the order in the cell. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#text.length === 0) return;
    const text = this.#text.join('');
    this.#text = [];
    this.#length = 0;
    this.#send(this.#name, text);
  }
}

/**
 * Sends everything written to `process.stdout` and `process.stderr` (and so `console`) to `streams`.
 *
 * @returns a function that undoes it.
 */
export function captureProcessStreams(streams: StreamCoalescer): () => void {
  const original = { stdout: process.stdout.write, stderr: process.stderr.write };
  const capture = (name: StreamName): typeof process.stdout.write => {
    const write = (
      chunk: string | Uint8Array,
      encoding?: BufferEncoding | ((error?: Error | null) => void),
      done?: (error?: Error | null) => void,
    ): boolean => {
      const bytes = typeof chunk === 'string' && typeof encoding === 'string' && !/^utf-?8$/i.test(encoding);
      streams.write(name, bytes ? Buffer.from(chunk as string, encoding as BufferEncoding) : chunk);
      const callback = typeof encoding === 'function' ? encoding : done;
      if (callback) process.nextTick(callback);
      return true;
    };
    return write as typeof process.stdout.write;
  };
  process.stdout.write = capture('stdout');
  process.stderr.write = capture('stderr');
  return () => {
    process.stdout.write = original.stdout;
    process.stderr.write = original.stderr;
  };
}
