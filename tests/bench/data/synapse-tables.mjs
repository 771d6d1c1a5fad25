// Seeded tables of synapses for the data benchmarks, as the static exports have them: id, pre_pt_root_id, post_pt_root_id,
// size, x, y, z. The same rows and seed give the same values on every machine.
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { database } from '../../../kernel-helpers/dist/io/sql/database.js';

/** Cells the synapses of `rows` rows lie between: as many synapses for each, whatever the table's length. */
const SYNAPSES_A_CELL = 60;
const FIRST_ROOT_ID = 864691135000000000n;

/** The SQL of the rows. Partners are near each other, as in cortex, so that pairs repeat: about 1.7 synapses a connection. */
export function synapseSql({ rows, seed = 20250409 }) {
  const cells = Math.max(1000, Math.round(rows / SYNAPSES_A_CELL));
  const noise = key => `hash(range, ${key}, ${seed})`;
  return `
    select
      (100000000 + range)::ubigint as id,
      (${FIRST_ROOT_ID} + (pre * 1000003)::ubigint)::ubigint as pre_pt_root_id,
      (${FIRST_ROOT_ID} + (post * 1000003)::ubigint)::ubigint as post_pt_root_id,
      (50 + ${noise(3)} % 1000 * (1 + ${noise(4)} % 20))::integer as size,
      (200000 + ${noise(5)} % 1200000)::double as x,
      (300000 + ${noise(6)} % 900000)::double as y,
      (600000 + ${noise(7)} % 500000)::double as z
    from (
      select range, (${noise(1)} % ${cells})::bigint as pre,
        ((${noise(1)} % ${cells})::bigint + (sqrt(${noise(2)} % 3600)::bigint) + 1) % ${cells} as post
      from range(${rows})
    )`;
}

/**
 * Writes the table where it is not there yet, and returns its path: `synapses-<rows>-<seed>.parquet` (Snappy, row groups of
 * 122,880) or `.csv.gz` (without a header, as the exports are).
 */
export async function synapseTable({ rows, folder, seed = 20250409, format = 'parquet' }) {
  const path = join(folder, `synapses-${rows}-${seed}.${format}`);
  if (existsSync(path)) return path;
  mkdirSync(folder, { recursive: true });
  const connection = await database();
  const how = format === 'parquet' ? 'format parquet' : 'format csv, header false, compression gzip';
  const part = `${path}.part`;
  await connection.run(`copy (${synapseSql({ rows, seed })}) to '${part.replaceAll("'", "''")}' (${how})`);
  renameSync(part, path);
  return path;
}
