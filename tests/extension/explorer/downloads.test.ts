import type { JSONObject } from '@lumino/coreutils';
import { beforeEach, expect, test } from 'vitest';
import { Downloads, type IDownloadEnd } from '../../../extension/explorer/downloads';
import type { IKernelCommOptions, KernelComm } from '../../../extension/host/kernel-comm';

let said: JSONObject[];
let hasKernel: boolean;
let options: IKernelCommOptions;
let ends: IDownloadEnd[];
let downloads: Downloads;

beforeEach(() => {
  said = [];
  hasKernel = true;
  ends = [];
  const comm = {
    get isOpen() {
      return hasKernel;
    },
    send: (message: JSONObject) => said.push(message) > 0,
    dispose: () => undefined,
  };
  const openComm = (given: IKernelCommOptions): KernelComm => {
    options = given;
    if (hasKernel) said.push(given.opening());
    return comm as unknown as KernelComm;
  };
  downloads = new Downloads(
    { openComm },
    'the kernel has ended',
    () => undefined,
    end => ends.push(end),
  );
});

const a = { id: 'a/a', title: 'A' };
const b = { id: 'b/b', title: 'B' };
const hear = (data: object): void => options.received(data as JSONObject, []);

test('one is downloaded after another, and each says how far it is', () => {
  downloads.start(a);
  downloads.start(b);
  downloads.start(a);
  expect(said).toEqual([{ ask: 1, op: 'download', id: 'a/a' }]);
  expect(downloads.of('b/b')).toEqual({ state: 'waiting' });
  hear({ ask: 1, op: 'progress', receivedBytes: 5, totalBytes: 9 });
  expect(downloads.of('a/a')).toEqual({ state: 'running', receivedBytes: 5, totalBytes: 9 });
  hear({ ask: 1, op: 'downloaded', notes: ['a word'] });
  expect(downloads.of('a/a')).toBeUndefined();
  expect(ends).toEqual([{ ...a, failed: undefined, notes: ['a word'] }]);
  expect(said[1]).toEqual({ ask: 2, op: 'download', id: 'b/b' });
  hear({ ask: 2, op: 'downloaded', notes: [] });
  expect(ends).toHaveLength(2);
});

test('what fails says why and can be started again; the next one has its turn', () => {
  downloads.start(a);
  downloads.start(b);
  hear({ ask: 1, op: 'failed', message: 'HTTP 404' });
  expect(downloads.of('a/a')).toEqual({ state: 'failed', message: 'HTTP 404' });
  expect(said[1]).toMatchObject({ id: 'b/b' });
  downloads.start(a);
  expect(downloads.of('a/a')).toEqual({ state: 'waiting' });
});

test('one that is taken back is stopped in the kernel, and what it still says is not heard', () => {
  downloads.start(a);
  downloads.start(b);
  downloads.stop('a/a');
  expect(said.slice(1)).toEqual([
    { ask: 2, op: 'stop', of: 1 },
    { ask: 3, op: 'download', id: 'b/b' },
  ]);
  hear({ ask: 1, op: 'stopped' });
  expect([downloads.of('a/a'), ends]).toEqual([undefined, []]);
  downloads.start(a);
  downloads.stop('a/a');
  hear({ ask: 3, op: 'downloaded', notes: [] });
  expect(said).toHaveLength(3);
});

test('with the kernel all end, and a kernel that comes later begins nothing by itself', () => {
  downloads.start(a);
  downloads.start(b);
  hasKernel = false;
  options.ended?.();
  expect(downloads.of('a/a')).toEqual({ state: 'failed', message: 'the kernel has ended' });
  expect(downloads.of('b/b')).toEqual({ state: 'failed', message: 'the kernel has ended' });
  hasKernel = true;
  expect(options.opening()).toMatchObject({ op: 'cache' });
  downloads.start(b);
  expect(said.at(-1)).toMatchObject({ op: 'download', id: 'b/b' });
});

test('without a kernel nothing is waited for', () => {
  hasKernel = false;
  downloads.start(a);
  expect(downloads.of('a/a')).toEqual({ state: 'failed', message: 'the kernel has ended' });
});
