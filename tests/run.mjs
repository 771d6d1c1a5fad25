// npm test: sets up whatever is missing, then lint, type check and every test. The last line is the result.
//   npm test                     everything
//   npm test -- core/stats       only test files whose path has this in it; no lint, no type check
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeVersionProblem } from '../kernel-helpers/bin/bootstrap/node-version.mjs';
import { nodeOf } from './other-nodes.mjs';
import { ensurePlainJupyter, ensureTestEnvironment } from './test-environment.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const filters = process.argv.slice(2);
const scratch = mkdtempSync(join(tmpdir(), 'connectome-tests-'));
const environment = testEnvironment();
const result = { passed: 0, failed: 0, skipped: 0 };

process.exitCode = await testEverything().catch(error => {
  if (error.detail) console.error(error.detail);
  console.error(`npm test: ${error.message}`);
  result.failed++;
  return 1;
});
rmSync(scratch, { recursive: true, force: true, maxRetries: 3 });
console.log(`\n${result.passed} passed, ${result.failed} failed, ${result.skipped} skipped`);

async function testEverything() {
  const problem = nodeVersionProblem(process.versions.node);
  if (problem) throw new Error(problem);
  if ((await run([join('kernel-helpers', 'bin', 'connectome.mjs'), 'setup'])) !== 0)
    throw new Error('the set-up failed');
  if (filters.length === 0 || filters.some(filter => /kernel|conformance/.test(filter)))
    await ensureTestEnvironment(root);
  if (filters.length === 0 || filters.some(filter => /wheel/.test(filter))) await ensurePlainJupyter(root);
  if (filters.length === 0 || filters.some(filter => /ui|notebooks/.test(filter)))
    environment.CHROMIUM = findChromium();
  if (filters.length === 0) {
    const [kernels] = await Promise.all([otherKernels(), checkSources()]);
    await runVitest([], { CONNECTOME_TEST_KERNELS: JSON.stringify(kernels) });
  } else await runVitest(filters);
  const ran = result.passed + result.failed > 0;
  if (!ran) console.error('npm test: no test ran');
  return ran && result.failed === 0 ? 0 : 1;
}

/** A tool that is one test: passed when it exits with 0. */
async function check(name, args) {
  const passed = (await run(args)) === 0;
  console.log(`${passed ? '✓' : '✗'} ${name}`);
  result[passed ? 'passed' : 'failed']++;
}

async function checkSources() {
  await check('lint', ['node_modules/@biomejs/biome/bin/biome', 'check', '--config-path=tests/lint.biome.json', '.']);
  await check('type check of the tests', ['node_modules/typescript/bin/tsc', '-p', 'tests/tsconfig.json']);
}

/**
 * The kernel once more, without a start-up snapshot, and on the other versions of Node.js it is for: what is tried
 * beside the kernel of this Node.js, see tests/vitest.config.mts.
 */
async function otherKernels() {
  const none = join(scratch, 'no-snapshots');
  mkdirSync(none);
  const kernels = [{ name: 'kernel without a snapshot', env: { CONNECTOME_TEST_SNAPSHOTS: none } }];
  for (const major of [22, 24]) {
    try {
      const node = nodeOf(major);
      if ((await run([join('tests', 'build-snapshot.mjs')], {}, node)) !== 0) throw new Error('the snapshot failed');
      kernels.push({ name: `kernel on Node.js ${major}`, env: { CONNECTOME_TEST_NODE: node } });
    } catch (error) {
      console.error(`✗ the kernel on Node.js ${major} is not tested: ${error.message}`);
      result.failed++;
    }
  }
  return kernels;
}

async function runVitest(filters, variables = {}) {
  const file = join(scratch, 'vitest.json');
  rmSync(file, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const args = [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--config',
    'tests/vitest.config.mts',
    ...reporters,
    ...filters,
  ];
  const status = await run(args, variables);
  if (!existsSync(file)) throw new Error(`vitest ended with status ${status} and no report`);
  const { testResults } = JSON.parse(readFileSync(file, 'utf8'));
  const counted = result.failed;
  for (const { name, status: outcome, assertionResults } of testResults) {
    const of = wanted => assertionResults.filter(test => wanted.includes(test.status));
    const failed = of(['failed']).length;
    result.passed += of(['passed']).length;
    // A file that could not be loaded, or whose set-up failed, has no failed test to show for it.
    result.failed += failed === 0 && outcome === 'failed' ? 1 : failed;
    const skipped = of(['skipped', 'pending', 'todo', 'disabled']);
    result.skipped += skipped.length;
    for (const test of skipped) console.log(`skipped: ${relative(root, name)}: ${test.fullName}`);
  }
  // An error outside of any test.
  if (status !== 0 && result.failed === counted) result.failed++;
}

/** Runs node in the repository; resolves to its exit status. */
function run(args, variables = {}, node = process.execPath) {
  return new Promise(resolve => {
    const child = spawn(node, args, {
      cwd: root,
      env: { ...environment, ...variables },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.on('error', () => resolve(1));
    child.on('exit', code => resolve(code ?? 1));
  });
}

/** The reader's environment without what would make a test's outcome depend on it. */
function testEnvironment() {
  const leaking = /^(JUPYTER|JPY_|CONNECTOME_CACHE$|NODE_OPTIONS$|NODE_ENV$|FORCE_COLOR$|LANGUAGE$|LC_)/;
  const kept = Object.entries(process.env).filter(([name]) => !leaking.test(name));
  const fixed = { TZ: 'UTC', LANG: 'C.UTF-8', CONNECTOME_CACHE: join(scratch, 'cache') };
  return { ...Object.fromEntries(kept), ...fixed };
}

/** The path of a Chromium; on Debian as root one is installed where there is none. */
function findChromium() {
  const { CHROMIUM } = process.env;
  if (CHROMIUM && !existsSync(CHROMIUM))
    throw new Error(`CHROMIUM=${CHROMIUM} does not exist: correct it, or unset it`);
  const found = CHROMIUM || lookForChromium();
  if (found) return found;
  const isDebian = existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
  if (isDebian && process.getuid?.() === 0) {
    console.log('- installing Chromium (apt-get), which the browser tests run in');
    for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-dejavu-core']]) {
      const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
      const { status, stderr } = spawnSync('apt-get', ['-qq', ...args], { env, stdio: ['ignore', 'ignore', 'pipe'] });
      if (status !== 0) throw new Error(`apt-get ${args.join(' ')} failed: ${String(stderr).trim().slice(-800)}`);
    }
    const installed = lookForChromium();
    if (installed) return installed;
  }
  const command = {
    darwin: 'run "brew install --cask chromium"',
    win32: 'run "winget install Hibbiki.Chromium"',
    linux: isDebian ? 'run "sudo apt-get install chromium"' : 'install chromium or google-chrome',
  }[process.platform];
  throw new Error(`the browser tests need Chromium: ${command ?? 'install it'}, or set CHROMIUM to the path of one`);
}

function lookForChromium() {
  const onMac = ['Chromium', 'Google Chrome'].map(name => `/Applications/${name}.app/Contents/MacOS/${name}`);
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const onPath = (process.env.PATH ?? '').split(':').flatMap(folder => names.map(name => join(folder, name)));
  return [...onPath, ...onMac].find(existsSync);
}
