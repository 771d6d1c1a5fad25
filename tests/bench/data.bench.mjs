// Our readers beside Python's: pandas, polars, pyarrow, duckdb, cloud-volume, tensorstore, DracoPy and navis.
//   CONNECTOME_BENCH_ROUNDS=5          more rounds, steadier medians
//   CONNECTOME_BENCH_ROWS=csv.gz,swc   only these jobs
//   CONNECTOME_BENCH_SYNAPSES=5000000  rows of the synapse table
// Every job of every library runs in a process of its own, the libraries taking turns, three times in each process.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { benchPython, run } from './bench-python.mjs';
import { collectJobs, compare, median } from './compare.mjs';

const here = name => fileURLToPath(new URL(`data/${name}`, import.meta.url));
const rounds = Number(process.env.CONNECTOME_BENCH_ROUNDS ?? 3);
const synapses = Number(process.env.CONNECTOME_BENCH_SYNAPSES ?? 5_000_000);
const only = process.env.CONNECTOME_BENCH_ROWS?.split(',');
const TIMES = 3;

const python = benchPython('data-bench-venv', 'requirements-data.txt');
const folder = mkdtempSync(join(tmpdir(), 'connectome-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
console.log(`- writing ${synapses.toLocaleString('en')} synapses, skeletons, meshes (seeded)`);
run(python, [here('inputs.py'), folder, String(synapses)]);

const NAMES = {
  feather: 'synapses, Arrow (LZ4)',
  parquet: 'synapses, Parquet',
  'csv.gz': 'synapses, CSV.gz',
  connectivity: 'group to connectivity',
  skeletons: '1,000 precomputed skeletons',
  draco: '100 Draco meshes',
  swc: '100 SWC of 20,000 nodes',
  shards: '2,000 shard lookups',
};

const jobs = collectJobs({ ours: here('ours.mjs'), peers: here('peers.py'), python, folder, times: TIMES });
compare(jobs, { names: NAMES, only, rounds });

if (!only || only.includes('growth')) {
  const ways = [synapses, 10 * synapses].map(rows => [rows, ...measureGrowth(rows)]);
  console.log(
    '\n| synapses grouped to pairs by SQL, Parquet on disk | s | times the first | peak MB |\n|---|---|---|---|',
  );
  for (const [rows, seconds, mb] of ways) {
    const times = (seconds / ways[0][1]).toFixed(1);
    console.log(`| ${rows.toLocaleString('en')} | ${seconds.toFixed(2)} | ${times} | ${mb.toFixed(0)} |`);
  }
}

/** Seconds and peak memory; the file is written by a process of its own, whose memory does not count. */
function measureGrowth(rows) {
  run(process.execPath, [here('growth.mjs'), String(rows), folder]);
  const text = run(process.execPath, [here('growth.mjs'), String(rows), folder, String(TIMES)], { read: true });
  const { seconds, peakMb } = JSON.parse(text.slice(text.lastIndexOf('{"seconds"')));
  return [median(seconds), peakMb];
}
