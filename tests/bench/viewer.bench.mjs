// Our neuron viewer beside k3d, plotly, three.js's own lines and tubes, deck.gl and Neuroglancer: one headless
// Chromium, one scene, one canvas of 900 × 600, everything made and served on this machine.
//   npm run bench -- viewer --quick                  a tenth of the scene, for a check in minutes
//   npm run bench -- viewer --only skeletons,points  only these rows: skeletons, meshes, points, everything, thousand
//   npm run bench -- viewer --peers ours,k3d         only these viewers
//   npm run bench -- viewer --gpu                    on the machine's graphics hardware instead of in software
//   npm run bench -- viewer --minutes 60             longer than 20 minutes (--quick: 4), after which no case is begun
// Every case runs in a page and a GPU process of its own, the viewers taking turns. "First picture" is from the payload
// in the page's memory to pixels that could be read; a frame is a move of the camera until they could.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { CASES, nameOf, ROWS } from './viewer/cases.mjs';
import { launch, measure, PATIENCE, rendererName } from './viewer/measure.mjs';
import { payloadOf } from './viewer/payloads.mjs';
import { buildPages, folder, installPeers } from './viewer/peers.mjs';
import { SIZES, sceneFiles } from './viewer/scene-files.mjs';
import { serve } from './viewer/server.mjs';
import { printTable, summarise } from './viewer/table.mjs';

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    peers: { type: 'string' },
    gpu: { type: 'boolean', default: false },
    minutes: { type: 'string' },
  },
});
const rows = options.only?.split(',') ?? Object.keys(ROWS);
const peers = options.peers?.split(',') ?? [...new Set(CASES.map(({ peer }) => peer))];
for (const name of [...rows.filter(row => !ROWS[row]), ...peers.filter(peer => !CASES.some(of => of.peer === peer))]) {
  throw new Error(`viewer benchmark: ${name} is no row and no viewer of it`);
}
const cases = CASES.filter(({ row, peer }) => rows.includes(row) && peers.includes(peer));
const minutes = Number(options.minutes ?? (options.quick ? 4 : 20));

const size = options.quick ? 'quick' : 'full';
const sceneFolder = join(folder, `scene-${size}`);
const pictures = join(folder, `pictures-${size}`);
const patience = PATIENCE[size];
const python = installPeers();
const pages = await buildPages(peers, python);
console.log('- growing the scene (seeded)');
const scene = sceneFiles(sceneFolder, SIZES[size], stampOf(SIZES[size]));
const planned = [];
for (const aCase of cases) {
  planned.push({ aCase, payload: await payloadOf(aCase, scene, sceneFolder, python), results: [] });
}

const server = await serve(
  { built: join(folder, 'built'), scene: sceneFolder, payloads: join(sceneFolder, 'payloads') },
  pages,
);
const browser = await launch(options.gpu);
const endMs = performance.now() + 60_000 * minutes;
try {
  console.log(`- ${browser.version()}, ${await rendererName(browser)}`);
  for (let round = 1; round <= 3; round += 1) {
    for (const plan of planned) {
      const why = round === 1 ? reasonNotToTry(plan) : undefined;
      if (!browser.isConnected()) break;
      if (why) plan.results.push({ failed: why });
      else if (round === 1 || worthAgain(plan)) await take(plan, round);
    }
  }
} finally {
  await browser.close();
  server.close();
  report();
}

async function take(plan, round) {
  const start = performance.now();
  const result = await measure(browser, server.url, { ...plan, scene, pictures, patience });
  plan.results.push(result);
  plan.tookMs = performance.now() - start;
  const said =
    result.failed ?? `${result.firstMs.toFixed(0)} ms, then ${result.frameMs.map(ms => ms.toFixed(0)).join(' ')}`;
  console.log(`  round ${round}, ${nameOf(plan.aCase)}: ${said} (${(plan.tookMs / 1000).toFixed(0)} s)`);
}

/** The rounds after the first are for what is quick enough that one round says little. */
function worthAgain({ results: [first], tookMs }) {
  return first.failed === undefined && tookMs < 15_000 && performance.now() + tookMs < endMs;
}

function reasonNotToTry({ aCase, payload }) {
  if (performance.now() > endMs) return `not tried: the ${minutes} minutes were up (--minutes 60 gives more)`;
  if (payload.impossible) return payload.impossible;
  if (aCase.row !== 'thousand') return undefined;
  const hundred = planned.find(({ aCase: of }) => of.row === 'skeletons' && sameWay(of, aCase))?.results[0];
  if (hundred === undefined) return undefined;
  if (hundred.failed) return `not tried: 100 failed (${hundred.failed})`;
  const times = scene.sets.thousand.neurons / scene.sets.hundred.neurons;
  const slowest = Math.max(hundred.firstMs, hundred.frameMs[0]);
  if (slowest * times < patience.limitMs) return undefined;
  return `not tried: a tenth of it took ${(slowest / 1000).toFixed(0)} s, the limit is ${patience.limitMs / 1000} s`;
}

function sameWay(a, b) {
  return a.peer === b.peer && a.draws.skeletons === b.draws.skeletons;
}

function report() {
  const run = planned.filter(({ results }) => results.length > 0);
  const lines = run.map(({ aCase, payload, results }) => summarise(aCase, payload, pages[aCase.peer], results));
  for (const row of rows) {
    const of = lines.filter(({ aCase }) => aCase.row === row);
    if (of.length > 0) printTable(titleOf(row), of);
  }
  console.log(`\nPictures: ${pictures}`);
  writeFileSync(join(folder, `results-${size}.json`), JSON.stringify(lines, null, 1));
}

function titleOf(row) {
  const { hundred, thousand } = scene.sets;
  return {
    skeletons: `${hundred.neurons} skeletons of ${hundred.nodesEach.toLocaleString('en')} nodes`,
    meshes: `${scene.meshes.length} meshes of ${scene.meshes[0].triangles.toLocaleString('en')} triangles`,
    points: `${scene.points.toLocaleString('en')} points`,
    everything: 'all of these together',
    thousand: `${thousand.neurons.toLocaleString('en')} skeletons of ${thousand.nodesEach.toLocaleString('en')} nodes`,
  }[row];
}

/** Changes with everything that makes the scene's files. */
function stampOf(sizes) {
  const hash = createHash('sha256').update(JSON.stringify(sizes));
  for (const name of [
    'scene.mjs',
    'scene-files.mjs',
    'precomputed.mjs',
    'payloads.mjs',
    'ours-payload.mjs',
    'k3d_payload.py',
    'page/tubes.mjs',
    'page/camera.mjs',
  ]) {
    hash.update(readFileSync(fileURLToPath(new URL(`viewer/${name}`, import.meta.url))));
  }
  return hash.digest('hex');
}
