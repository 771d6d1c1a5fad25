// Our kernel beside Python's and plain tslab, on this Node.js and on 24; with a start-up snapshot and without.
//   CONNECTOME_BENCH_ROUNDS=5    more rounds, steadier medians
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { kernelSpec } from '../../kernel-helpers/dist/kernel/kernelspec.js';
import { nodeOf } from '../other-nodes.mjs';
import { benchPython, python, root, run, state } from './bench-python.mjs';

const scratch = mkdtempSync(join(tmpdir(), 'connectome-bench-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));

function addKernel(name, spec) {
  const folder = join(scratch, 'kernels', name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'kernel.json'), JSON.stringify(spec));
  return name;
}

const launch = join(root, 'kernel-helpers/dist/kernel/launch.js');
const none = join(scratch, 'no-snapshots');
mkdirSync(none);
const majors = [...new Set([Number(process.versions.node.split('.')[0]), 24])];
const kernels = [
  {
    name: addKernel('ipykernel', {
      argv: [benchPython('bench-venv', 'requirements.txt'), '-m', 'ipykernel_launcher', '-f', '{connection_file}'],
      display_name: 'Python',
      language: 'python',
    }),
    language: 'python',
  },
];
for (const major of majors) {
  const node = nodeOf(major);
  run(node, ['tests/build-snapshot.mjs']);
  const ours = snapshots => kernelSpec({ node, launch, snapshots });
  kernels.push(
    { name: addKernel(`ours, ${major}`, ours(join(state, 'snapshots'))), language: 'ours' },
    { name: addKernel(`no snapshot, ${major}`, ours(none)), language: 'ours' },
  );
}
kernels.push({
  name: addKernel('tslab', {
    argv: [
      process.execPath,
      join(root, 'node_modules/tslab/bin/tslab'),
      'kernel',
      '--config-path',
      '{connection_file}',
    ],
    display_name: 'tslab',
    language: 'typescript',
  }),
  language: 'tslab',
});
const plan = {
  kernels,
  rounds: Number(process.env.CONNECTOME_BENCH_ROUNDS ?? 3),
  folder: join(scratch, 'notebooks'),
  only: process.env.CONNECTOME_BENCH_ROWS?.split(','),
};
mkdirSync(plan.folder);
run(python, [fileURLToPath(new URL('kernel_bench.py', import.meta.url)), JSON.stringify(plan)], {
  env: { ...process.env, JUPYTER_PATH: scratch, JUPYTER_RUNTIME_DIR: join(scratch, 'runtime') },
});
