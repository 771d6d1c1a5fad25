// npm run bench: sets up as npm start does, then runs the benchmarks.
//   npm run bench                all of them
//   npm run bench -- kernel      only those whose file has this in its name
//   npm run bench -- viewer --quick    what begins with a dash, and all after it, is the benchmark's own
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const given = process.argv.slice(2);
const dash = given.findIndex(word => word.startsWith('-'));
const filters = dash < 0 ? given : given.slice(0, dash);
const options = dash < 0 ? [] : given.slice(dash);

function run(args) {
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

const benches = readdirSync(fileURLToPath(new URL('.', import.meta.url)))
  .filter(name => name.endsWith('.bench.mjs'))
  .filter(name => filters.length === 0 || filters.some(filter => name.includes(filter)));
if (benches.length === 0) {
  console.error(`npm run bench: no benchmark is called ${filters.join(' or ')}`);
  process.exit(1);
}
run([join('kernel-helpers', 'bin', 'connectome.mjs'), 'setup']);
for (const name of benches) run([join('tests', 'bench', name), ...options]);
