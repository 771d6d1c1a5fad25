import type { Citation } from './catalogue-entry.js';
import type { Described } from './schema.js';

/** What is the same for a table in every release that exports it. */
export interface ExportFacts {
  readonly title: string;
  readonly columns: Readonly<Record<string, Described>>;
  /** Papers to cite beside the one of the volume. */
  readonly citations: readonly Citation[];
  readonly note?: string;
  /** Rows, where they are published and are the same in every release. */
  readonly rows?: number;
  /** True for a file without `_merged` in its name: views, and tables that refer to synapses. */
  readonly unmerged?: true;
  /** What its publisher says of the length of the file. */
  readonly approximateBytes?: number;
}
