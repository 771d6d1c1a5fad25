/** Printed text on its way to the notebook: many small writes become few messages, none is lost or reordered. */
import { StringDecoder } from 'node:string_decoder';

/** The two streams a cell prints to. */
export type StreamName = 'stdout' | 'stderr';

/** Text waits at most this long. */
const LONGEST_WAIT_MS = 40;
/** A message no longer than this keeps the front end smooth. */
const LARGEST_MESSAGE = 1 << 18;

/** Where text goes. */
export type StreamSink = (name: StreamName, text: string) => void;

/** Collects what is printed and hands it on in order; it lives in the control thread, whose timers always run. */
export class StreamCoalescer {
  readonly #send: StreamSink;
  #name: StreamName = 'stdout';
  #texts: string[] = [];
  #length = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(send: StreamSink) {
    this.#send = send;
  }

  /** Takes text, to be handed on with what follows it or after a moment. */
  write(name: StreamName, text: string): void {
    if (text === '') return;
    if (name !== this.#name) this.flush();
    this.#name = name;
    for (let from = 0; from < text.length; ) {
      let to = Math.min(text.length, from + LARGEST_MESSAGE);
      // Both halves of a character stay in one message.
      if (to < text.length && isHighSurrogate(text, to - 1)) to--;
      this.#texts.push(from === 0 && to === text.length ? text : text.slice(from, to));
      this.#length += to - from;
      from = to;
      if (this.#length >= LARGEST_MESSAGE || from < text.length) this.flush();
    }
    if (this.#length > 0) this.#timer ??= setTimeout(() => this.flush(), LONGEST_WAIT_MS);
  }

  /** Hands on what is waiting, now: before any other output, so that the order on screen is the order in the cell. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#texts.length === 0) return;
    const text = this.#texts.join('');
    this.#texts = [];
    this.#length = 0;
    this.#send(this.#name, text);
  }
}

function isHighSurrogate(text: string, at: number): boolean {
  return (text.charCodeAt(at) & 0xfc00) === 0xd800;
}

/**
 * Sends everything written to `process.stdout` and `process.stderr` (and so `console`) to `print`. Bytes are read as
 * UTF-8; a write may end in the middle of a character.
 *
 * @returns a function that undoes it.
 */
export function captureProcessStreams(print: (name: StreamName, text: string) => void): () => void {
  const original = {
    stdout: process.stdout.write,
    stderr: process.stderr.write,
  };
  const capture = (name: StreamName): typeof process.stdout.write => {
    const decoder = new StringDecoder('utf8');
    const write = (
      chunk: string | Uint8Array,
      encoding?: BufferEncoding | ((error?: Error | null) => void),
      done?: (error?: Error | null) => void,
    ): boolean => {
      const encoded = typeof chunk === 'string' && typeof encoding === 'string' && !/^utf-?8$/i.test(encoding);
      const bytes = encoded ? Buffer.from(chunk, encoding) : chunk;
      print(name, typeof bytes === 'string' ? bytes : decoder.write(Buffer.from(bytes)));
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
