/** What a matrix in the page and the kernel that made it say to each other, on the comm {@link LIVE_MATRIX_TARGET}. */

import type { MatrixNull } from './null.js';
import type { NullChoice } from './null-choice.js';

/** The page opens it with {@link LiveMatrixOpening}. */
export const LIVE_MATRIX_TARGET = 'connectome.matrix';

export interface LiveMatrixOpening {
  /** `live` of the stored matrix. */
  readonly live: string;
}

/** From the page. */
export type LiveMatrixRequest =
  | { readonly op: 'compare'; readonly request: number; readonly choice: NullChoice }
  /** The comparison is not wanted any more. */
  | { readonly op: 'stop'; readonly request: number };

/** From the kernel. */
export type LiveMatrixNews =
  /** It has the wiring, and the places of its cells where that is said. */
  | { readonly op: 'here'; readonly hasPlaces: boolean }
  /** The kernel does not know such a matrix (any more). */
  | { readonly op: 'gone' }
  /** Graphs drawn, of those to draw. */
  | { readonly op: 'progress'; readonly request: number; readonly done: number; readonly total: number }
  | { readonly op: 'compared'; readonly request: number; readonly result: MatrixNull }
  /** As was asked; nothing is drawn any more. */
  | { readonly op: 'stopped'; readonly request: number }
  | { readonly op: 'failed'; readonly request: number; readonly message: string };
