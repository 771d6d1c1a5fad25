/** What the connectivity matrix is sent, stored in the notebook as JSON. How packed arrays are laid out stands beside each. */

import type { GroupMeasure } from '../../core/connectivity/group-measures.js';
import type { MatrixNull, NullShow } from './null.js';
import type { MatrixTable } from './table.js';

/**
 * A wiring with what is known of its cells, and how it is looked at. Everything on the screen is worked out of it in the
 * page: orders, groups and measures need no kernel.
 */
export interface MatrixPayload {
  readonly version: 1;
  readonly title: string;
  readonly caption: string;
  readonly synthetic: boolean;
  /** What a reader must know of what is not shown as it is. */
  readonly notes: readonly string[];
  readonly wiring: PackedWiring;
  /** Of a table of counts: which cells are its rows, and which its columns. */
  readonly table?: MatrixTable;
  /** A name for each cell; the id where absent. */
  readonly labels?: readonly string[];
  readonly groupings: readonly MatrixGrouping[];
  readonly properties: readonly MatrixProperty[];
  /** What null models expect of the groups. */
  readonly nulls?: readonly MatrixNull[];
  readonly view: MatrixView;
  /** What the kernel that made it knows it by, see `live-matrix.ts`. */
  readonly live?: string;
}

/** Entries by presynaptic cell, targets ascending. All arrays deflated and in base64. */
export interface PackedWiring {
  readonly cellCount: number;
  readonly pairCount: number;
  readonly autapses: number;
  readonly outside: number;
  /** `cellCount` ids of 64 bits: byte planes of their low halves, then of their high halves. */
  readonly ids: string;
  /** `cellCount` varints: entries of each row. */
  readonly degrees: PackedVarints;
  /** `pairCount` varints: of each row its first target, then how much farther each next one is, less 1. */
  readonly gaps: PackedVarints;
  /** `pairCount` varints: synapses of an entry, less 1. */
  readonly counts: PackedVarints;
  /** `pairCount` float32 as byte planes: summed size of an entry's synapses; absent where they have none. */
  readonly sizes?: string;
}

/** Whole numbers in groups of seven bits, the lowest first; all but a number's last byte have the highest bit set. */
export interface PackedVarints {
  readonly byteLength: number;
  readonly bytes: string;
}

/** Cells by group, such as their cell type. */
export interface MatrixGrouping {
  readonly name: string;
  readonly groups: readonly string[];
  /** `#rrggbb`, one for each group. */
  readonly colors: readonly string[];
  /** `cellCount` uint16 as byte planes: the cell's group; `groups.length` for none. */
  readonly codes: string;
}

/** A number of each cell to order by, such as depth. */
export interface MatrixProperty {
  readonly name: string;
  readonly unit: string;
  /** `cellCount` float32 as byte planes; NaN where it is not known. */
  readonly values: string;
}

/** One of the two sides. */
export interface MatrixSide {
  /** `cell`, or the name of a grouping: then the cells of a group are one row or column, in the groups' order. */
  readonly by: string;
  /** What cells are ordered by, the first key first; as given where empty. See {@link SORT_KEYS}. */
  readonly sort: readonly string[];
  /** Cells that are there, as indices: byte planes of uint32; all where absent. */
  readonly only?: { readonly count: number; readonly indices: string };
}

/** Keys of every wiring, beside the names of its groupings and properties. */
export const SORT_KEYS = ['outputs', 'inputs', 'cluster', 'spectral'] as const;

/** How the matrix is looked at. */
export interface MatrixView {
  /** The presynaptic cells. */
  readonly rows: MatrixSide;
  /** The postsynaptic cells. */
  readonly columns: MatrixSide;
  /** Whether it is drawn turned: presynaptic cells as columns, postsynaptic ones as rows. */
  readonly transposed?: boolean;
  readonly measure: GroupMeasure;
  /** Values as dots, the larger the more, where rows and columns are large enough; squares when absent. */
  readonly mark?: 'dots';
  /** What of `nulls[null]` is shown in place of the measure, while both sides are its groups. */
  readonly against?: { readonly null: number; readonly show: NullShow };
  readonly scale: 'linear' | 'log';
  /** The values that the ends of the colour scale stand for; absent: what is in the window. */
  readonly limits?: readonly [low: number, high: number];
  /** First and last row, first and last column that are seen, as they are drawn, halves for edges; absent: all. */
  readonly window?: readonly [top: number, bottom: number, left: number, right: number];
}

export const MATRIX_LIMITS = {
  cells: 1_000_000,
  pairs: 20_000_000,
  groupings: 50,
  groups: 10_000,
  properties: 50,
  nulls: 20,
  notes: 100,
  textLength: 10_000,
} as const;
