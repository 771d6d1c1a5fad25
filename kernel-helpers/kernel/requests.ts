/** Everything a front end can ask for beside running a cell. */
import { FormatError } from '../errors.js';
import type { Comms } from './comms.js';
import type { Connection } from './connection.js';
import type { LanguageEngine } from './engine.js';
import type { History } from './history.js';
import type { IoPub } from './iopub.js';
import type { Request } from './request.js';
import { PROTOCOL_VERSION } from './wire.js';

/** What the answers are made from. */
export interface RequestRoom {
  readonly engine: Promise<LanguageEngine>;
  readonly iopub: IoPub;
  readonly comms: Comms;
  readonly history: History;
  readonly connection: Connection;
  /** The version of this package. */
  readonly version: string;
}

/** Answers one kind of message. */
export type Handler = (request: Request) => void | Promise<void>;

/** Text longer than this is no cell, and the compiler would be busy with it until the memory is full. */
export const LONGEST_CODE: number = 1 << 23;

/**
 * The handlers by message type; what runs or ends something (`execute_request`, `interrupt_request`,
 * `shutdown_request`) is the server's own.
 */
export function requestHandlers(room: RequestRoom): ReadonlyMap<string, Handler> {
  const comm: Handler = request => room.comms.receive(request.message);
  const handlers: Record<string, Handler> = {
    kernel_info_request: async request => {
      await room.iopub.subscribed();
      request.reply(kernelInfo(room.version));
    },
    complete_request: async request => {
      const { code, offset } = cursor(request);
      const { start, end, matches } = (await room.engine).complete(code, offset);
      const [cursor_start, cursor_end] = [codePoints(code, start), codePoints(code, end)];
      const typed = matches.map(match => ({
        ...match,
        start: cursor_start,
        end: cursor_end,
      }));
      request.reply({
        matches: matches.map(match => match.text),
        cursor_start,
        cursor_end,
        metadata: { _jupyter_types_experimental: typed },
      });
    },
    inspect_request: async request => {
      const { code, offset } = cursor(request);
      const docs = (await room.engine).inspect(code, offset);
      const data = docs ? { 'text/plain': docs.plain, 'text/markdown': docs.markdown } : {};
      request.reply({ found: docs !== undefined, data, metadata: {} });
    },
    is_complete_request: async request => {
      const { status, indent } = (await room.engine).isComplete(codeOf(request));
      request.reply({
        status,
        ...(status === 'incomplete' ? { indent: indent ?? '' } : {}),
      });
    },
    history_request: request => request.reply({ history: room.history.select(request.content) }),
    comm_info_request: request => request.reply({ comms: room.comms.info(request.content.target_name) }),
    connect_request: request => {
      const ports = Object.entries(room.connection.port).map(([channel, port]) => [`${channel}_port`, port]);
      request.reply(Object.fromEntries(ports));
    },
    comm_open: comm,
    comm_msg: comm,
    comm_close: comm,
  };
  return new Map(Object.entries(handlers));
}

/**
 * The code a request is about.
 *
 * @throws FormatError when it is no text, or longer than any cell.
 */
export function codeOf({ type, content: { code } }: Request): string {
  const fail = (received: string, expected: string): FormatError =>
    new FormatError(`${type} code is no cell: received ${received}, expected ${expected}`, {
      format: 'jupyter message',
      at: 'code',
    });
  if (typeof code !== 'string') throw fail(code === null ? 'null' : typeof code, 'a string');
  if (code.length > LONGEST_CODE)
    throw fail(`${code.length} characters`, `at most ${LONGEST_CODE}; read data from a file`);
  return code;
}

function kernelInfo(version: string): Record<string, unknown> {
  return {
    protocol_version: PROTOCOL_VERSION,
    implementation: 'connectome',
    implementation_version: version,
    language_info: {
      name: 'typescript',
      version: '5.0.4',
      mimetype: 'application/typescript',
      file_extension: '.ts',
      pygments_lexer: 'typescript',
      nbconvert_exporter: 'script',
    },
    banner: `connectome ${version}: TypeScript on Node.js ${process.versions.node}, datasets and displays preloaded`,
    help_links: [
      { text: 'TypeScript', url: 'https://www.typescriptlang.org/docs/' },
      { text: 'Node.js', url: 'https://nodejs.org/docs/latest/api/' },
    ],
    debugger: false,
    supported_features: [],
  };
}

/** Jupyter counts the cursor in code points, JavaScript in UTF-16 units. */
function cursor(request: Request): { code: string; offset: number } {
  const { content } = request;
  const code = codeOf(request);
  const points = typeof content.cursor_pos === 'number' ? content.cursor_pos : code.length;
  let offset = 0;
  for (let n = 0; n < points && offset < code.length; n++) offset += (code.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1;
  return { code, offset };
}

function codePoints(code: string, offset: number): number {
  return [...code.slice(0, offset)].length;
}
