/** Matrices that pages may ask for, by the key that they carry. */

import type { Connectivity } from '../../core/connectivity/connectivity.js';
import type { NullFamily } from '../../core/nulls/null-result.js';
import { LiveRegistry } from '../live-registry.js';
import type { NullGrouping } from './pack-nulls.js';

/** A matrix as the room that speaks with pages sees it. */
export interface LiveMatrix {
  readonly wiring: Connectivity;
  readonly groupings: readonly NullGrouping[];
  readonly positionsNm: ArrayLike<number> | undefined;
  /** Takes a comparison that a page asked for, so that code can have it. */
  add(result: NullFamily): void;
}

const matrices: LiveRegistry<LiveMatrix> = new LiveRegistry();

/** A key for a matrix, which lives as long as the matrix does. */
export function registerMatrix(matrix: LiveMatrix): string {
  return matrices.register(matrix);
}

/** The matrix of a key, while anything in the kernel holds it. */
export function findMatrix(key: string): LiveMatrix | undefined {
  return matrices.find(key);
}
