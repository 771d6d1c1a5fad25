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
  /** The number of each channel, as the file has it. */
  readonly port: Readonly<Record<Channel, number>>;
  /** Whether the addresses are of IP version 6, which zeromq has to be told. */
  readonly ipv6: boolean;
}

const CHANNELS: readonly Channel[] = ['shell', 'iopub', 'stdin', 'control', 'hb'];
const LARGEST_PORT = 65_535;

/**
 * Reads the connection file the front end wrote before it started the kernel.
 *
 * @throws FormatError when the file is no JSON, lacks an address or a port, or has another signature scheme than
 * `hmac-sha256` or another transport than `tcp` and `ipc`.
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
  if (fields === null || typeof fields !== 'object') throw fail('is no JSON object: expected one with ip and ports');
  const scheme = fields.signature_scheme ?? 'hmac-sha256';
  if (scheme !== 'hmac-sha256') throw fail(`signature_scheme is unknown: received ${scheme}, expected hmac-sha256`);
  const transport = fields.transport ?? 'tcp';
  if (transport !== 'tcp' && transport !== 'ipc') {
    throw fail(`transport is unknown: received ${String(transport)}, expected tcp or ipc`);
  }
  const host = fields.ip;
  if (typeof host !== 'string' || host === '') throw fail(`ip is missing: received ${host}, expected an address`);
  const ports = CHANNELS.map((channel): [Channel, number] => {
    const port = fields[`${channel}_port`];
    if (typeof port !== 'number') throw fail(`${channel}_port is missing: received ${port}, expected a number`);
    if (Number.isInteger(port) && port > 0 && (transport === 'ipc' || port <= LARGEST_PORT)) return [channel, port];
    throw fail(`${channel}_port is no port: received ${port}, expected a whole number from 1 to ${LARGEST_PORT}`);
  });
  const ipv6 = transport === 'tcp' && host.includes(':');
  const address = (port: number): string => {
    if (transport === 'ipc') return `ipc://${host}-${port}`;
    // zeromq binds to addresses, not to names.
    return `tcp://${host === 'localhost' ? '127.0.0.1' : ipv6 ? `[${host.replace(/^\[|\]$/g, '')}]` : host}:${port}`;
  };
  return {
    key: String(fields.key ?? ''),
    address: Object.fromEntries(ports.map(([channel, port]) => [channel, address(port)])) as Record<Channel, string>,
    port: Object.fromEntries(ports) as Record<Channel, number>,
    ipv6,
  };
}
