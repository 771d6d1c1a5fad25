/** What was run in this session, for consoles that offer it again with the up arrow. */

/** One input: its session (always 0, this one), its execution count, its source. */
export type HistoryEntry = readonly [session: number, line: number, source: string];

/** The inputs of one kernel session, in memory. */
export class History {
  readonly #entries: HistoryEntry[] = [];

  /** Adds an input that was run. */
  add(line: number, source: string): void {
    this.#entries.push([0, line, source]);
  }

  /** Answers the content of a `history_request`: the `tail`, a `range` of counts, or a `search` with `*` and `?`. */
  select(request: Readonly<Record<string, unknown>>): HistoryEntry[] {
    const count = typeof request.n === 'number' ? request.n : 1000;
    if (request.hist_access_type === 'range') {
      const start = typeof request.start === 'number' ? request.start : 0;
      const stop = typeof request.stop === 'number' ? request.stop : Number.POSITIVE_INFINITY;
      return this.#entries.filter(([, line]) => line >= start && line < stop);
    }
    if (request.hist_access_type === 'search') {
      const wanted = globToRegExp(String(request.pattern ?? '*'));
      return this.#entries.filter(([, , source]) => wanted.test(source)).slice(-count);
    }
    return this.#entries.slice(-count);
  }
}

function globToRegExp(glob: string): RegExp {
  const source = glob
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '[^]*')
    .replaceAll('?', '[^]');
  return new RegExp(`^${source}$`);
}
