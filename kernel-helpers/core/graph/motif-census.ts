import type { Connectivity } from '../connectivity/connectivity.js';
import { TRIADS, type Triad, triadCensus } from './triad-census.js';

/** A way in which three cells can be connected without one left over. */
export interface Motif {
  /** Its name in the literature on motifs. */
  readonly name: string;
  /** Its class in the triad census. */
  readonly triad: Triad;
  /**
   * Its number in the motif dictionary of Milo et al.: the least of the adjacency matrices of its three cells,
   * read as bits, the lowest bit first in each row.
   */
  readonly milo: number;
}

/** The 13 connected motifs of three cells, in the order of their triads in the census. */
export const MOTIFS: readonly Motif[] = [
  { name: 'divergence', triad: '021D', milo: 6 },
  { name: 'convergence', triad: '021U', milo: 36 },
  { name: 'chain', triad: '021C', milo: 12 },
  { name: 'mutual in', triad: '111D', milo: 74 },
  { name: 'mutual out', triad: '111U', milo: 14 },
  { name: 'feed-forward loop', triad: '030T', milo: 38 },
  { name: 'cycle', triad: '030C', milo: 98 },
  { name: 'mutual chain', triad: '201', milo: 78 },
  { name: 'regulated mutual', triad: '120D', milo: 108 },
  { name: 'regulating mutual', triad: '120U', milo: 46 },
  { name: 'mutual cascade', triad: '120C', milo: 102 },
  { name: 'semi-clique', triad: '210', milo: 110 },
  { name: 'clique', triad: '300', milo: 238 },
];

/** A motif and how often it is there. */
export interface MotifCount extends Motif {
  /** Triples of cells wired in exactly this way. */
  readonly count: number;
}

/**
 * How often each of the 13 connected motifs of three cells is there, by name.
 *
 * Induced: a triple counts for the one motif that has all its connections, so a feed-forward loop is no chain as well.
 * The counts are those of {@link triadCensus}.
 *
 * @source Milo et al. 2002, doi:10.1126/science.298.5594.824; in cortex Song et al. 2005,
 * doi:10.1371/journal.pbio.0030068
 * @example
 * const column = await datasets.open('synthetic-column');
 * const wiring = connectivity.fromSynapses(column.synapses, { cells: column.cells });
 * graph.motifCensus(wiring).map(motif => `${motif.name}: ${motif.count}`);
 */
export function motifCensus(connectivity: Connectivity): readonly MotifCount[] {
  const { values } = triadCensus(connectivity);
  return MOTIFS.map(motif => ({ ...motif, count: values[TRIADS.indexOf(motif.triad)] }));
}
