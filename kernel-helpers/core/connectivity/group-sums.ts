import type { Connectivity } from './connectivity.js';
import type { Grouping } from './grouping.js';

/**
 * What is known of the synapses from each group to each: arrays of one value a pair of groups are indexed
 * `[r * columnCount + c]`. Each is summed when it is asked for, in one walk over the entries.
 */
export class GroupSums {
  readonly #connectivity: Connectivity;
  readonly #rows: Grouping;
  readonly #columns: Grouping;
  readonly #known = new Map<string, Float64Array>();

  constructor(connectivity: Connectivity, rows: Grouping, columns: Grouping) {
    this.#connectivity = connectivity;
    this.#rows = rows;
    this.#columns = columns;
  }

  /** Cells of each row's group. */
  get rowCells(): Uint32Array {
    return this.#rows.cellCounts;
  }

  /** Cells of each column's group. */
  get columnCells(): Uint32Array {
    return this.#columns.cellCounts;
  }

  get synapses(): Float64Array {
    return this.#once('synapses', () => this.#sum(this.#connectivity.counts));
  }

  /** Connected pairs. */
  get connected(): Float64Array {
    return this.#once('connected', () => this.#sum(undefined));
  }

  get summedSize(): Float64Array {
    return this.#once('summedSize', () => this.#sum(this.#connectivity.summedSize));
  }

  /** Ordered pairs of different cells: all pairs less the cells that are in both groups. */
  get pairs(): Float64Array {
    return this.#once('pairs', () => {
      const columnCount = this.#columns.names.length;
      const { groups } = this.#rows;
      const pairs = new Float64Array(this.#rows.names.length * columnCount);
      for (let at = 0; at < pairs.length; at++) {
        const r = Math.floor(at / columnCount);
        pairs[at] = this.rowCells[r] * this.columnCells[at - r * columnCount];
      }
      for (let cell = 0; cell < groups.length; cell++) {
        const c = this.#columns.groups[cell];
        if (groups[cell] >= 0 && c >= 0) pairs[groups[cell] * columnCount + c]--;
      }
      return pairs;
    });
  }

  /** Cells of each column's group that some cell of each row's group synapses on. */
  get reached(): Float64Array {
    return this.#once('reached', () => {
      const { cellCount, offsets, targets } = this.#connectivity;
      const columnCount = this.#columns.names.length;
      const rows = this.#rows.groups;
      const reached = new Float64Array(this.#rows.names.length * columnCount);
      const byGroup = Array.from(rows, (_, cell) => cell).sort((a, b) => rows[a] - rows[b]);
      const latest = new Int32Array(cellCount).fill(-1); // the last group that reached a cell
      for (const pre of byGroup) {
        const r = rows[pre];
        if (r < 0) continue;
        for (let entry = offsets[pre]; entry < offsets[pre + 1]; entry++) {
          const post = targets[entry];
          const c = this.#columns.groups[post];
          if (c < 0 || latest[post] === r) continue;
          latest[post] = r;
          reached[r * columnCount + c]++;
        }
      }
      return reached;
    });
  }

  /** Synapses that the cells of each row's group make on any cell, with a group or without. */
  get output(): Float64Array {
    return this.#once('output', () => {
      const { cellCount, offsets, counts } = this.#connectivity;
      const output = new Float64Array(this.#rows.names.length);
      for (let pre = 0; pre < cellCount; pre++) {
        const r = this.#rows.groups[pre];
        if (r >= 0) for (let entry = offsets[pre]; entry < offsets[pre + 1]; entry++) output[r] += counts[entry];
      }
      return output;
    });
  }

  /** Synapses that the cells of each column's group receive from any cell, with a group or without. */
  get input(): Float64Array {
    return this.#once('input', () => {
      const { targets, counts } = this.#connectivity;
      const { groups, names } = this.#columns;
      const input = new Float64Array(names.length);
      for (let entry = 0; entry < targets.length; entry++) {
        const c = groups[targets[entry]];
        if (c >= 0) input[c] += counts[entry];
      }
      return input;
    });
  }

  #once(name: string, sum: () => Float64Array): Float64Array {
    const known = this.#known.get(name) ?? sum();
    this.#known.set(name, known);
    return known;
  }

  /** The sum of `weights` over the entries, or their number. */
  #sum(weights: Uint32Array | Float64Array | undefined): Float64Array {
    const { cellCount, offsets, targets } = this.#connectivity;
    const { groups: columnOf, names } = this.#columns;
    const columnCount = names.length;
    const rowOf = this.#rows.groups;
    const sums = new Float64Array(this.#rows.names.length * columnCount);
    for (let pre = 0; pre < cellCount; pre++) {
      if (rowOf[pre] < 0) continue;
      const start = rowOf[pre] * columnCount;
      const end = offsets[pre + 1];
      for (let entry = offsets[pre]; entry < end; entry++) {
        const c = columnOf[targets[entry]];
        if (c >= 0) sums[start + c] += weights === undefined ? 1 : weights[entry];
      }
    }
    return sums;
  }
}
