// Our analysis beside Python's: pandas, polars, scipy, numpy, igraph, networkx, scikit-learn and fastcluster.
//   CONNECTOME_BENCH_ROUNDS=5            more rounds, steadier medians
//   CONNECTOME_BENCH_ROWS=csr,triads     only these jobs
//   CONNECTOME_BENCH_SYNAPSES=5000000    rows of the synapse table
// Every job of every library runs in a process of its own, the libraries taking turns.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { benchPython, run } from './bench-python.mjs';
import { collectJobs, compare } from './compare.mjs';

const here = name => fileURLToPath(new URL(`connectivity/${name}`, import.meta.url));
const rounds = Number(process.env.CONNECTOME_BENCH_ROUNDS ?? 3);
const synapses = Number(process.env.CONNECTOME_BENCH_SYNAPSES ?? 5_000_000);
const only = process.env.CONNECTOME_BENCH_ROWS?.split(',');

const python = benchPython('connectivity-bench-venv', 'requirements-connectivity.txt');
const folder = mkdtempSync(join(tmpdir(), 'connectome-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
console.log(`- writing ${synapses.toLocaleString('en')} synapses, a graph, features, trees (seeded)`);
run(python, [here('inputs.py'), folder, String(synapses)]);

const NAMES = {
  csr: `${synapses.toLocaleString('en')} synapses to CSR`,
  types: 'type × type of it',
  shuffles: '1,000 degree-preserving shuffles of 2,000 cells, 135,000 edges',
  strata: '1,000 distance × type draws of the same',
  triads: 'triad census of the same',
  ward: 'Ward clustering of 1,351 rows',
  proximity: 'proximity of 200 × 200 skeletons',
  bootstrap: '10,000 bootstraps of 1,000 values, BCa',
};

const script = { ours: here('ours.mjs'), peers: here('peers.py'), python, folder };
const quick = collectJobs({ ...script, times: 3 });
const long = collectJobs({ ...script, times: 1 });
for (const job of ['shuffles', 'strata']) quick.set(job, long.get(job));
compare(quick, { names: NAMES, only, rounds });
