// SQL over tables larger and larger: node growth.mjs ROWS FOLDER TIMES groups the synapses of a Parquet file into pairs
// of cells within 1.2 GB of DuckDB's own, and prints seconds and the peak memory of the whole process.
import { synapseTable } from './synapse-tables.mjs';

const { sql } = await import('../../../kernel-helpers/dist/io/sql/sql.js');
const { database } = await import('../../../kernel-helpers/dist/io/sql/database.js');

const [rows, folder, times] = process.argv.slice(2);
await database({ memoryLimitBytes: 1.2e9 });
const file = sql.file(await synapseTable({ rows: Number(rows), folder }));
if (times !== undefined) {
  const seconds = [];
  let pairs = 0;
  for (let time = 0; time < Number(times); time++) {
    const start = performance.now();
    pairs = 0;
    for await (const batch of sql.stream`
      select pre_pt_root_id, post_pt_root_id, count(*) as n, sum(size) as size
      from ${file} group by pre_pt_root_id, post_pt_root_id`) {
      pairs += batch.numRows;
    }
    seconds.push((performance.now() - start) / 1000);
  }
  console.log(JSON.stringify({ seconds, peakMb: process.resourceUsage().maxRSS / 1024, check: pairs }));
}
