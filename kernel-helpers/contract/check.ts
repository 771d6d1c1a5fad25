/** One printed number and ours beside it. Numbers come formatted, so that every front end shows the same digits. */
export interface CheckRow {
  readonly quantity: string;
  readonly printed: string;
  readonly ours: string;
  readonly difference: string;
  readonly tolerance: string;
  /** Why this tolerance: "printed to 4 decimals", … */
  readonly why: string;
  readonly pass: boolean;
  /** How the printed number is known: read, computed, third-party. Absent in checks of before. */
  readonly known?: string;
}

/** A check against a published figure. Passed only when every row passes. */
export interface CheckPayload {
  readonly version: 1;
  readonly title: string;
  /** "Ding et al. 2025, Fig. 2d". */
  readonly source: string;
  readonly doi: string;
  readonly caption: string;
  readonly rows: readonly CheckRow[];
}
