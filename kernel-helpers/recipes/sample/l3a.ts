/** Seven layer 2/3 cells of the synthetic column and its interneurons, as the released tables of Fig. 7d have them. */
import { type TableLike, tableOf } from '../../core/table.js';
import type { SyntheticColumnTables } from '../../io/table/sample-tables.js';

const SEEDS = 7;
/** The census' words for the column's interneurons. */
const SUBCLASS: Readonly<Record<string, string>> = { BC: 'PTC', MC: 'DTC', BPC: 'ITC', NGC: 'STC' };
const LAYER: Readonly<Record<string, string>> = {
  '23P': 'L3',
  '4P': 'L4',
  '5P-IT': 'L5',
  '5P-ET': 'L5ET',
  '5P-NP': 'L5NP',
  '6P-IT': 'L6',
  '6P-CT': 'L6',
};
const TARGETS = ['L2', 'L3', 'L4', 'L5', 'L5ET', 'L5NP', 'L6', 'DTC', 'PTC', 'ITC', 'STC'];
const EXCITATORY = ['L2P', 'L3P', 'L4P', 'L5ET', 'L5NP', 'L5IT', 'L6P'];

/** Counts of the column in the form of the released tables; there is no layer 2 apart from layer 3. */
export function sampleL3a({ cellIds, cellTypes, cells, synapses }: SyntheticColumnTables): {
  excitatory: TableLike;
  inhibitory: TableLike;
} {
  const place = new Map(Array.from(cellIds, (id, i) => [id, i]));
  const depth = cells.getChild('y_um')?.toArray() as Float32Array;
  const posts = [...(synapses.getChild('post_id') ?? [])];
  const counts = new Map<string, number>();
  [...(synapses.getChild('pre_id') ?? [])].forEach((pre, row) => {
    const key = `${place.get(pre as bigint)} ${place.get(posts[row] as bigint)}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  });
  const between = (pre: number, post: number): number => counts.get(`${pre} ${post}`) ?? 0;
  const all = Array.from(cellIds.keys());
  const seeds = all.filter(i => cellTypes[i] === '23P').slice(0, SEEDS);
  const interneurons = all.filter(i => Object.hasOwn(SUBCLASS, cellTypes[i]));
  const targetOf = (i: number): string => SUBCLASS[cellTypes[i]] ?? LAYER[cellTypes[i]];
  const partnerOf = (i: number): string => {
    const layer = LAYER[cellTypes[i]] ?? '';
    return layer === 'L5' ? 'L5IT' : layer === 'L5ET' || layer === 'L5NP' ? layer : `${layer}P`;
  };
  const sum = (pre: number, members: readonly number[]): number =>
    members.reduce((total, post) => total + between(pre, post), 0);
  const named = (of: (seed: number) => readonly number[]) =>
    Object.fromEntries(seeds.map(seed => [String(cellIds[seed]), of(seed)]));
  return {
    excitatory: tableOf({
      column_1: EXCITATORY,
      ...named(seed =>
        EXCITATORY.map(type =>
          sum(
            seed,
            all.filter(i => partnerOf(i) === type),
          ),
        ),
      ),
    }),
    inhibitory: tableOf({
      pt_root_id: interneurons.map(i => cellIds[i]),
      cell_type: interneurons.map(i => SUBCLASS[cellTypes[i]]),
      pt_position_y: interneurons.map(i => depth[i]),
      ...named(seed => interneurons.map(i => between(seed, i))),
      ...Object.fromEntries(
        TARGETS.map(target => {
          const members = all.filter(i => targetOf(i) === target);
          return [target, interneurons.map(i => sum(i, members))];
        }),
      ),
    }),
  };
}
