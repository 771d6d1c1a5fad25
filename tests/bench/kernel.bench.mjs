// Our kernel beside Python's and plain tslab, on this Node.js and on 24; with a start-up snapshot and without.
//   CONNECTOME_BENCH_ROUNDS=5    more rounds, steadier medians
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pipEnvironment } from '../../kernel-helpers/dist/cli/pip-indexes.js';
import { environmentPython } from '../../kernel-helpers/dist/cli/python-environment.js';
import { kernelSpec } from '../../kernel-helpers/dist/kernel/kernelspec.js';
import { nodeOf } from '../other-nodes.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const state = join(root, '.connectome');
const python = environmentPython(state);
const scratch = mkdtempSync(join(tmpdir(), 'connectome-bench-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));

function run(command, args, options = {}) {
  const { status, stdout } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', options.read ? 'pipe' : 'inherit', 'inherit'],
    encoding: 'utf8',
    ...options,
  });
  if (status !== 0) throw new Error(`${command} ${args[0]} ended with status ${status}`);
  return stdout;
}

/** An environment with pandas and pyarrow, made when first needed. */
function benchPython() {
  const venv = join(state, 'bench-venv');
  const stamp = join(venv, 'requirements.sha256');
  const requirements = fileURLToPath(new URL('requirements.txt', import.meta.url));
  const wanted = createHash('sha256').update(readFileSync(requirements)).digest('hex');
  const program = join(venv, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return program;
  console.log('- installing pandas and pyarrow for the benchmark (pip)');
  rmSync(venv, { recursive: true, force: true });
  run(python, ['-m', 'venv', venv]);
  const text = run(program, ['-I', join(root, 'kernel-helpers/cli/pip_indexes.py')], { read: true });
  const env = pipEnvironment(process.env, JSON.parse(text.slice(text.lastIndexOf('{"indexes"'))));
  run(program, ['-m', 'pip', 'install', '--quiet', '--no-input', '--requirement', requirements], { env });
  writeFileSync(stamp, wanted);
  return program;
}

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
      argv: [benchPython(), '-m', 'ipykernel_launcher', '-f', '{connection_file}'],
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
