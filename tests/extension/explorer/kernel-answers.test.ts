import type { JSONObject, JSONValue } from '@lumino/coreutils';
import { beforeEach, expect, test } from 'vitest';
import { KernelAnswers } from '../../../extension/explorer/kernel-answers';
import type { IKernelCommOptions, KernelComm } from '../../../extension/host/kernel-comm';

let said: JSONObject[];
let isOpen: boolean;
let options: IKernelCommOptions;
let changes: number;
let answers: KernelAnswers;

const kernelComes = (): void => {
  said.push(options.opening());
  isOpen = true;
};
const datasets = (ask: number, ...ids: string[]): JSONValue => ({
  ask,
  op: 'datasets',
  found: {
    total: ids.length,
    datasets: ids.map(id => ({
      id,
      title: '',
      format: '',
      size: '',
      licence: '',
      where: 'none',
      code: '',
      missingBytes: null,
    })),
  },
});
const cache = (ask: number, bytes: number): JSONValue => ({
  ask,
  op: 'cache',
  cache: { folder: '/cache', files: 1, bytes, limit: null },
});
const found = (): string[] | undefined => answers.found?.datasets.map(({ id }) => id);

beforeEach(() => {
  said = [];
  isOpen = false;
  changes = 0;
  const comm = {
    get isOpen() {
      return isOpen;
    },
    send: (message: JSONObject) => said.push(message) > 0,
    dispose: () => undefined,
  };
  answers = new KernelAnswers(
    {
      openComm: given => {
        options = given;
        return comm as unknown as KernelComm;
      },
    },
    () => {
      changes += 1;
    },
  );
});

test('a kernel is asked for the cache, and then for the datasets', () => {
  answers.search('basket');
  expect(said).toEqual([]);
  kernelComes();
  expect(said).toEqual([{ ask: 1, op: 'cache' }]);
  options.received(cache(1, 7), []);
  expect(answers.cache?.bytes).toBe(7);
  expect(said[1]).toEqual({ ask: 2, op: 'search', query: 'basket' });
  options.received(datasets(2, 'a'), []);
  expect(found()).toEqual(['a']);
  expect(changes).toBe(2);
});

test('of two searches the later counts, whichever is answered first', () => {
  kernelComes();
  answers.search('b');
  answers.search('ba');
  options.received(datasets(3, 'of ba'.replace(' ', '/')), []);
  options.received(datasets(2, 'of/b'), []);
  expect(found()).toEqual(['of/ba']);
});

test('what failed is told until something is answered', () => {
  kernelComes();
  options.received({ ask: 1, op: 'failed', message: 'the disk is gone' }, []);
  expect(answers.failed).toBe('the disk is gone');
  options.received(datasets(2, 'a'), []);
  expect(answers.failed).toBeUndefined();
});

test('the kernel that comes after a restart is asked anew, and answers of the one before are not its', () => {
  kernelComes();
  options.received(cache(1, 7), []);
  options.ended?.();
  kernelComes();
  options.received(datasets(2, 'of/before'), []);
  expect(found()).toBeUndefined();
  expect(answers.cache).toBeUndefined();
  expect(said.at(-1)).toEqual({ ask: 3, op: 'cache' });
});
