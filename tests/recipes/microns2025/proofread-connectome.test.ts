import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRandom } from '../../../kernel-helpers/core/random.js';
import { tableOf } from '../../../kernel-helpers/core/table.js';
import { datasets, recipes } from '../../../kernel-helpers/index.js';
import { parseExportHeader } from '../../../kernel-helpers/io/table/export-header.js';
import { readCsv } from '../../../kernel-helpers/io/table/read-csv.js';

const ID = 'microns2025/proofread-connectome';
const root = (i: number): bigint => 864691135000000001n + BigInt(i);

/** root, judged as, axon, dendrite, strategy, then class and area of each of its nuclei */
type Row = readonly [number, number, boolean, boolean, string, ...(readonly [string | null, string | null])[]];

const PART = 'axon_partially_extended';
const FULL = 'axon_fully_extended';
const ROWS: readonly Row[] = [
  [0, 0, true, true, FULL, ['excitatory', 'V1']],
  [1, 1, true, true, PART, ['inhibitory', 'RL']],
  [2, 2, false, true, 'none', ['excitatory', 'V1']], // axon not proofread
  [3, 3, true, false, PART, ['excitatory', 'V1']], // dendrite not
  [4, 9, true, true, PART, ['excitatory', 'V1']], // another object by now
  [5, 5, true, true, PART, ['nonneuron', 'V1']], // neither class
  [6, 6, true, true, PART, ['excitatory', 'V1'], ['inhibitory', 'V1']], // nuclei of both
  [7, 7, true, true, PART], // in no other table
  [8, 8, true, true, FULL, ['inhibitory', null], ['inhibitory', null]], // two nuclei of one class
  [0, 0, true, true, FULL], // twice in the table
];

const EDGES = [
  [0, 1],
  [0, 1],
  [1, 0],
  [8, 0],
  [8, 8], // an autapse
  [2, 0], // from a cell that is left out
  [0, 77], // onto one that was never proofread
] as const;

function tables(rows: readonly Row[] = ROWS, edges: readonly (readonly [number, number])[] = EDGES) {
  const nuclei = rows.flatMap(([cell, , , , , ...of]) => of.map(([broad, area]) => ({ cell, broad, area })));
  return {
    proofreading: tableOf({
      pt_root_id: rows.map(row => root(row[0])),
      valid_id: rows.map(row => root(row[1])),
      status_axon: rows.map(row => row[2]),
      status_dendrite: rows.map(row => row[3]),
      strategy_axon: rows.map(row => row[4]),
    }),
    cellInfo: tableOf({
      pt_root_id: nuclei.map(({ cell }) => root(cell)),
      broad_type: nuclei.map(({ broad }) => broad),
      visual_area: nuclei.map(({ area }) => area),
      pt_position_x: nuclei.map(({ cell }) => 1000 * cell),
      pt_position_y: nuclei.map(({ cell }) => 100 * cell),
      pt_position_z: nuclei.map(({ cell }) => 10 * cell),
    }),
    synapses: tableOf({ pre_pt_root_id: edges.map(([a]) => root(a)), post_pt_root_id: edges.map(([, b]) => root(b)) }),
  };
}

describe('the cells that are good enough', () => {
  test('condition by condition, and each cell once', async () => {
    const { statistics } = await recipes.run(ID, { data: tables(), draws: 0 });
    expect(statistics.cells.steps).toEqual([
      { condition: 'rows of the proofreading table', cells: 10 },
      { condition: 'axon proofread', cells: 9 },
      { condition: 'dendrite proofread too', cells: 8 },
      { condition: 'unchanged since it was judged', cells: 7 },
      { condition: 'excitatory or inhibitory', cells: 3 },
    ]);
    expect([...statistics.cells.ids]).toEqual([root(0), root(1), root(8)]);
    expect(statistics.cells.classes).toEqual(['excitatory', 'inhibitory', 'inhibitory']);
    expect(statistics.cells.areas).toEqual(['V1', 'RL', null]);
    // Voxels of 4 × 4 × 40 nm.
    expect([...statistics.cells.positionsNm.slice(3, 6)]).toEqual([4000, 400, 400]);
  });

  test('only fully extended ones, when asked for', async () => {
    const { statistics } = await recipes.run(ID, { data: tables(), draws: 0, cells: 'fully extended' });
    expect([...statistics.cells.ids]).toEqual([root(0), root(8)]);
    expect(statistics.cells.steps.at(-2)).toEqual({ condition: 'axon followed to all its ends', cells: 3 });
  });

  test('autapses, and synapses of all other cells, are no connections', async () => {
    const { statistics, caption } = await recipes.run(ID, { data: tables(), draws: 0 });
    expect(statistics).toMatchObject({ synapses: 4, autapses: 1 });
    expect(statistics.wiring.pairCount).toBe(3);
    expect(statistics.reciprocity.reciprocalPairs).toBe(1);
    expect(caption).toContain('1 synapses of a cell on itself left out');
    expect(caption).toContain('rows of the proofreading table (10); axon proofread (9)');
  });

  test('none at all is an error that says where they were lost', async () => {
    const rows = ROWS.map(([a, b, , d, e, ...of]) => [a, b, false, d, e, ...of] as unknown as Row);
    await expect(recipes.run(ID, { data: tables(rows) })).rejects.toThrow(
      'recipes.run proofread-connectome has too few cells: received rows of the proofreading table 10, axon proofread 0,',
    );
  });

  test('a flag that is no boolean is refused', async () => {
    const { proofreading, ...rest } = tables();
    const texts = {
      ...proofreading,
      getChild: (name: string) => proofreading.getChild(name === 'status_axon' ? 'strategy_axon' : name),
    };
    await expect(recipes.run(ID, { data: { ...rest, proofreading: texts } })).rejects.toThrow(
      'status_axon row 0 is neither true nor false: received axon_fully_extended, expected a boolean',
    );
  });
});

/** Forty cells of two classes with many connections, of which every number is counted anew in the simplest way. */
function large() {
  const random = createRandom(11);
  const n = 40;
  const rows = Array.from(
    { length: n },
    (_, i): Row => [i, i, true, true, PART, [i < 28 ? 'excitatory' : 'inhibitory', 'V1']],
  );
  const edges = Array.from({ length: 900 }, () => [random.integer(n), random.integer(n)] as const);
  const at = rows.map(() => [random.integer(90_000), random.integer(60_000), random.integer(9000)] as const);
  const made = tables(rows, edges);
  const cellInfo = tableOf({
    pt_root_id: rows.map(row => root(row[0])),
    broad_type: rows.map(row => row[5]?.[0] as string),
    visual_area: rows.map(() => 'V1'),
    pt_position_x: at.map(([x]) => x),
    pt_position_y: at.map(([, y]) => y),
    pt_position_z: at.map(([, , z]) => z),
  });
  return { n, edges, at, inhibitory: (i: number) => i >= 28, data: { ...made, cellInfo } };
}

describe.each([1, 2])('with pairs of %i synapses and more', minSynapses => {
  const { n, edges, at, inhibitory, data } = large();
  const counts = new Map<string, number>();
  for (const [a, b] of edges) counts.set(`${a} ${b}`, (counts.get(`${a} ${b}`) ?? 0) + 1);
  const connected = (a: number, b: number): boolean => a !== b && (counts.get(`${a} ${b}`) ?? 0) >= minSynapses;
  const pairs: [number, number][] = [];
  for (let a = 0; a < n; a++) for (let b = 0; b < n; b++) if (a !== b) pairs.push([a, b]);
  const m = pairs.filter(([a, b]) => connected(a, b)).length;
  const found = recipes.run(ID, { data, draws: 0, minSynapses });

  test('fractions from class to class', async () => {
    const { classPairs } = (await found).statistics;
    const fraction = (from: boolean, to: boolean): number => {
      const among = pairs.filter(([a, b]) => inhibitory(a) === from && inhibitory(b) === to);
      return among.filter(([a, b]) => connected(a, b)).length / among.length;
    };
    expect(classPairs.rows).toEqual(['excitatory', 'inhibitory']);
    expect([...classPairs.values]).toEqual(
      [fraction(false, false), fraction(false, true), fraction(true, false), fraction(true, true)].map(value =>
        expect.closeTo(value, 12),
      ),
    );
  });

  test('reciprocal pairs, and the expectation of a uniform graph', async () => {
    const { reciprocity, models, wiring } = (await found).statistics;
    expect(wiring.pairCount).toBe(m);
    expect(reciprocity.reciprocalPairs).toBe(
      pairs.filter(([a, b]) => a < b && connected(a, b) && connected(b, a)).length,
    );
    const possible = n * (n - 1);
    expect(models.uniform.expected).toBeCloseTo(((possible / 2) * m * (m - 1)) / (possible * (possible - 1)), 8);
  });

  test('the expectation of Chung–Lu', async () => {
    const out = (cell: number): number => pairs.filter(([a, b]) => a === cell && connected(a, b)).length;
    const into = (cell: number): number => pairs.filter(([a, b]) => b === cell && connected(a, b)).length;
    const [outs, ins] = [out, into].map(degree => Array.from({ length: n }, (_, cell) => degree(cell)));
    const p = (a: number, b: number): number => Math.min(1, (outs[a] * ins[b]) / m);
    const expected = pairs.filter(([a, b]) => a < b).reduce((sum, [a, b]) => sum + p(a, b) * p(b, a), 0);
    expect((await found).statistics.models.chungLu.expected).toBeCloseTo(expected, 8);
  });

  test('the expectation of distance × class, in bins of 25 µm and one beyond 1,000 µm', async () => {
    const um = (a: number, b: number): number =>
      Math.hypot(...[4, 4, 40].map((nm, k) => ((at[a][k] - at[b][k]) * nm) / 1000));
    const stratum = ([a, b]: readonly [number, number]): string =>
      `${um(a, b) >= 1000 ? 40 : Math.floor(um(a, b) / 25)} ${inhibitory(a)} ${inhibitory(b)}`;
    const all = new Map<string, number>();
    const some = new Map<string, number>();
    for (const pair of pairs) {
      const s = stratum(pair);
      all.set(s, (all.get(s) ?? 0) + 1);
      if (connected(...pair)) some.set(s, (some.get(s) ?? 0) + 1);
    }
    const both = ([a, b]: readonly [number, number]): number => {
      const [s, t] = [stratum([a, b]), stratum([b, a])];
      const [ms, mt, ns, nt] = [some.get(s) ?? 0, some.get(t) ?? 0, all.get(s) as number, all.get(t) as number];
      // Two of one stratum are drawn without putting back.
      return s === t ? (ms / ns) * ((ms - 1) / (ns - 1)) : (ms / ns) * (mt / nt);
    };
    const expected = pairs.filter(([a, b]) => a < b).reduce((sum, pair) => sum + both(pair), 0);
    expect((await found).statistics.models.distanceClass.expected).toBeCloseTo(expected, 8);
    expect(Math.max(...pairs.map(([a, b]) => um(a, b)))).toBeGreaterThan(300);
  });
});

test('the draws come to rest at the expectations', async () => {
  const { statistics } = await recipes.run(ID, { data: large().data, draws: 600 });
  for (const { mean, expected, standardDeviation } of Object.values(statistics.models)) {
    const error = (standardDeviation as number) / Math.sqrt(600);
    expect(Math.abs((mean as number) - (expected as number))).toBeLessThan(5 * error);
  }
});

test('a table that lacks a column is refused by column and type', async () => {
  const { synapses: _, ...rest } = tables();
  const synapses = tableOf({ pre_pt_root_id: [1n] });
  await expect(recipes.run(ID, { data: { ...rest, synapses } })).rejects.toThrow(
    'input synapses lacks the column post_pt_root_id: received pre_pt_root_id, expected also post_pt_root_id (int64, no unit)',
  );
});

test('no number of it is printed: nothing is asserted', async () => {
  const panel = await recipes.run(ID, { data: tables(), draws: 0 });
  expect(panel.check).toBeUndefined();
  expect(panel.status).toBe('nothing to check');
});

test('the synthetic column has the three tables, and its reciprocity is that of distance and class', async () => {
  const { statistics, status } = await recipes.run(ID, { data: 'synthetic-column', draws: 100 });
  expect(status).toBe('synthetic');
  expect(statistics.wiring.cellCount).toBe(300);
  const { uniform, distanceClass } = statistics.models;
  expect(uniform.z).toBeGreaterThan(8);
  expect(Math.abs(distanceClass.z as number)).toBeLessThan(3);
  const column = await datasets.open('synthetic-column');
  expect(statistics.cells.positionsNm[4]).toBeCloseTo(column.somaNm[4], -1);
});

describe('the static files', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'connectome-proofread-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** As the exports have them: gzip without a line of names, and a header file of names with SQL types. */
  const exported = async (name: string, header: string, lines: readonly string[]) => {
    const path = join(folder, `${name}.csv.gz`);
    writeFileSync(path, gzipSync(`${lines.join('\n')}\n`));
    const columns = parseExportHeader(new TextEncoder().encode(header), { file: `${name}_header.csv` });
    return readCsv(path, { columns });
  };

  test('read as they are exported, booleans t and f, ids of 64 bits', async () => {
    const proofreading = await exported(
      'proofreading_status_and_strategy',
      'id,bigint\nvalid_id,bigint\nstatus_dendrite,boolean\nstatus_axon,boolean\nstrategy_dendrite,character varying\nstrategy_axon,character varying\npt_root_id,bigint\n',
      ROWS.map(([cell, judged, axon, dendrite, strategy], i) =>
        [i, root(judged), dendrite ? 't' : 'f', axon ? 't' : 'f', 'dendrite_extended', strategy, root(cell)].join(','),
      ),
    );
    const cellInfo = await exported(
      'aibs_cell_info',
      'id,bigint\npt_root_id,bigint\nbroad_type,character varying\nvisual_area,character varying\npt_position_x,integer\npt_position_y,integer\npt_position_z,integer\n',
      ROWS.flatMap(([cell, , , , , ...of]) =>
        of.map(([broad, area], k) =>
          [10 * cell + k, root(cell), broad ?? '', area ?? '', 1000 * cell, 100 * cell, 10 * cell].join(','),
        ),
      ),
    );
    const synapses = await exported(
      'synapses_with_axon_proofreading',
      'id,bigint\npre_pt_root_id,bigint\npost_pt_root_id,bigint\nsize,bigint\n',
      EDGES.map(([a, b], i) => [i, root(a), root(b), 100].join(',')),
    );
    const { statistics } = await recipes.run(ID, { data: { proofreading, cellInfo, synapses }, draws: 0 });
    const plain = await recipes.run(ID, { data: tables(), draws: 0 });
    expect(statistics.cells.steps).toEqual(plain.statistics.cells.steps);
    expect(statistics.cells.ids).toEqual(plain.statistics.cells.ids);
    expect(statistics.wiring.counts).toEqual(plain.statistics.wiring.counts);
    expect(statistics.wiring.targets).toEqual(plain.statistics.wiring.targets);
  });
});
