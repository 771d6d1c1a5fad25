// Our side of "npm run bench -- connectivity": node ours.mjs JOB WAY FOLDER TIMES, as peers.py does it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const dist = name => import(new URL(`../../../kernel-helpers/dist/${name}.js`, import.meta.url));

const { parseArrow } = await dist('io/table/arrow');
const { parseNpy } = await dist('io/table/npy');

/** A column of an Arrow file. */
const columns = (folder, file, names) => {
  const table = parseArrow(new Uint8Array(readFileSync(join(folder, `${file}.feather`))));
  return names.map(name => table.getChild(name).toArray());
};
const array = (folder, file) => parseNpy(new Uint8Array(readFileSync(join(folder, `${file}.npy`))));

/** The wiring diagram of 2,000 cells, with where they lie and of what type they are. */
async function diagram(folder) {
  const { fromEdges } = await dist('core/connectivity/index');
  const nulls = await dist('io/nulls');
  const edges = array(folder, 'graph-edges').data;
  const types = Array.from(array(folder, 'graph-types').data, type => String(type));
  const ids = BigUint64Array.from(types, (_, cell) => BigInt(cell + 1));
  const side = at => BigUint64Array.from({ length: edges.length / 2 }, (_, e) => ids[edges[2 * e + at]]);
  const wiring = fromEdges({ pre: side(0), post: side(1) }, { cells: ids });
  return { nulls, wiring, types, positionsNm: array(folder, 'graph-positions').data };
}

/** Σ of the squares of all degrees: what every shuffle keeps. */
function degreeSquares({ offsets, targets, cellCount }) {
  const incoming = new Uint32Array(cellCount);
  for (const post of targets) incoming[post]++;
  let sum = 0;
  for (let cell = 0; cell < cellCount; cell++) sum += (offsets[cell + 1] - offsets[cell]) ** 2 + incoming[cell] ** 2;
  return sum;
}

/** `kept`, when the result has all its draws and they differ. */
function checkDraws({ draws }, kept) {
  if (draws.length !== 1000 || new Set(draws).size < 10) throw new Error(`not 1,000 draws: ${draws.length}`);
  return kept;
}

/** The trees of a kind, each as positions and edges. */
function cables(folder, kind) {
  const [positions, parents, nodes] = ['positions', 'parents', 'nodes'].map(of => array(folder, `${kind}-${of}`).data);
  let from = 0;
  return Array.from(nodes, count => {
    const start = from;
    from += count;
    const edges = [];
    for (let node = 0; node < count; node++) if (parents[start + node] >= 0) edges.push(node, parents[start + node]);
    return { positionsNm: positions.slice(3 * start, 3 * from), edges: Uint32Array.from(edges) };
  });
}

/** `[job, way, folder => { run, check }]`; imports and reading files are not timed. */
const JOBS = [
  [
    'csr',
    'ours',
    async folder => {
      const { fromSynapses } = await dist('core/connectivity/index');
      const [pre, post, size] = columns(folder, 'synapses', ['pre_pt_root_id', 'post_pt_root_id', 'size']);
      return { run: () => fromSynapses({ pre, post, size }), check: wiring => wiring.pairCount };
    },
  ],
  [
    'types',
    'ours',
    async folder => {
      const { fromSynapses, groupMatrix } = await dist('core/connectivity/index');
      const [pre, post] = columns(folder, 'synapses', ['pre_pt_root_id', 'post_pt_root_id']);
      const [ids, types] = columns(folder, 'cells', ['id', 'type']);
      const wiring = fromSynapses({ pre, post }, { cells: ids });
      const groups = Array.from(types, type => String(type).padStart(2, '0'));
      return {
        run: () => groupMatrix(wiring, groups),
        check: ({ values, columns: all }) => values[3 * all.length + 5],
      };
    },
  ],
  [
    'shuffles',
    'ours (1,000, threads)',
    async folder => {
      const { nulls, wiring } = await diagram(folder);
      return {
        run: () => nulls.degreePreserving(wiring, { statistic: 'reciprocalPairs', draws: 1000, swapsPerEdge: 10 }),
        check: result => checkDraws(result, degreeSquares(wiring)),
      };
    },
  ],
  [
    'strata',
    'ours (1,000, threads)',
    async folder => {
      const { nulls, wiring, positionsNm, types } = await diagram(folder);
      const options = { positionsNm, cellTypes: types, binNm: 25_000, maxDistanceNm: 2e6 };
      return {
        run: () => nulls.distanceType(wiring, { ...options, statistic: 'reciprocalPairs', draws: 1000 }),
        check: result => checkDraws(result, wiring.pairCount),
      };
    },
  ],
  [
    'triads',
    'ours',
    async folder => {
      const { wiring } = await diagram(folder);
      const { triadCensus } = await dist('core/graph/index');
      return { run: () => triadCensus(wiring), check: census => census.counts['300'] };
    },
  ],
  [
    'ward',
    'ours',
    async folder => {
      const { linkage } = await dist('core/stats/clustering/index');
      const { data, shape } = array(folder, 'features');
      const rows = { values: data, rows: shape[0], columns: shape[1] };
      return { run: () => linkage(rows, { method: 'ward' }), check: tree => Math.round(tree.height.at(-1) * 1e6) };
    },
  ],
  [
    'proximity',
    'ours',
    async folder => {
      const { proximities } = await dist('core/morphology/index');
      const [axons, dendrites] = [cables(folder, 'axon'), cables(folder, 'dendrite')];
      return {
        run: () => proximities(axons, dendrites, { radiusNm: 5000, stepNm: 1001 }),
        check: near => near.pairCount,
      };
    },
  ],
  [
    'bootstrap',
    'ours',
    async folder => {
      const { bootstrap } = await dist('core/stats/index');
      const sample = array(folder, 'sample').data;
      return { run: () => bootstrap(sample, 'mean', { draws: 10_000 }), check: found => found.distribution.length };
    },
  ],
];

const [job, way, folder, times] = process.argv.slice(2);
if (job === 'list') {
  console.log(JSON.stringify(JOBS.map(([job, way]) => [job, way])));
} else {
  const [, , prepare] = JOBS.find(([name, by]) => name === job && by === way);
  const { run, check } = await prepare(folder);
  const seconds = [];
  let result;
  for (let time = 0; time < Number(times); time++) {
    result = undefined; // the one before is let go first, as reference counts do it
    globalThis.gc();
    const start = performance.now();
    result = await run();
    seconds.push((performance.now() - start) / 1000);
  }
  const peakMb = process.resourceUsage().maxRSS / 1024;
  console.log(JSON.stringify({ seconds, peakMb, check: Number(check(result)) }));
  process.exit(); // threads would be waited for
}
