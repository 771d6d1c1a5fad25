/**
 * The control thread: it answers while a cell holds the main thread. It broadcasts what the cell prints and shows,
 * echoes heartbeats, cuts a running cell on `interrupt_request`, ends the kernel on `shutdown_request`, and ends it too
 * when the process that started it is gone.
 */
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { Reply, Router, XPublisher } from 'zeromq';
import type { ControlSetup, FromControl, ToControl } from './control-protocol.js';
import { deliver } from './deliver.js';
import { interruptMainThread } from './interrupt.js';
import { watchParent } from './parent.js';
import { StreamCoalescer } from './streams.js';
import { createMessage, decodeMessage, encodeMessage, type Header, type Message } from './wire.js';

/** A main thread that has not said goodbye by then is stuck in a cell, and the process is ended from here. */
const FAREWELL_MS = 1000;

const { connection, session, guard } = workerData as ControlSetup;
if (parentPort === null) throw new Error('control-thread.js runs as a worker thread of the kernel: received no parent');
const main = parentPort;
const post = (message: FromControl): void => main.postMessage(message);

const { ipv6 } = connection;
const control = new Router({
  ipv6,
  sendTimeout: 0,
  sendHighWaterMark: 0,
  linger: 300,
});
// With no timeout and no limit a send happens at once and never fails, however much a cell prints.
const iopub = new XPublisher({
  ipv6,
  sendTimeout: 0,
  sendHighWaterMark: 0,
  linger: 300,
});
// Every front end is told that it is heard, not only the first.
iopub.verbosity = 'allSubs';
const heartbeat = new Reply({ ipv6, linger: 0 });
const tell = (line: string): void => post({ type: 'log', line });
const broadcast = (frames: (Uint8Array | string)[]): void => void deliver(iopub, frames, tell);
const reply = (frames: (Uint8Array | string)[]): void => void deliver(control, frames, tell);
const acknowledged = new Set<number>();
const interrupting = new Set<Promise<void>>();
let interrupts = 0;
let leaving = false;
let farewell: (() => void) | undefined;

let cell: Header | undefined;
const streams = new StreamCoalescer((name, text) => {
  const message = createMessage('stream', session, {
    identities: ['stream'],
    parent: cell,
    content: { name, text },
  });
  broadcast(encodeMessage(message, connection.key));
});

function obey(message: ToControl): void {
  if (leaving) return;
  if (typeof message === 'string') streams.write(message[0] === '1' ? 'stdout' : 'stderr', message.slice(1));
  else if (message.type === 'publish') {
    streams.flush();
    broadcast(message.frames);
  } else if (message.type === 'cell') {
    streams.flush();
    cell = message.header;
  } else if (message.type === 'interrupted') acknowledged.add(message.id);
  else if (message.type === 'send') reply(message.frames);
  else void leave();
}

/** Answers what is open, closes the sockets and lets the main thread end the process. */
async function leave(): Promise<void> {
  leaving = true;
  // A front end that shuts a kernel down interrupts it first.
  await Promise.all(interrupting);
  farewell?.();
  streams.flush();
  iopub.close();
  control.close();
  heartbeat.close();
  // The receives that the closing ended settle first: zeromq aborts a process that ends in the middle of that.
  await nextTurn();
  post({ type: 'closed' });
  // The main thread ends the process now, and this thread with it; unless a cell got hold of it in between.
  await sleep(FAREWELL_MS);
  killProcess();
}

function answer(request: Message, type: string, content: Record<string, unknown>): void {
  const { identities, header } = request;
  reply(encodeMessage(createMessage(type, session, { identities, parent: header, content }), connection.key));
}

async function interrupt(request: Message): Promise<void> {
  const id = ++interrupts;
  post({ type: 'interrupt', id, header: request.header });
  await interruptMainThread(guard, () => leaving || acknowledged.has(id));
  acknowledged.delete(id);
  answer(request, 'interrupt_reply', { status: 'ok' });
}

/** Asks the main thread to go; when it cannot, the process goes without it. */
async function shutdown(restart: boolean, request?: Message): Promise<void> {
  post({ type: 'shutdown', restart, header: request?.header });
  const parted = new Promise<boolean>(resolve => {
    farewell = () => {
      if (request) answer(request, 'shutdown_reply', { status: 'ok', restart });
      resolve(true);
    };
  });
  if (await Promise.race([parted, sleep(FAREWELL_MS, false)])) return;
  if (request) answer(request, 'shutdown_reply', { status: 'ok', restart });
  await sleep(100); // the reply leaves through zeromq's own thread
  killProcess();
}

function killProcess(): void {
  process.kill(process.pid, 'SIGKILL');
}

async function serveControl(): Promise<void> {
  for await (const frames of control) {
    let message: Message;
    try {
      message = decodeMessage(frames, connection.key);
    } catch (error) {
      post({
        type: 'log',
        line: `dropped a message on control: ${(error as Error).message}`,
      });
      continue;
    }
    if (message.header.msg_type === 'interrupt_request') {
      const interrupted: Promise<void> = interrupt(message).finally(() => interrupting.delete(interrupted));
      interrupting.add(interrupted);
    } else if (message.header.msg_type === 'shutdown_request') void shutdown(message.content.restart === true, message);
    else post({ type: 'message', frames });
  }
}

/**
 * Subscriptions arrive as messages; they are read for ever, for otherwise they would pile up. Each is welcomed on its
 * own topic, as JEP 65 has it: from then on the front end misses nothing.
 */
async function watchSubscriptions(): Promise<void> {
  for await (const [event] of iopub) {
    if (event[0] !== 1) continue;
    const topic = event.subarray(1);
    const identities = topic.length > 0 ? [topic] : [];
    const content = { subscription: topic.toString('utf8') };
    streams.flush();
    broadcast(encodeMessage(createMessage('iopub_welcome', session, { identities, content }), connection.key));
    post({ type: 'subscribed' });
  }
}

async function serveHeartbeat(): Promise<void> {
  for await (const frames of heartbeat) await deliver(heartbeat, frames, tell);
}

await iopub.bind(connection.address.iopub);
await control.bind(connection.address.control);
await heartbeat.bind(connection.address.hb);
watchParent(process.env.JPY_PARENT_PID, () => void shutdown(false));
// Not before: a socket that is being bound cannot send. What the main thread said meanwhile has waited.
main.on('message', obey);
void watchSubscriptions();
void serveControl();
void serveHeartbeat();
post({ type: 'ready' });
