/** The null models that the network of layer 2/3 is compared with. */
import type { NullFamily, NullResult } from '../../core/nulls/null-result.js';
import { chungLu, degreePreserving, erdosRenyi } from '../../io/nulls/edge-models.js';
import { distanceBinned } from '../../io/nulls/place-models.js';
import type { Network } from './network.js';

/** What chance keeps of the network. */
export const NULL_MODELS = {
  erdosRenyi: { name: 'Erdős–Rényi', keeps: 'the number of connections' },
  degreePreserving: { name: 'configuration model', keeps: 'the number of partners of every cell, in and out' },
  chungLu: { name: 'Chung–Lu', keeps: 'the number of partners of every cell on average' },
  distanceBinned: { name: 'distance', keeps: 'the number of connections at each distance of somata' },
} as const;

/** One of {@link NULL_MODELS}. */
export type NullModelName = keyof typeof NULL_MODELS;

/** How many graphs are drawn, and how. */
export interface Draws {
  readonly draws: number;
  readonly seed: number;
  /** Width of the bins of distance, µm. */
  readonly binUm: number;
}

/** The network beside graphs drawn from one of the models. */
export function drawFrom(
  model: NullModelName,
  statistic: 'reciprocalPairs',
  network: Network,
  draws: Draws,
): Promise<NullResult>;
export function drawFrom(
  model: NullModelName,
  statistic: 'triads',
  network: Network,
  draws: Draws,
): Promise<NullFamily>;
export async function drawFrom(
  model: NullModelName,
  statistic: 'reciprocalPairs' | 'triads',
  { wiring, positionsNm }: Network,
  { draws, seed, binUm }: Draws,
): Promise<NullResult | NullFamily> {
  const options = { statistic, draws, seed };
  switch (model) {
    case 'erdosRenyi':
      return erdosRenyi(wiring, options);
    case 'degreePreserving':
      return degreePreserving(wiring, options);
    case 'chungLu':
      return chungLu(wiring, options);
    case 'distanceBinned':
      return distanceBinned(wiring, { ...options, positionsNm, binNm: binUm * 1000 });
  }
}
