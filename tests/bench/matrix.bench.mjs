// Our connectivity matrix beside plotly's heat map, Observable Plot's raster, matplotlib and seaborn: one headless
// Chromium, the same wirings, everything made and served on this machine.
//   npm run bench -- matrix --quick          up to 1,000 cells
//   npm run bench -- matrix --cells 5000     only wirings of so many cells
// "First picture" is from the text that a notebook holds, in the page's memory, until it is on the screen. A zoom is a
// quarter of each side, as while one drags; a sort is by inputs. For matplotlib and seaborn all of it is a PNG in memory.
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { rolldown } from 'rolldown';
import { matrix } from '../../kernel-helpers/dist/display/matrix/index.js';
import { benchPython, root, run, state } from './bench-python.mjs';
import { median } from './compare.mjs';
import { benchWiring, denseValues } from './matrix/wiring.mjs';

const { values: options } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, cells: { type: 'string' } },
});

/** Cells and connected pairs. */
const SIZES = [
  [100, 1_000],
  [1_000, 50_000],
  [4_000, 200_000],
  [5_000, 250_000],
  [20_000, 2_000_000],
  [75_000, 10_000_000],
].filter(([cells]) => (options.cells ? String(cells) === options.cells : !options.quick || cells <= 1_000));
/** A dense array of more cells is longer than a string of the browser may be. */
const MOST_DENSE = 10_000;
const PATIENCE_MS = 120_000;
const folder = join(state, 'matrix-bench');

const python = benchPython('matrix-bench-venv', 'requirements-matrix.txt');
installPeers();
const scripts = {};
for (const peer of ['ours', 'plotly', 'observable']) scripts[peer] = await bundled(peer);
const lines = [];
try {
  for (const [cells, pairs] of SIZES) await measureSize(cells, pairs);
} finally {
  print();
}

async function measureSize(cells, pairs) {
  console.log(`- ${cells.toLocaleString('en')} cells, ${pairs.toLocaleString('en')} drawn pairs`);
  const { wiring, types } = benchWiring(cells, pairs);
  const ours = JSON.stringify(matrix(wiring, { groups: { type: types } }).payload);
  const dense = cells <= MOST_DENSE ? denseValues(wiring) : undefined;
  const text = dense && JSON.stringify({ cells, bdata: Buffer.from(dense.buffer).toString('base64') });
  for (const [peer, payload] of [
    ['ours', ours],
    ['plotly', text],
    ['observable', text],
  ]) {
    const line = { peer, cells, payloadMb: (payload?.length ?? (16 / 3) * cells ** 2) / 1e6 };
    if (payload === undefined) Object.assign(line, { failed: 'not tried: longer than a string may be' });
    else Object.assign(line, await inPage(peer, cells, payload));
    tell(line);
  }
  for (const peer of ['matplotlib', 'seaborn']) {
    const line = { peer, cells };
    if (!dense || (peer === 'seaborn' && cells > 5_000)) line.failed = 'not tried: too large';
    else {
      const file = join(folder, 'dense.f4');
      writeFileSync(file, dense);
      const script = join(root, 'tests', 'bench', 'matrix', 'bench_matrix.py');
      Object.assign(line, JSON.parse(run(python, [script, peer, String(cells), file], { read: true })));
      rmSync(file);
    }
    tell(line);
  }
}

/** In a browser of its own: a peer that runs out of memory takes it along. */
async function inPage(peer, cells, payload) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--no-first-run'],
  });
  const page = await browser.newPage({ viewport: { width: 940, height: 900 } });
  page.setDefaultTimeout(PATIENCE_MS);
  const problems = [];
  page.on('pageerror', error => problems.push(error.message.split('\n')[0]));
  try {
    // Plotly asks for Node's name of it.
    await page.setContent('<!doctype html><body><script>window.global = window</script></body>');
    await page.addScriptTag({ content: scripts[peer], type: 'module' });
    await page.waitForFunction(() => window.bench, undefined, { timeout: 20_000 });
    await page.evaluate(text => {
      window.payload = text;
    }, payload);
    const work = page.evaluate(measureHere, cells);
    const late = new Promise((_, reject) => setTimeout(() => reject(new Error('took too long')), PATIENCE_MS));
    const found = await Promise.race([work, late]);
    const devtools = await page.context().newCDPSession(page);
    const { usedSize } = await devtools.send('Runtime.getHeapUsage');
    return { ...found, heapMb: usedSize / 1e6 };
  } catch (error) {
    return { failed: [error.message.split('\n')[0], ...problems].join('; ') };
  } finally {
    await browser.close();
  }
}

/** In the page. */
async function measureHere(cells) {
  const { bench } = window;
  const shown = () => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  const timed = async work => {
    const start = performance.now();
    await work();
    await shown();
    return performance.now() - start;
  };
  const firstMs = await timed(() => bench.first(window.payload));
  const zoomMs = [];
  for (let i = 0; i < 9; i += 1) {
    const at = Math.floor(cells * (0.25 + 0.03 * i));
    zoomMs.push(await timed(() => bench.zoom([at, at + cells / 4, at, at + cells / 4])));
  }
  const hoverMs = [];
  for (let i = 0; bench.hover && i < 9; i += 1) hoverMs.push(await timed(() => bench.hover(0.2 + 0.05 * i, 0.3)));
  const sortMs = await timed(() => bench.sort());
  const selectMs = bench.select ? await timed(() => bench.select(Math.min(10_000, cells))) : undefined;
  return { firstMs, zoomMs, hoverMs, sortMs, selectMs };
}

function tell(line) {
  lines.push(line);
  const { peer, failed, firstMs } = line;
  console.log(`  ${peer}: ${failed ?? `first picture ${firstMs.toFixed(0)} ms`}`);
}

function print() {
  const number = value => (value === undefined ? '' : value >= 100 ? value.toFixed(0) : value.toPrecision(2));
  const middle = values => (values?.length ? number(median(values)) : '');
  console.log(
    '\n| cells | library | payload MB | first picture ms | × | zoom ms | hover ms | sort ms | select ms | memory MB |',
  );
  console.log('|---|---|---|---|---|---|---|---|---|---|');
  for (const line of lines) {
    const { peer, cells, payloadMb, failed, firstMs, zoomMs, hoverMs, sortMs, selectMs, heapMb } = line;
    const ours = lines.find(other => other.peer === 'ours' && other.cells === cells);
    const times = peer === 'ours' || !firstMs || !ours?.firstMs ? '' : (firstMs / ours.firstMs).toPrecision(2);
    const cellsOf = failed
      ? [`**none**: ${failed}`, '', '', '', '', '', '']
      : [number(firstMs), times, middle(zoomMs), middle(hoverMs), number(sortMs), number(selectMs), number(heapMb)];
    console.log(`| ${[cells.toLocaleString('en'), peer, number(payloadMb), ...cellsOf].join(' | ')} |`);
  }
}

function installPeers() {
  const wanted = join(root, 'tests', 'bench', 'matrix', 'peers-package.json');
  const there = join(folder, 'package.json');
  if (existsSync(there) && readFileSync(there, 'utf8') === readFileSync(wanted, 'utf8')) return;
  console.log('- installing Observable Plot for the benchmark (npm)');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  copyFileSync(wanted, join(folder, 'package.json'));
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  run(npm, ['install', '--no-audit', '--no-fund', '--loglevel=error', '--ignore-scripts'], { cwd: folder });
}

async function bundled(peer) {
  const bundle = await rolldown({
    input: join(root, 'tests', 'bench', 'matrix', 'page', peer === 'ours' ? 'ours.ts' : `${peer}.mjs`),
    logLevel: 'silent',
    // Plotly brings a style sheet for its maps.
    plugins: [{ name: 'no-styles', load: id => (id.endsWith('.css') ? { code: '', moduleType: 'js' } : null) }],
    resolve: { modules: [join(folder, 'node_modules'), join(root, 'node_modules'), 'node_modules'] },
  });
  const { output } = await bundle.generate({ format: 'esm', codeSplitting: false, minify: true });
  await bundle.close();
  return output[0].code;
}
