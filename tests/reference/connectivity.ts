/** Connectivity by maps of bigint ids: the slow twin of kernel-helpers/core/connectivity. */

export interface Synapse {
  readonly pre: bigint;
  readonly post: bigint;
  readonly size: number;
}

/** `[pre, post, synapses, summed size]`, in the order of cells. */
export type Entry = [bigint, bigint, number, number];

export interface SlowConnectivity {
  readonly cells: bigint[];
  readonly entries: Entry[];
  readonly autapses: number;
  readonly outside: number;
}

export function slowConnectivity(synapses: readonly Synapse[], listed?: readonly bigint[]): SlowConnectivity {
  const seen = new Set(synapses.flatMap(({ pre, post }) => [pre, post]));
  const cells = listed ? [...listed] : [...seen].filter(id => id !== 0n).sort((a, b) => (a < b ? -1 : 1));
  let autapses = 0;
  let outside = 0;
  const pairs = new Map<string, Entry>();
  for (const { pre, post, size } of synapses) {
    if (!cells.includes(pre) || !cells.includes(post)) outside++;
    else if (pre === post) autapses++;
    else {
      const entry = pairs.get(`${pre} ${post}`) ?? [pre, post, 0, 0];
      pairs.set(`${pre} ${post}`, [pre, post, entry[2] + 1, entry[3] + size]);
    }
  }
  const entries: Entry[] = [];
  for (const pre of cells) {
    for (const post of cells) {
      const entry = pairs.get(`${pre} ${post}`);
      if (entry) entries.push(entry);
    }
  }
  return { cells, entries, autapses, outside };
}

type Grouped = (id: bigint) => string | undefined;

/**
 * The value of one measure from the cells of one group to those of another, each by its definition: by going through
 * every pair of cells.
 */
export function slowMeasure(
  { cells, entries }: SlowConnectivity,
  measure: string,
  [rowOf, from]: readonly [Grouped, string],
  [columnOf, to]: readonly [Grouped, string],
): number {
  const rowCells = cells.filter(id => rowOf(id) === from);
  const columnCells = cells.filter(id => columnOf(id) === to);
  const pairs = rowCells.flatMap(pre => columnCells.filter(post => post !== pre).map(post => [pre, post]));
  const between = pairs.flatMap(([pre, post]) => entries.filter(e => e[0] === pre && e[1] === post));
  const synapsesOf = (list: readonly Entry[]): number => list.reduce((sum, entry) => sum + entry[2], 0);
  const synapses = synapsesOf(between);
  const size = between.reduce((sum, entry) => sum + entry[3], 0);
  const values: Record<string, number> = {
    synapses,
    connections: between.length,
    'summed size': size,
    'mean size': size / synapses,
    'mean per pair': synapses / pairs.length,
    'mean per connection': synapses / between.length,
    probability: between.length / pairs.length,
    density: columnCells.filter(post => between.some(e => e[1] === post)).length / columnCells.length,
    'fraction of output': synapses / synapsesOf(entries.filter(e => rowCells.includes(e[0]))),
    'fraction of input': synapses / synapsesOf(entries.filter(e => columnCells.includes(e[1]))),
    'mean output': synapses / rowCells.length,
    'mean input': synapses / columnCells.length,
  };
  return values[measure];
}
