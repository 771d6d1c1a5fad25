import { InvalidArgumentError } from '../../errors.js';
import type { Connectivity } from './connectivity.js';
import { type EdgeWeight, type SquareMatrix, turnedRows, type WeightedRows, weightedRows } from './weighted-rows.js';

/** Which synapses of a cell count: those it makes, those it receives, or all. */
export type OrderSide = 'outputs' | 'inputs' | 'both';

/** The rows of outputs, the rows of inputs, or both. */
export function rowsOfSide(
  wiring: Connectivity | SquareMatrix,
  side: OrderSide,
  weight: EdgeWeight = 'synapses',
  caller: string,
): WeightedRows[] {
  const outputs = weightedRows(wiring, weight, caller);
  switch (side) {
    case 'outputs':
      return [outputs];
    case 'inputs':
      return [turnedRows(outputs)];
    case 'both':
      return [outputs, turnedRows(outputs)];
    default:
      throw new InvalidArgumentError(`${caller} side is unknown: received ${side}, expected outputs, inputs or both`, {
        argument: 'side',
      });
  }
}
