/** What a reader chooses to compare a matrix with, in the page, in the notebook and on the way to the kernel. */

import { type Fields, fieldsOf } from '../fields.js';

/** Null models that need no more than a wiring, the groups of its cells, or their places. */
export type NullModelName =
  | 'erdosRenyi'
  | 'chungLu'
  | 'degreePreserving'
  | 'typeBlock'
  | 'distanceBinned'
  | 'distanceType';

export const NULL_MODELS: readonly NullModelName[] = [
  'erdosRenyi',
  'chungLu',
  'degreePreserving',
  'typeBlock',
  'distanceBinned',
  'distanceType',
];

/** Models that keep what is between groups. */
export const MODELS_OF_TYPES: readonly NullModelName[] = ['typeBlock', 'distanceType'];
/** Models that need the places of the cells. */
export const MODELS_OF_PLACES: readonly NullModelName[] = ['distanceBinned', 'distanceType'];

/** A comparison to be made: the options of a call of `nulls`. */
export interface NullChoice {
  readonly model: NullModelName;
  /** The grouping whose groups are compared. */
  readonly grouping: string;
  readonly of: 'connections' | 'synapses';
  readonly draws: number;
  readonly seed: number;
  /** The grouping whose groups the model keeps; of {@link MODELS_OF_TYPES} only. */
  readonly types?: string;
}

/** Draws that one can ask for: enough for an interval, and no more than one would wait for. */
export const NULL_DRAWS = { least: 2, most: 1_000_000, usual: 1000 } as const;

const fields: Fields = fieldsOf('connectivity matrix');

/**
 * @param groupings - the names of the matrix's groupings.
 * @throws {FormatError} when a field is missing or out of range; the message names it.
 */
export function checkNullChoice(value: unknown, groupings: readonly string[], at: string): NullChoice {
  const given = fields.object(value, at);
  const model = fields.oneOf(given.model, `${at}.model`, NULL_MODELS);
  return {
    model,
    grouping: fields.oneOf(given.grouping, `${at}.grouping`, groupings),
    of: fields.oneOf(given.of, `${at}.of`, ['connections', 'synapses']),
    draws: fields.count(given.draws, `${at}.draws`, NULL_DRAWS.least, NULL_DRAWS.most),
    seed: fields.count(given.seed, `${at}.seed`, 0, Number.MAX_SAFE_INTEGER),
    ...(MODELS_OF_TYPES.includes(model) ? { types: fields.oneOf(given.types, `${at}.types`, groupings) } : {}),
  };
}
