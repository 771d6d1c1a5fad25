import { describe, expect, test } from 'vitest';
import { InvalidArgumentError } from '../../kernel-helpers/errors.js';
import type { Comm, CommHandler } from '../../kernel-helpers/kernel/comm.js';
import { type CommRoom, Comms } from '../../kernel-helpers/kernel/comms.js';
import { createMessage, type Header, type Message, type MessageParts } from '../../kernel-helpers/kernel/wire.js';

interface Stage {
  readonly comms: Comms;
  readonly sent: [string, MessageParts][];
  /** What handlers threw, and which message it belongs to. */
  readonly reported: [unknown, Header][];
  /** The requests whose handlers ran, in order. */
  readonly parents: Header[];
}

function stage(): Stage {
  const sent: [string, MessageParts][] = [];
  const reported: [unknown, Header][] = [];
  const parents: Header[] = [];
  const room: CommRoom = {
    iopub: { publish: (type, parts) => sent.push([type, parts]) },
    context: {
      run: ({ header }, work) => {
        parents.push(header);
        return work();
      },
    },
    report: (thrown, { header }) => reported.push([thrown, header]),
  };
  const comms = new Comms(room);
  return { comms, sent, reported, parents };
}

const open = (target: string): Message =>
  createMessage('comm_open', 'page', { content: { comm_id: 'c', target_name: target, data: { first: 1 } } });
const message = (data: unknown, more: MessageParts = {}): Message =>
  createMessage('comm_msg', 'page', { content: { comm_id: 'c', data }, ...more });
const close = (): Message => createMessage('comm_close', 'page', { content: { comm_id: 'c', data: { bye: 1 } } });

describe('a conversation the page opens', () => {
  test('goes both ways over a registered target, with metadata and binary buffers', async () => {
    const { comms, sent } = stage();
    const heard: unknown[] = [];
    comms.register('echo', (comm, data) => {
      heard.push(data);
      comm.onMessage = (said, buffers, metadata) => comm.send(said, { buffers, metadata });
      comm.onClose = data => {
        heard.push(data);
      };
    });
    await comms.receive(open('echo'));
    expect(comms.info('echo')).toEqual({ c: { target_name: 'echo' } });
    expect(comms.info('other')).toEqual({});
    const buffers = [new Uint8Array([1, 2])];
    await comms.receive(message('hello', { buffers, metadata: { m: 1 } }));
    expect(sent).toEqual([['comm_msg', { content: { comm_id: 'c', data: 'hello' }, buffers, metadata: { m: 1 } }]]);
    await comms.receive(close());
    expect(heard).toEqual([{ first: 1 }, { bye: 1 }]);
    expect(comms.info(undefined)).toEqual({});
  });

  test('can be ended by the kernel, once, and nothing can be sent afterwards', async () => {
    const { comms, sent } = stage();
    let kept: Comm | undefined;
    comms.register('brief', comm => {
      kept = comm;
      comm.close({ why: 'done' });
      comm.close();
    });
    await comms.receive(open('brief'));
    expect(sent).toEqual([
      ['comm_close', { content: { comm_id: 'c', data: { why: 'done' } }, metadata: {}, buffers: [] }],
    ]);
    expect(kept?.closed).toBe(true);
    expect(() => kept?.send(1)).toThrow(InvalidArgumentError);
    expect(() => kept?.send(1)).toThrow('comm c on brief is closed: received a message to send, expected an open one');
  });

  test('on a target nobody registered, or no longer, is closed at once, for the page that asked', async () => {
    const { comms, sent } = stage();
    comms.register('once', () => undefined);
    comms.unregister('once');
    const asked = open('once');
    await comms.receive(asked);
    expect(sent).toEqual([['comm_close', { content: { comm_id: 'c', data: {} }, parent: asked.header }]]);
  });

  test('may get other handlers at any time, and a target registered again is another one', async () => {
    const { comms } = stage();
    const heard: string[] = [];
    comms.register('t', () => {
      heard.push('old');
    });
    comms.register('t', comm => {
      heard.push('new');
      comm.onMessage = () => {
        heard.push('first');
        comm.onMessage = () => {
          heard.push('second');
        };
      };
    });
    await comms.receive(open('t'));
    await Promise.all([comms.receive(message(1)), comms.receive(message(2))]);
    expect(heard).toEqual(['new', 'first', 'second']);
  });

  test('whose target fails is closed, and what it threw is reported with the message', async () => {
    const { comms, sent, reported } = stage();
    const failure = new Error('no');
    comms.register('bad', () => Promise.reject(failure));
    const asked = open('bad');
    await comms.receive(asked);
    expect(reported).toEqual([[failure, asked.header]]);
    expect(sent.map(([type]) => type)).toEqual(['comm_close']);
    expect(comms.info(undefined)).toEqual({});
  });
});

describe('a handler', () => {
  const opened = async (onMessage: CommHandler): Promise<Stage> => {
    const on = stage();
    on.comms.register('t', comm => {
      comm.onMessage = onMessage;
    });
    await on.comms.receive(open('t'));
    return on;
  };

  test('that fails leaves the conversation open', async () => {
    const failure = new RangeError('once');
    const { comms, reported } = await opened(() => {
      throw failure;
    });
    const said = message(1);
    await comms.receive(said);
    expect(reported).toEqual([[failure, said.header]]);
    expect(comms.info('t')).toHaveProperty('c');
  });

  test('has its outputs in the message it answers', async () => {
    const { comms, parents } = await opened(() => undefined);
    const said = message(1);
    await comms.receive(said);
    expect(parents.at(-1)).toBe(said.header);
  });

  test('that never ends is given up by an interrupt', async () => {
    const { comms, reported } = await opened(() => new Promise(() => undefined));
    const handled = comms.receive(message(1));
    comms.interrupt();
    await handled;
    expect(reported.map(([thrown]) => (thrown as Error).name)).toEqual(['AbortError']);
  });
});

describe('a conversation the kernel opens', () => {
  test('names its target, and hears what the page says', async () => {
    const { comms, sent } = stage();
    const comm = comms.open('widget', { id: 5n }, { metadata: { version: '2' }, buffers: [new ArrayBuffer(1)] });
    expect(sent).toEqual([
      [
        'comm_open',
        {
          content: { comm_id: comm.id, target_name: 'widget', data: { id: 5n } },
          metadata: { version: '2' },
          buffers: [new Uint8Array(1)],
        },
      ],
    ]);
    const heard: unknown[] = [];
    comm.onMessage = data => {
      heard.push(data);
    };
    await comms.receive(createMessage('comm_msg', 'page', { content: { comm_id: comm.id, data: 'hi' } }));
    expect(heard).toEqual(['hi']);
  });

  test('is not open when it could not be sent', () => {
    const iopub = {
      publish: () => {
        throw new Error('circular');
      },
    };
    const comms = new Comms({ iopub, context: { run: (_, work) => work() }, report: () => undefined });
    expect(() => comms.open('widget')).toThrow('circular');
    expect(comms.info(undefined)).toEqual({});
  });
});

test('of a larger array only its own bytes are sent', () => {
  const { comms, sent } = stage();
  const large = new Float64Array([1, 2, 3]);
  comms.open('t', {}, { buffers: [large.subarray(1, 2), large, new Uint8Array(new SharedArrayBuffer(4))] });
  const [part, whole, shared] = sent[0][1].buffers as Uint8Array[];
  expect(part).toEqual(new Uint8Array(Float64Array.of(2).buffer));
  expect(part.buffer.byteLength).toBe(8);
  expect(whole.buffer).toBe(large.buffer);
  expect(shared.buffer).toBeInstanceOf(ArrayBuffer);
});

test.each([
  [() => stage().comms.open(''), 'comm target is no name: received , expected a string'],
  [() => stage().comms.register('t', 5 as never), 'comms.register handler is no function: received number'],
  [() => stage().comms.open('t', {}, { buffers: ['x' as never] }), 'comm buffer is no bytes: received string'],
])('what cannot be meant is refused: %s', (call, problem) => {
  expect(call).toThrow(problem);
});

test.each(['comm_open', 'comm_msg', 'comm_close'])('a %s that names no comm is refused', async type => {
  await expect(stage().comms.receive(createMessage(type, 'page', { content: { comm_id: 5 } }))).rejects.toThrow(
    `${type} comm_id is missing: received number, expected a string`,
  );
});

test('a message to a comm that is over is dropped', async () => {
  const { comms, sent, reported } = stage();
  await comms.receive(message('late'));
  await comms.receive(close());
  expect({ sent, reported }).toEqual({ sent: [], reported: [] });
});
