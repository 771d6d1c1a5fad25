// Our side of "npm run bench -- data": node ours.mjs JOB WAY FOLDER TIMES, as peers.py does it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const dist = name => import(new URL(`../../../kernel-helpers/dist/${name}.js`, import.meta.url));
const sum = values => values.reduce((total, value) => total + value, 0);

/** Every column of a table as one typed array. */
const columnsOf = table =>
  Object.fromEntries(table.schema.fields.map(({ name }) => [name, table.getChild(name).toArray()]));
const totalSize = columns => sum(columns.size);
const idsOf = (folder, file) => JSON.parse(readFileSync(join(folder, file), 'utf8'));

/** `[job, way, folder => { run, check }]`; imports are not timed. */
const JOBS = [
  [
    'feather',
    'ours',
    async folder => {
      const { parseArrow } = await dist('io/table/arrow');
      return {
        run: () => columnsOf(parseArrow(new Uint8Array(readFileSync(join(folder, 'synapses.feather'))))),
        check: totalSize,
      };
    },
  ],
  [
    'parquet',
    'ours',
    async folder => {
      const { sql } = await dist('io/sql/sql');
      return {
        run: async () => columnsOf(await sql`from ${sql.file(join(folder, 'synapses.parquet'))}`),
        check: totalSize,
      };
    },
  ],
  [
    'csv.gz',
    'ours',
    async folder => {
      const { readExportCsv } = await dist('io/table/read-csv');
      return { run: async () => columnsOf(await readExportCsv(join(folder, 'synapses.csv.gz'))), check: totalSize };
    },
  ],
  [
    'connectivity',
    'ours',
    async folder => {
      const { parseArrow } = await dist('io/table/arrow');
      const { fromSynapses } = await dist('core/connectivity/index');
      const table = parseArrow(new Uint8Array(readFileSync(join(folder, 'synapses.feather'))));
      return {
        run: () => fromSynapses(table, { pre: 'pre_pt_root_id', post: 'post_pt_root_id' }),
        // Python's groups hold a cell's synapses on itself too
        check: wiring => wiring.pairCount + autapticCells(table),
      };
    },
  ],
  [
    'connectivity',
    'ours (SQL)',
    async folder => {
      const { parseArrow } = await dist('io/table/arrow');
      const { sql } = await dist('io/sql/sql');
      const table = parseArrow(new Uint8Array(readFileSync(join(folder, 'synapses.feather'))));
      return {
        run: () => sql`
          select pre_pt_root_id, post_pt_root_id, count(*) n, sum(size) total from ${table}
          group by pre_pt_root_id, post_pt_root_id`,
        check: groups => groups.numRows,
      };
    },
  ],
  [
    'skeletons',
    'ours',
    async folder => {
      const ids = idsOf(folder, 'skeleton-ids.json');
      return { run: await readSkeletons(folder, 'skeletons-plain', ids), check: nodesOf };
    },
  ],
  [
    'shards',
    'ours',
    async folder => {
      const ids = idsOf(folder, 'shard-ids.json');
      return { run: await readSkeletons(folder, 'skeletons-sharded', ids), check: nodesOf };
    },
  ],
  [
    'draco',
    'ours',
    async folder => {
      const { openStore } = await dist('io/source/open-store');
      const { openMeshes } = await dist('io/precomputed/meshes');
      const ids = readdirSync(join(folder, 'meshes/mesh')).flatMap(name => name.match(/^(\d+)\.index$/)?.[1] ?? []);
      return {
        run: async () => (await openMeshes(openStore(join(folder, 'meshes')))).readMany(ids, { lod: 0 }),
        check: meshes => sum(meshes.map(({ triangleCount }) => triangleCount)),
      };
    },
  ],
  [
    'swc',
    'ours',
    async folder => {
      const { parseSwc } = await dist('io/morphology/swc');
      const files = readdirSync(join(folder, 'swc')).map(name => join(folder, 'swc', name));
      return {
        run: () => files.map(file => parseSwc(readFileSync(file), { units: 'um', file })),
        check: nodesOf,
      };
    },
  ],
];

const nodesOf = skeletons => sum(skeletons.map(({ nodeCount }) => nodeCount));

/** A reader of many skeletons that opens the folder anew each time, so that no index is cached. */
async function readSkeletons(folder, volume, ids) {
  const { openStore } = await dist('io/source/open-store');
  const { openSkeletons } = await dist('io/precomputed/skeletons');
  return async () => {
    const skeletons = await openSkeletons(openStore(join(folder, volume)), { folder: 'skeletons' });
    return skeletons.readMany(ids);
  };
}

function autapticCells(table) {
  const [pre, post] = ['pre_pt_root_id', 'post_pt_root_id'].map(name => table.getChild(name).toArray());
  return new Set(pre.filter((id, row) => id === post[row])).size;
}

const [job, way, folder, times] = process.argv.slice(2);
if (job === 'list') {
  console.log(JSON.stringify(JOBS.map(([job, way]) => [job, way])));
} else {
  const [, , prepare] = JOBS.find(([name, by]) => name === job && by === way);
  const { run, check } = await prepare(folder);
  const seconds = [];
  let result;
  for (let time = 0; time < Number(times); time++) {
    result = undefined; // the one before is let go first, as reference counts do it
    globalThis.gc();
    const start = performance.now();
    result = await run();
    seconds.push((performance.now() - start) / 1000);
  }
  const peakMb = process.resourceUsage().maxRSS / 1024;
  console.log(JSON.stringify({ seconds, peakMb, check: Number(check(result)) }));
}
