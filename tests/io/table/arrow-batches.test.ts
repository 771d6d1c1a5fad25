import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { tableFromArrays, tableToIPC } from 'apache-arrow';
import { describe, expect, test } from 'vitest';
import { FormatError, SourceError } from '../../../kernel-helpers/errors.js';
import type { Source } from '../../../kernel-helpers/io/source/source.js';
import { arrowBatches } from '../../../kernel-helpers/io/table/arrow-batches.js';
import { survivesHostileBytes } from '../hostile.js';

const folder = fileURLToPath(new URL('../../fixtures/arrow/', import.meta.url));
const bytesOf = (name: string): Uint8Array => new Uint8Array(readFileSync(folder + name));
const expected: Record<string, unknown[]> = JSON.parse(readFileSync(`${folder}expected.json`, 'utf8'));

/** Bytes as a source that notes what is asked of it. */
function sourceOf(bytes: Uint8Array): Source & { asked: [number, number][] } {
  const asked: [number, number][] = [];
  return {
    asked,
    byteLength: bytes.length,
    slice(start, end = bytes.length) {
      asked.push([start, end]);
      return Promise.resolve(bytes.slice(start, end));
    },
  };
}

async function valuesOf(from: string | Source, column: string): Promise<unknown[]> {
  const values: unknown[] = [];
  for await (const batch of arrowBatches(from)) values.push(...(batch.getChild(column) ?? []));
  return values;
}

describe('arrowBatches', () => {
  test.each(['lz4.arrow', 'lz4-three-batches.arrow', 'lz4-stream.arrows', 'zstd-stream.arrows', 'plain.arrow'])(
    '%s: every value, as from the whole file',
    async name => {
      const ids = await valuesOf(folder + name, 'root_id');
      expect(ids.map(String)).toEqual(expected.root_id);
      expect(await valuesOf(sourceOf(bytesOf(name)), 'cell_type')).toEqual(expected.cell_type);
    },
  );

  test('dictionaries that grow from batch to batch', async () => {
    const types = ['BC', 'MC', null, 'BPC', 'BC', 'BPC', '23P', 'MC', 'BPC'];
    expect(await valuesOf(`${folder}delta-stream.arrows`, 'cell_type')).toEqual(types);
    expect(await valuesOf(`${folder}replaced-dictionary.arrows`, 'cell_type')).toEqual(types);
  });

  test('reads batches when they are asked for, one ahead and no more', async () => {
    const stream = tableToIPC(tableFromArrays({ id: new BigUint64Array(20_000) }), 'stream').subarray(0, -8);
    const batch = stream.subarray(8 + new DataView(stream.buffer, stream.byteOffset).getInt32(4, true));
    const source = sourceOf(new Uint8Array(Buffer.concat([stream, batch, batch, batch])));
    const batches = arrowBatches(source);
    expect((await batches.next()).value?.numRows).toBe(20_000);
    expect(Math.max(...source.asked.map(([, end]) => end))).toBeLessThanOrEqual(stream.length + batch.length);
    expect((await batches.next()).value?.numRows).toBe(20_000);
    await batches.return(undefined);
  });

  test('a file without a schema in front, as apache-arrow writes it, and one without rows', async () => {
    const file = tableToIPC(tableFromArrays({ id: BigUint64Array.of(1n, 2n) }), 'file');
    expect(await valuesOf(sourceOf(file), 'id')).toEqual([1n, 2n]);
    expect(await valuesOf(`${folder}no-rows.arrow`, 'id')).toEqual([]);
  });

  test('stops when its signal says so', async () => {
    const controller = new AbortController();
    const batches = arrowBatches(`${folder}lz4-three-batches.arrow`, { signal: controller.signal });
    await batches.next();
    controller.abort(new Error('enough'));
    await expect(async () => {
      for await (const _ of batches);
    }).rejects.toThrow('enough');
  });

  test('names a file that is not there, and one that is no Arrow', async () => {
    await expect(valuesOf('nowhere.arrow', 'id')).rejects.toThrow(SourceError);
    await expect(valuesOf(sourceOf(new TextEncoder().encode('PAR1 and so on')), 'id')).rejects.toThrow(
      'arrow is not Arrow IPC: received first bytes 50 41 52 31 20 61, expected "ARROW1" or ff ff ff ff',
    );
  });

  test('a truncated body is told when it is reached', async () => {
    const cut = sourceOf(bytesOf('lz4-stream.arrows').subarray(0, 5000));
    await expect(valuesOf(cut, 'root_id')).rejects.toThrow(FormatError);
  });
});

test('hostile bytes end in a FormatError or in batches with as many values as rows', async () => {
  const outcomes = await survivesHostileBytes<number>({
    format: 'arrow',
    valid: [bytesOf('delta-stream.arrows')],
    parse: async bytes => {
      let rows = 0;
      for await (const batch of arrowBatches(sourceOf(bytes))) {
        if ([...(batch.getChildAt(0) ?? [])].length !== batch.numRows) throw new Error('a short column');
        rows += batch.numRows;
      }
      return rows;
    },
    check: rows => expect(rows).toBeGreaterThanOrEqual(0),
    wholeAt: () => true, // a stream may end behind any message
    runs: 1_000,
    places: 240,
  });
  expect(outcomes.truncated.refused).toBeGreaterThan(100);
  expect(outcomes.truncated.accepted).toBeLessThan(8);
  expect(outcomes.flipped.refused).toBeGreaterThan(80);
  expect(outcomes.random.refused).toBeGreaterThan(800);
});
