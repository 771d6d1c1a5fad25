/** A kernel process with bare sockets to it: for what a well-behaved client would never send. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Dealer, Subscriber } from 'zeromq';
import { type Channel, type Connection, parseConnection } from '../../kernel-helpers/kernel/connection.js';
import { kernelSpec } from '../../kernel-helpers/kernel/kernelspec.js';
import { createMessage, decodeMessage, encodeMessage, type Message } from '../../kernel-helpers/kernel/wire.js';

const launch = fileURLToPath(new URL('../../kernel-helpers/dist/kernel/launch.js', import.meta.url));
const PATIENCE_MS = 60_000;

/** The channels a message can be sent on. */
export type SendChannel = Exclude<Channel, 'iopub' | 'hb'>;

export class RawKernel {
  readonly connection: Connection;
  readonly folder: string;
  readonly sockets: Readonly<Record<SendChannel, Dealer>>;
  readonly #process: ChildProcess;
  readonly #iopub: Subscriber;
  /** What the kernel wrote to its log. */
  log = '';

  private constructor(fields: Record<string, unknown>, folder: string) {
    this.folder = folder;
    const file = join(folder, 'connection.json');
    writeFileSync(file, JSON.stringify(fields));
    this.connection = parseConnection(JSON.stringify(fields), file);
    const { argv } = kernelSpec({ node: process.execPath, launch, snapshots: folder });
    const args = argv.map(arg => (arg === '{connection_file}' ? file : arg));
    this.#process = spawn(args[0], args.slice(1), { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
    this.#process.stderr?.on('data', (bytes: Buffer) => {
      this.log += bytes.toString();
    });
    const { address, ipv6 } = this.connection;
    // One front end is one identity on all channels, as Jupyter's own client has it.
    const dealer = (channel: SendChannel): Dealer => {
      const socket = new Dealer({ ipv6, linger: 0, sendHighWaterMark: 0, routingId: 'front end' });
      socket.connect(address[channel]);
      return socket;
    };
    this.sockets = { shell: dealer('shell'), control: dealer('control'), stdin: dealer('stdin') };
    this.#iopub = new Subscriber({ ipv6, linger: 0, receiveHighWaterMark: 0 });
    this.#iopub.subscribe();
    this.#iopub.connect(address.iopub);
  }

  /** Starts a kernel; `fields` replace those of its connection file. */
  static async start(fields: Record<string, unknown> = {}): Promise<RawKernel> {
    const folder = mkdtempSync(join(tmpdir(), 'connectome-raw-'));
    const ports = fields.transport === 'ipc' ? [1, 2, 3, 4, 5] : await freePorts(5);
    const names = ['shell_port', 'iopub_port', 'stdin_port', 'control_port', 'hb_port'];
    const numbered = Object.fromEntries(names.map((name, i) => [name, ports[i]]));
    const ip = fields.transport === 'ipc' ? join(folder, 'socket') : '127.0.0.1';
    return new RawKernel({ ...numbered, ip, key: 'a key', signature_scheme: 'hmac-sha256', ...fields }, folder);
  }

  /** Sends frames as they are. */
  async send(channel: SendChannel, frames: readonly (Uint8Array | string)[]): Promise<void> {
    await this.sockets[channel].send([...frames]);
  }

  /** Asks, and waits for the reply to this very request. */
  async ask(type: string, content: Record<string, unknown> = {}, channel: SendChannel = 'shell'): Promise<Message> {
    const request = createMessage(type, 'raw', { content });
    await this.send(channel, encodeMessage(request, this.connection.key));
    return this.#receive(this.sockets[channel], `${type} on ${channel}`, message => {
      return 'msg_id' in message.parentHeader && message.parentHeader.msg_id === request.header.msg_id;
    });
  }

  /** The value of an expression as text, however many requests wait before it. */
  async value(code: string): Promise<string> {
    // A request before this one may fail and so abort it: then it is asked again.
    for (;;) {
      const { content } = await this.ask('execute_request', { code: '', user_expressions: { value: code } });
      if (content.status === 'aborted') continue;
      const { value } = content.user_expressions as { value: { data?: { 'text/plain': string }; evalue?: string } };
      return value.data?.['text/plain'] ?? `failed: ${value.evalue}`;
    }
  }

  get alive(): boolean {
    return this.#process.exitCode === null && this.#process.signalCode === null;
  }

  /** Ends the kernel and removes its folder. */
  async stop(): Promise<void> {
    if (this.alive) {
      const ended = once(this.#process, 'exit');
      this.#process.kill('SIGKILL');
      await ended;
    }
    for (const socket of [...Object.values(this.sockets), this.#iopub]) socket.close();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 3 });
  }

  async #receive(socket: Dealer, what: string, wanted: (message: Message) => boolean): Promise<Message> {
    const end = Date.now() + PATIENCE_MS;
    while (Date.now() < end) {
      socket.receiveTimeout = Math.max(1, end - Date.now());
      const frames = await socket.receive().catch(() => {
        throw new Error(
          `no answer to ${what}; the kernel ${this.alive ? 'lives' : 'is gone'}:\n${this.log.slice(-2000)}`,
        );
      });
      const message = decodeMessage(frames, this.connection.key);
      if (wanted(message)) return message;
    }
    throw new Error(`no answer to ${what} among many others`);
  }
}

/** Ports nobody listens on, all different. */
async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer().listen(0, '127.0.0.1');
      await once(server, 'listening');
      return server;
    }),
  );
  const ports = servers.map(server => (server.address() as { port: number }).port);
  await Promise.all(servers.map(server => new Promise(resolve => server.close(resolve))));
  return ports;
}
