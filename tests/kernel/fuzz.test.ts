/** Bytes that nobody should send: the kernel drops them, answers on, and keeps none of them. The seed is fixed. */
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createMessage, encodeMessage, type MessageParts } from '../../kernel-helpers/kernel/wire.js';
import { RawKernel, type SendChannel } from './raw-kernel.js';

const SEED = 20_261_122;
const channels: readonly SendChannel[] = ['shell', 'control', 'stdin'];
/** Every type but those that end or interrupt the kernel, which is what they are for. */
const types = [
  ...['execute', 'inspect', 'complete', 'history', 'is_complete', 'connect', 'comm_info', 'kernel_info', 'x'].map(
    name => `${name}_request`,
  ),
  ...['comm_open', 'comm_msg', 'comm_close', 'input_reply', 'status', '', '__proto__', 'toString'],
];
const fields = [
  ...['code', 'silent', 'store_history', 'user_expressions', 'allow_stdin', 'stop_on_error', 'cursor_pos'],
  ...['detail_level', 'hist_access_type', 'pattern', 'n', 'session', 'start', 'stop', 'output', 'unique', 'raw'],
  ...['comm_id', 'target_name', 'data', 'value', 'text'],
];

let kernel: RawKernel;

beforeAll(async () => {
  kernel = await RawKernel.start();
  await kernel.ask('kernel_info_request');
});
afterAll(() => kernel?.stop());

const encode = (type: string, parts: MessageParts = {}, key = kernel.connection.key): Uint8Array[] =>
  encodeMessage(createMessage(type, 'fuzz', parts), key).map(frame => Buffer.from(frame));

/** Four parts as a message of ours. */
function sign(parts: readonly Uint8Array[]): Uint8Array[] {
  const hmac = createHmac('sha256', kernel.connection.key);
  for (const part of parts) hmac.update(part);
  return [Buffer.from('<IDS|MSG>'), Buffer.from(hmac.digest('hex')), ...parts];
}

/** Sends each sample on every channel. */
async function flood<Sample>(samples: fc.Arbitrary<Sample>, runs: number, frames: (sample: Sample) => Uint8Array[]) {
  for (const sample of fc.sample(samples, { seed: SEED, numRuns: runs })) {
    for (const channel of channels) {
      const sent = frames(sample);
      if (sent.length > 0) await kernel.send(channel, sent);
    }
  }
}

async function answersOn(): Promise<void> {
  expect(await kernel.value('1 + 1')).toBe('2');
  for (const channel of ['shell', 'control'] as const) {
    expect((await kernel.ask('kernel_info_request', {}, channel)).content.status).toBe('ok');
  }
  expect(kernel.alive).toBe(true);
}

const bytes = fc.uint8Array({ maxLength: 200 }).map(array => Buffer.from(array));

describe('the kernel answers on after', () => {
  test('random frames', async () => {
    const delimiter = fc.constant(Buffer.from('<IDS|MSG>'));
    await flood(fc.array(fc.oneof(bytes, delimiter), { minLength: 1, maxLength: 9 }), 300, frames => frames);
    await answersOn();
  });

  test('truncated messages, frames left out and bits flipped', async () => {
    const place = fc.record({
      type: fc.constantFrom(...types),
      frame: fc.nat(5),
      at: fc.nat(400),
      bit: fc.nat(7),
      way: fc.constantFrom('cut', 'drop', 'end', 'flip'),
    });
    await flood(place, 300, ({ type, frame, at, bit, way }) => {
      const frames = encode(type, { content: { code: '1', comm_id: 'c' } });
      const changed = Buffer.from(frames[frame]);
      if (way === 'drop') return frames.toSpliced(frame, 1);
      if (way === 'end') return frames.slice(0, frame);
      if (way === 'cut') return frames.toSpliced(frame, 1, changed.subarray(0, at % (changed.length + 1)));
      if (changed.length > 0) changed[at % changed.length] ^= 1 << bit;
      return frames.toSpliced(frame, 1, changed);
    });
    await answersOn();
  });

  test('messages signed with another key, or not at all', async () => {
    await flood(fc.tuple(fc.constantFrom(...types, 'shutdown_request', 'interrupt_request'), fc.string()), 60, sample =>
      encode(sample[0], {}, sample[1] === kernel.connection.key ? '' : sample[1]),
    );
    expect(kernel.log).toContain('signature does not match');
    await answersOn();
  });

  test('fields of every type but the right one, well signed', async () => {
    const anything = fc.dictionary(fc.constantFrom(...fields), fc.jsonValue({ maxDepth: 3 }));
    const header = fc.dictionary(fc.constantFrom('session', 'username', 'date', 'version', 'x'), fc.jsonValue());
    await flood(fc.tuple(fc.constantFrom(...types), anything, header), 300, ([type, content, changes]) => {
      const message = createMessage(type, 'fuzz', { content, metadata: content });
      return encodeMessage({ ...message, header: { ...message.header, ...changes } }, kernel.connection.key).map(
        frame => Buffer.from(frame),
      );
    });
    await answersOn();
  });

  test('JSON a hundred thousand levels deep, in every part, well signed', async () => {
    const deep = `"deep":${'['.repeat(1e5)}${']'.repeat(1e5)}`;
    for (const type of ['execute_request', 'kernel_info_request', 'comm_open', 'input_reply']) {
      for (const part of [0, 1, 2, 3]) {
        const [, , ...parts] = encode(type, { content: { comm_id: 'deep', target_name: 't', code: '1' } });
        const text = parts[part].toString();
        parts[part] = Buffer.from(text === '{}' ? `{${deep}}` : `${text.slice(0, -1)},${deep}}`);
        for (const channel of channels) await kernel.send(channel, sign(parts));
      }
    }
    await answersOn();
  });

  test('garbage on the bare ports, before and after a greeting', async () => {
    const greeting = Buffer.concat([Buffer.from([0xff, 0, 0, 0, 0, 0, 0, 0, 1, 0x7f, 3, 0]), Buffer.from('NULL')]);
    const whole = Buffer.concat([greeting, Buffer.alloc(64 - greeting.length)]);
    const hugeFrame = Buffer.from([2, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]);
    const samples = fc.sample(fc.uint8Array({ maxLength: 2000 }), { seed: SEED, numRuns: 10 });
    for (const port of Object.values(kernel.connection.port)) {
      for (const start of [Buffer.alloc(0), whole.subarray(0, 20), whole, Buffer.concat([whole, hugeFrame])]) {
        for (const sample of samples) {
          const socket = connect(port, '127.0.0.1').on('error', () => undefined);
          await once(socket, 'connect');
          await new Promise(resolve => socket.end(Buffer.concat([start, sample]), () => resolve(undefined)));
          socket.destroy();
        }
      }
    }
    await answersOn();
  });
});

test('100 MB in one message, signed well or wrongly, are answered or dropped, and do not stay in memory', async () => {
  const code =
    "import { setFlagsFromString } from 'node:v8';\nimport { runInNewContext } from 'node:vm';\n" +
    "setFlagsFromString('--expose-gc');\nconst collect = runInNewContext('gc') as () => void;";
  expect((await kernel.ask('execute_request', { code })).content).toMatchObject({ status: 'ok' });
  const collected = async (): Promise<{ held: number; resident: number }> => {
    const show = "[process.memoryUsage()].map(m => (collect(), [m.heapUsed + m.external, m.rss].join(' ')))[0]";
    const [held, resident] = (await kernel.value(show)).replaceAll("'", '').split(' ').map(Number);
    return { held, resident };
  };
  const before = await collected();
  const text = 'x'.repeat(100_000_000);
  const requests: [string, Record<string, unknown>][] = [
    ['execute_request', { code: text }],
    ['comm_msg', { comm_id: 'none', data: text }],
    ['kernel_info_request', { padding: text }],
  ];
  for (const [i, channel] of channels.entries()) {
    const [type, content] = requests[i];
    const frames = encode(type, { content });
    await kernel.send(channel, frames);
    await kernel.send(channel, frames.with(1, Buffer.from('0'.repeat(64))));
  }
  await kernel.send('shell', encode('comm_msg', { content: { comm_id: 'x' }, buffers: [Buffer.alloc(100_000_000)] }));
  await answersOn();
  // What a collection finds goes only after it: the next one sees it gone.
  await expect.poll(async () => (await collected()).held - before.held, { timeout: 20_000 }).toBeLessThan(50_000_000);
  expect((await collected()).resident - before.resident).toBeLessThan(500_000_000);
}, 120_000);

describe('other ways to listen', () => {
  const hasIpv6 = Object.values(networkInterfaces()).some(addresses => addresses?.some(one => one.address === '::1'));

  async function starts(fields: Record<string, unknown>): Promise<void> {
    const other = await RawKernel.start(fields);
    try {
      expect((await other.ask('kernel_info_request')).content.status).toBe('ok');
      expect((await other.ask('shutdown_request', { restart: false }, 'control')).content.status).toBe('ok');
    } finally {
      await other.stop();
    }
  }

  test.skipIf(process.platform === 'win32')('a folder of sockets', () => starts({ transport: 'ipc' }));
  test.skipIf(!hasIpv6)('IP version 6', () => starts({ ip: '::1' }));
});
