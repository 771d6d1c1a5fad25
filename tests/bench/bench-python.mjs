// Environments with the peers' packages, made from a requirements file when first needed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pipEnvironment } from '../../kernel-helpers/dist/cli/pip-indexes.js';
import { environmentPython } from '../../kernel-helpers/dist/cli/python-environment.js';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const state = join(root, '.connectome');
export const python = environmentPython(state);

/** Runs a program to its end; with `read` its output is returned, else it is shown. */
export function run(command, args, options = {}) {
  const { status, stdout } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', options.read ? 'pipe' : 'inherit', 'inherit'],
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    ...options,
  });
  if (status !== 0) throw new Error(`${command} ${args[0]} ended with status ${status}`);
  return stdout;
}

/** The Python of an environment called `name` that holds what the file beside this one asks for. */
export function benchPython(name, requirementsFile) {
  const venv = join(state, name);
  const stamp = join(venv, 'requirements.sha256');
  const requirements = fileURLToPath(new URL(requirementsFile, import.meta.url));
  const wanted = createHash('sha256').update(readFileSync(requirements)).digest('hex');
  const program = join(venv, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return program;
  console.log(`- installing the peers of ${requirementsFile} for the benchmark (pip)`);
  rmSync(venv, { recursive: true, force: true });
  run(python, ['-m', 'venv', venv]);
  const text = run(program, ['-I', join(root, 'kernel-helpers/cli/pip_indexes.py')], { read: true });
  const env = pipEnvironment(process.env, JSON.parse(text.slice(text.lastIndexOf('{"indexes"'))));
  run(program, ['-m', 'pip', 'install', '--quiet', '--no-input', '--requirement', requirements], { env });
  writeFileSync(stamp, wanted);
  return program;
}
