/**
 * The little of an Arrow table that analysis needs. `apache-arrow`'s `Table` fits it as it is, so core can read
 * tables without importing a package.
 */
export interface ColumnLike {
  readonly length: number;
  readonly nullCount: number;
  get(index: number): unknown;
}

/** Anything with named columns of one length: an Arrow `Table`. */
export interface TableLike {
  readonly numRows: number;
  readonly schema: { readonly fields: readonly { readonly name: string }[] };
  getChild(name: string): ColumnLike | null;
}
