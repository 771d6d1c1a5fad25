/** Comms as a cell sees them. Types only: the notebook's compiler reads this file, and nothing else of the kernel. */

/** Bytes that travel beside a message as they are, without becoming text. */
export type CommBuffer = ArrayBuffer | ArrayBufferView;

/** What may go along with the data of a message. */
export interface CommOptions {
  /** Bytes, such as typed arrays; the page gets them as `DataView`s. */
  readonly buffers?: readonly CommBuffer[];
  /** JSON about the message. */
  readonly metadata?: Readonly<Record<string, unknown>>;
}

/**
 * Called with what the page sends. What it prints and displays belongs to the message; what it throws is printed on
 * standard error, and the conversation goes on.
 */
export type CommHandler = (
  // biome-ignore lint/suspicious/noExplicitAny: what the page sends is known to the author of the page, not to us
  data: any,
  buffers: readonly Uint8Array[],
  metadata: Readonly<Record<string, unknown>>,
) => void | Promise<void>;

/** Called with a conversation that the page opened, and what it said first. */
export type CommTarget = (
  comm: Comm,
  // biome-ignore lint/suspicious/noExplicitAny: as in CommHandler
  data: any,
  buffers: readonly Uint8Array[],
  metadata: Readonly<Record<string, unknown>>,
) => void | Promise<void>;

/** One open conversation between the page and the kernel. */
export interface Comm {
  readonly id: string;
  readonly target: string;
  /** Whether the conversation is over, whoever ended it. */
  readonly closed: boolean;
  /** Called with what the page sends; assign another function at any time. */
  onMessage: CommHandler;
  /** Called once when the page ends the conversation; assign another function at any time. */
  onClose: CommHandler;
  /**
   * Sends data, which must be JSON (a bigint arrives as a decimal string), and bytes to the page.
   *
   * @throws InvalidArgumentError when the conversation is over; FormatError when `data` cannot be JSON.
   */
  send(data: unknown, options?: CommOptions): void;
  /** Ends the conversation; nothing happens when it is over already. */
  close(data?: unknown, options?: CommOptions): void;
}

/** The conversations of this kernel: what a page may open, and what a cell opens. */
export interface CellComms {
  /**
   * Lets a page open conversations on `target`; a target registered before is replaced, its open conversations stay.
   *
   * @example
   * comms.register('echo', comm => {
   *   comm.onMessage = (data, buffers) => comm.send(data, { buffers });
   * });
   */
  register(target: string, opened: CommTarget): void;
  /** No longer lets a page open conversations on `target`; those that are open stay. */
  unregister(target: string): void;
  /**
   * Opens a conversation from here. A page that knows no such target closes it at once.
   *
   * @throws FormatError when `data` cannot be JSON.
   * @example
   * const comm = comms.open('my-widget', { title: 'hello' });
   * comm.onMessage = data => console.log('the page says', data);
   * comm.send({ step: 1 }, { buffers: [new Float64Array([1, 2, 3])] });
   */
  open(target: string, data?: unknown, options?: CommOptions): Comm;
}
