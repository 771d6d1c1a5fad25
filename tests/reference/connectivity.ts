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

/** Values of a group matrix from entries alone, by going through every pair of cells. */
export function slowGroupMatrix(
  { cells, entries }: SlowConnectivity,
  groupOf: (id: bigint) => string,
  groups: readonly string[],
  measure: 'synapses' | 'mean per pair' | 'probability',
): number[] {
  return groups.flatMap(from =>
    groups.map(to => {
      let pairs = 0;
      let connected = 0;
      let synapses = 0;
      for (const pre of cells) {
        for (const post of cells) {
          if (pre === post || groupOf(pre) !== from || groupOf(post) !== to) continue;
          pairs++;
          const entry = entries.find(e => e[0] === pre && e[1] === post);
          if (entry) connected++;
          synapses += entry?.[2] ?? 0;
        }
      }
      return measure === 'synapses' ? synapses : (measure === 'probability' ? connected : synapses) / pairs;
    }),
  );
}
