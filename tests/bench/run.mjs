// npm run bench: sets up as npm start does, then measures our kernel beside Python's.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const state = join(root, '.connectome');

function run(command, args, env = {}) {
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
  if (status !== 0) process.exit(status ?? 1);
}

run(process.execPath, [join('kernel-helpers', 'bin', 'connectome.mjs'), 'setup']);
run(join(state, 'venv', 'bin', 'python'), [join('tests', 'bench', 'kernel.py')], {
  JUPYTER_PATH: join(state, 'share', 'jupyter'),
});
