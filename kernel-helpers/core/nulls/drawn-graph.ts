/** One graph from a null model: the rows of a `Connectivity` (see there), cells numbered as in the observed one. */
export interface DrawnGraph {
  readonly cellCount: number;
  readonly pairCount: number;
  /** `cellCount + 1` long. */
  readonly offsets: Uint32Array;
  /** Ascending within a row. */
  readonly targets: Uint32Array;
  /** Synapses of each entry; `undefined` in a graph drawn without them. */
  readonly counts: Uint32Array | undefined;
  /** Summed sizes of each entry; `undefined` in a graph drawn without synapses. */
  readonly summedSize: Float64Array | undefined;
  /** Synapses that were dealt to their own cell and are in no entry; `undefined` in models that make none. */
  readonly autapses?: number;
}

/**
 * Sorts edges by pre, then post: counts them by post, then by pre, each time in the order they stand.
 *
 * Its arrays are used again by the next sort. O(edges + cells).
 */
export class EdgeSorter {
  readonly #cellCount: number;
  readonly #next: Uint32Array;
  readonly #offsets: Uint32Array;
  #byPost = new Uint32Array(0);
  #order = new Uint32Array(0);

  constructor(cellCount: number) {
    this.#cellCount = cellCount;
    this.#next = new Uint32Array(cellCount + 1);
    this.#offsets = new Uint32Array(cellCount + 1);
  }

  /** `order[i]`, `i < edgeCount`: the edge that is i-th, and where each row begins. */
  sort(pre: Uint32Array, post: Uint32Array, edgeCount: number): { offsets: Uint32Array; order: Uint32Array } {
    if (this.#order.length < edgeCount) {
      this.#byPost = new Uint32Array(edgeCount);
      this.#order = new Uint32Array(edgeCount);
    }
    const byPost = this.#byPost;
    const order = this.#order;
    const next = this.#next;
    this.#starts(next, post, edgeCount);
    for (let edge = 0; edge < edgeCount; edge++) byPost[next[post[edge]]++] = edge;
    this.#starts(this.#offsets, pre, edgeCount);
    next.set(this.#offsets);
    for (let i = 0; i < edgeCount; i++) {
      const edge = byPost[i];
      order[next[pre[edge]]++] = edge;
    }
    return { offsets: this.#offsets, order };
  }

  /** `starts[cell]`: edges of cells before it. */
  #starts(starts: Uint32Array, cells: Uint32Array, edgeCount: number): void {
    starts.fill(0);
    for (let edge = 0; edge < edgeCount; edge++) starts[cells[edge] + 1]++;
    for (let cell = 0; cell < this.#cellCount; cell++) starts[cell + 1] += starts[cell];
  }
}

/** The observed wiring in the form that models draw from and that travels between threads. */
export interface ObservedEdges {
  readonly cellCount: number;
  readonly offsets: Uint32Array;
  readonly targets: Uint32Array;
  readonly counts: Uint32Array;
  readonly summedSize: Float64Array;
}

/** Builds {@link DrawnGraph}s of edges `pre[e] -> post[e]` that take the synapses of the observed entries `entries[e]`. */
export class GraphBuilder {
  readonly #observed: ObservedEdges;
  readonly #sorter: EdgeSorter;

  constructor(observed: ObservedEdges) {
    this.#observed = observed;
    this.#sorter = new EdgeSorter(observed.cellCount);
  }

  /** Holds until the next graph is built; without `entries` it has no synapses. */
  build(pre: Uint32Array, post: Uint32Array, edgeCount: number, entries?: Uint32Array): DrawnGraph {
    const { cellCount, counts, summedSize } = this.#observed;
    const { offsets, order } = this.#sorter.sort(pre, post, edgeCount);
    const targets = new Uint32Array(edgeCount);
    for (let i = 0; i < edgeCount; i++) targets[i] = post[order[i]];
    const edges = { cellCount, pairCount: edgeCount, offsets, targets };
    if (entries === undefined) return { ...edges, counts: undefined, summedSize: undefined };
    const drawnCounts = new Uint32Array(edgeCount);
    const drawnSizes = new Float64Array(edgeCount);
    for (let i = 0; i < edgeCount; i++) {
      const entry = entries[order[i]];
      drawnCounts[i] = counts[entry];
      drawnSizes[i] = summedSize[entry];
    }
    return { ...edges, counts: drawnCounts, summedSize: drawnSizes };
  }
}
