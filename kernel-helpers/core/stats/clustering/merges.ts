/** How far two clusters are from each other. */
export type LinkageMethod = 'ward' | 'average' | 'complete' | 'single' | 'weighted';

/** Merges in the order in which they were found, of things that stand for the clusters they are in. */
export interface Merges {
  readonly left: Uint32Array;
  readonly right: Uint32Array;
  readonly height: Float64Array;
}
