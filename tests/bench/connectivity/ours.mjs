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
      return { run: () => groupMatrix(wiring, groups), check: ({ values, columns: all }) => values[3 * all.length + 5] };
    },
  ],
  [
    'shuffles',
    'ours (1,000, 2 threads)',
    async folder => {
      const { nulls, wiring } = await diagram(folder);
      return {
        run: () => nulls.degreePreserving(wiring, { statistic: 'reciprocalPairs', draws: 1_000, swapsPerEdge: 10 }),
        check: result => checkDraws(result, degreeSquares(wiring)),
      };
    },
  ],
  [
    'strata',
    'ours (1,000, 2 threads)',
    async folder => {
      const { nulls, wiring, positionsNm, types } = await diagram(folder);
      return {
        run: () => nulls.distanceType(wiring, { positionsNm, types, binNm: 25_000, draws: 1_000, statistic: 'reciprocalPairs' }),
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
      const { values, shape } = array(folder, 'features');
      const rows = { values, rows: shape[0], columns: shape[1] };
      return { run: () => linkage(rows, { method: 'ward' }), check: tree => Math.round(tree.height.at(-1) * 1e6) };
    },
  ],
];
