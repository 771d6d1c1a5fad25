// Panels of papers, from the released files to numbers and to a picture: our recipes beside pandas, SciPy and matplotlib.
//   CONNECTOME_BENCH_ROUNDS=5                 more rounds, steadier medians
//   CONNECTOME_BENCH_ROWS=ding2025/fig2d      only these panels
// Every panel is made in a process of its own, the libraries taking turns; imports are not timed, reading files is.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { benchPython } from './bench-python.mjs';
import { collectJobs, compare } from './compare.mjs';

const here = name => fileURLToPath(new URL(`figures/${name}`, import.meta.url));
const rounds = Number(process.env.CONNECTOME_BENCH_ROUNDS ?? 3);
const only = process.env.CONNECTOME_BENCH_ROWS?.split(',');

const mirror = process.env.CONNECTOME_MIRROR;
if (!mirror || !existsSync(mirror)) {
  console.error('bench figures: CONNECTOME_MIRROR must name a mirror folder, which both sides read from');
  process.exit(1);
}
const python = benchPython('figures-bench-venv', 'requirements-figures.txt');
const jobs = collectJobs({ ours: here('ours.mjs'), peers: here('peers.py'), python, folder: mirror, times: 5 });
compare(jobs, { names: {}, only, rounds });
