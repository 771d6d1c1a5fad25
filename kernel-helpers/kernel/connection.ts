/** The connection file: where the front end expects this kernel to listen, and the key messages are signed with. */
import { readFileSync } from 'node:fs';
import { FormatError } from '../errors.js';

/** The channels a kernel listens on. */
export type Channel = 'shell' | 'iopub' | 'stdin' | 'control' | 'hb';

/** What the connection file says. */
export interface Connection {
  readonly key: string;
  /** The zeromq address to bind for each channel. */
  readonly address: Readonly<Record<Channel, string>>;
}

/**
 * Reads the connection file the front end wrote before it started the kernel.
 *
 * @throws FormatError when the file is no JSON, a port is missing or the signature scheme is not `hmac-sha256`.
 */
export function readConnection(file: string): Connection {
  return parseConnection(readFileSync(file, 'utf8'), file);
}

/** {@link readConnection} on text already read; `file` is named in errors. */
export function parseConnection(text: string, file: string): Connection {
  const fail = (problem: string): FormatError =>
    new FormatError(`connection file ${file} ${problem}`, {
      format: 'connection file',
      at: 'start',
      file,
    });
  let fields: Record<string, unknown>;
  try {
    fields = JSON.parse(text) as Record<string, unknown>;
  } catch (cause) {
    throw fail(`is not JSON: ${(cause as Error).message}`);
  }
  const scheme = fields.signature_scheme ?? 'hmac-sha256';
  if (scheme !== 'hmac-sha256') throw fail(`signature_scheme is unknown: received ${scheme}, expected hmac-sha256`);
  const transport = String(fields.transport ?? 'tcp');
  const address = (channel: Channel): string => {
    const port = fields[`${channel}_port`];
    if (typeof port !== 'number') throw fail(`${channel}_port is missing: received ${port}, expected a number`);
    return `${transport}://${fields.ip}${transport === 'ipc' ? '-' : ':'}${port}`;
  };
  return {
    key: String(fields.key ?? ''),
    address: {
      shell: address('shell'),
      iopub: address('iopub'),
      stdin: address('stdin'),
      control: address('control'),
      hb: address('hb'),
    },
  };
}
