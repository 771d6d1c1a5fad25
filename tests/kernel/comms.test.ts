import { expect, test } from 'vitest';
import { type Comm, Comms } from '../../kernel-helpers/kernel/comms.js';
import type { IoPub } from '../../kernel-helpers/kernel/iopub.js';
import { createMessage, type MessageParts } from '../../kernel-helpers/kernel/wire.js';

function comms(): { comms: Comms; sent: [string, MessageParts][] } {
  const sent: [string, MessageParts][] = [];
  const iopub = { publish: (type: string, parts: MessageParts) => sent.push([type, parts]) };
  return { comms: new Comms(iopub as unknown as IoPub), sent };
}

const open = (target: string) =>
  createMessage('comm_open', 'page', { content: { comm_id: 'c', target_name: target, data: { first: 1 } } });

test('a page and the kernel talk over a registered target, with binary buffers both ways', () => {
  const { comms: all, sent } = comms();
  const heard: unknown[] = [];
  let comm: Comm | undefined;
  all.register('echo', (opened, data) => {
    comm = opened;
    heard.push(data);
    opened.onMessage = (message, buffers) => opened.send(message, buffers);
    opened.onClose = () => heard.push('closed');
  });
  all.receive(open('echo'));
  expect(all.info('echo')).toEqual({ c: { target_name: 'echo' } });
  expect(all.info('other')).toEqual({});
  const buffers = [new Uint8Array([1, 2])];
  all.receive(createMessage('comm_msg', 'page', { content: { comm_id: 'c', data: 'hello' }, buffers }));
  expect(sent).toEqual([['comm_msg', { content: { comm_id: 'c', data: 'hello' }, buffers }]]);
  all.receive(createMessage('comm_close', 'page', { content: { comm_id: 'c', data: {} } }));
  expect(heard).toEqual([{ first: 1 }, 'closed']);
  expect(all.info(undefined)).toEqual({});
  comm?.close();
  expect(sent).toHaveLength(1);
});

test('the kernel can end the conversation', () => {
  const { comms: all, sent } = comms();
  all.register('brief', comm => comm.close());
  all.receive(open('brief'));
  expect(sent).toEqual([['comm_close', { content: { comm_id: 'c', data: {} } }]]);
});

test('a target nobody registered is closed at once, for the page that asked', () => {
  const { comms: all, sent } = comms();
  const message = open('nobody');
  all.receive(message);
  expect(sent).toEqual([['comm_close', { content: { comm_id: 'c', data: {} }, parent: message.header }]]);
});
