import { expect, test } from 'vitest';
import { deliver } from '../../kernel-helpers/kernel/deliver.js';

/** A socket that refuses so many times before it takes what it is given. */
function refusing(times: number) {
  const sent: unknown[] = [];
  return {
    sent,
    closed: false,
    async send(frames: (Uint8Array | string)[]) {
      if (times-- > 0) throw new Error('Operation was not possible or timed out');
      sent.push(frames);
    },
  };
}

test('a socket that is ready is given the message at once', () => {
  const socket = refusing(0);
  void deliver(socket, ['a'], expect.unreachable);
  expect(socket.sent).toEqual([['a']]);
});

test('a socket that refuses is asked again', async () => {
  const socket = refusing(3);
  await deliver(socket, ['a'], expect.unreachable);
  expect(socket.sent).toEqual([['a']]);
});

test('one that always refuses is given up, and the log says so', async () => {
  const lines: string[] = [];
  await deliver(refusing(1e9), ['a'], line => lines.push(line));
  expect(lines).toEqual(['a message could not be sent: Operation was not possible or timed out']);
});

test('one that was closed is left alone', async () => {
  const socket = { ...refusing(1e9), closed: true };
  await deliver(socket, ['a'], expect.unreachable);
  expect(socket.sent).toEqual([]);
});
