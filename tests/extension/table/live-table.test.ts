import type { JSONObject, JSONValue } from '@lumino/coreutils';
import { beforeEach, expect, test } from 'vitest';
import type { IKernelCommOptions } from '../../../extension/host/kernel-comm';
import { LiveTable } from '../../../extension/table/live-table';

let options: IKernelCommOptions;
let said: JSONObject[];
let hasKernel: boolean;
let changes: number;
let table: LiveTable;

beforeEach(() => {
  said = [];
  hasKernel = true;
  changes = 0;
  table = new LiveTable(
    'the key',
    () => {
      changes += 1;
    },
    given => {
      options = given;
      return { send: data => hasKernel && said.push(data) > 0, dispose: () => undefined };
    },
  );
});

const hear = (data: JSONValue, ...buffers: DataView[]): void => options.received(data, buffers);
const bytes = new DataView(Uint8Array.of(0, 1, 2, 3).buffer, 1, 2);

test('the kernel is there when it says so, and gone when it is', () => {
  expect([options.opening(), table.isHere]).toEqual([{ live: 'the key' }, false]);
  hear({ op: 'here' });
  expect([table.isHere, changes]).toEqual([true, 1]);
  options.ended?.();
  expect([table.isHere, changes]).toEqual([false, 2]);
});

test('rows come with their bytes alone; what was not asked for is passed over', async () => {
  hear({ op: 'here' });
  const rows = table.rowsFrom(10);
  expect(said).toEqual([{ op: 'rows', from: 10 }]);
  hear({ op: 'rows', from: 5, rows: 1 }, bytes);
  hear({ op: 'rows', from: 10, rows: 2 });
  hear({ op: 'rows', from: 10, rows: 2 }, bytes);
  expect(await rows).toEqual({ rows: 2, stream: Uint8Array.of(1, 2) });
});

test('what the kernel cannot do, and its end, end the wait in words', async () => {
  hear({ op: 'here' });
  const failing = table.rowsFrom(0);
  hear({ op: 'failed', message: 'the column has changed' });
  await expect(failing).rejects.toThrow('the column has changed');
  const ending = table.rowsFrom(0);
  hear({ op: 'gone' });
  await expect(ending).rejects.toThrow('the kernel has forgotten this table');
  hasKernel = false;
  await expect(table.rowsFrom(0)).rejects.toThrow('there is no kernel to ask');
});
