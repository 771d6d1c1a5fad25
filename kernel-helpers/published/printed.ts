/** How well a published number is known to us. */
export type Provenance =
  /** Read in the paper or in the result files its authors released with it. */
  | 'read'
  /** Computed by us from numbers that were read. */
  | 'computed'
  /** Quoted by somebody else. */
  | 'third-party';

/** One number as it stands in print. */
export interface PrintedNumber {
  /** Name within its figure, such as `V1→V1 · Connected · mean`; ours is looked up by it. */
  readonly quantity: string;
  /** The digits exactly as printed; how many there are is how precisely the number is known. */
  readonly printed: string;
  readonly value: number;
  readonly agreement: Agreement;
  readonly provenance: Provenance;
}

/** When our number counts as the printed one. */
export type Agreement =
  | { readonly kind: 'exact' }
  | { readonly kind: 'decimals'; readonly digits: number }
  | { readonly kind: 'significant'; readonly digits: number }
  /** At most `tolerance` away, for the reason `why` gives: a refit, another version of the data. */
  | { readonly kind: 'within'; readonly tolerance: number; readonly why: string };

/** The numbers of one figure, with what a reader needs to find it. */
export interface PublishedFigure {
  /** "Ding et al. 2025". */
  readonly paper: string;
  readonly doi: string;
  /** "Fig. 2d". */
  readonly figure: string;
  readonly title: string;
  /** Where the digits were read. */
  readonly origin: string;
  readonly numbers: readonly PrintedNumber[];
  /** False where the paper prints no number of this panel, and those here were counted in the released files. */
  readonly inPrint?: boolean;
}

/** A count, which agrees only when it is the same. */
export function count(quantity: string, printed: string, provenance: Provenance): PrintedNumber {
  return { quantity, printed, value: Number(printed), agreement: { kind: 'exact' }, provenance };
}

/** A number that agrees when ours, rounded to as many decimals as are printed, is the same. */
export function decimal(quantity: string, printed: string, provenance: Provenance): PrintedNumber {
  const digits = printed.split('.')[1]?.length ?? 0;
  return { quantity, printed, value: Number(printed), agreement: { kind: 'decimals', digits }, provenance };
}

/** A number that agrees when ours, rounded to as many significant digits as are printed, is the same. */
export function significant(quantity: string, printed: string, provenance: Provenance): PrintedNumber {
  const digits = printed
    .split('e')[0]
    .replace(/[^0-9]/g, '')
    .replace(/^0+/, '').length;
  return { quantity, printed, value: Number(printed), agreement: { kind: 'significant', digits }, provenance };
}

/** A number that agrees when ours is at most `tolerance` away; `why` says in a few words what makes them differ. */
export function within(
  quantity: string,
  printed: string,
  tolerance: number,
  why: string,
  provenance: Provenance,
): PrintedNumber {
  return { quantity, printed, value: Number(printed), agreement: { kind: 'within', tolerance, why }, provenance };
}
