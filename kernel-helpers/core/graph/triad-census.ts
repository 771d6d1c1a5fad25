import type { Connectivity } from '../connectivity/connectivity.js';
import { KIND } from './rows.js';
import { rankedDyads, trianglesByKind } from './triangles.js';

/** A class of three cells by its mutual, asymmetric and null dyads: down, up, cyclic or transitive. */
export type Triad =
  | '003'
  | '012'
  | '102'
  | '021D'
  | '021U'
  | '021C'
  | '111D'
  | '111U'
  | '030T'
  | '030C'
  | '201'
  | '120D'
  | '120U'
  | '120C'
  | '210'
  | '300';

/** The 16 classes in their usual order, that of networkx, igraph and Pajek. */
export const TRIADS: readonly Triad[] = [
  '003',
  '012',
  '102',
  '021D',
  '021U',
  '021C',
  '111D',
  '111U',
  '030T',
  '030C',
  '201',
  '120D',
  '120U',
  '120C',
  '210',
  '300',
];

/** How many of all triples of cells are of each class. */
export interface TriadCensus {
  /** The classes, {@link TRIADS}. */
  readonly triads: readonly Triad[];
  /** `values[k]` triples are of class `triads[k]`. */
  readonly values: Float64Array;
  /** The same by name: `counts['030T']`. */
  readonly counts: Readonly<Record<Triad, number>>;
  /** All triples of cells, n (n - 1) (n - 2) / 6. */
  readonly total: number;
}

/**
 * The triad census: every triple of cells sorted into the 16 ways that three cells can be wired.
 *
 * A class is named by its number of mutual, asymmetric and null dyads: `003` unconnected, `012` A→B, `102` A↔B,
 * `021D` A←B→C, `021U` A→B←C, `021C` A→B→C, `111D` A↔B←C, `111U` A↔B→C, `030T` A→B→C with A→C (feed-forward loop),
 * `030C` A→B→C→A, `201` A↔B↔C, `120D` A←B→C with A↔C, `120U` A→B←C with A↔C, `120C` A→B→C with A↔C, `210`, `300`
 * all mutual. Whether there is a synapse counts, not how many.
 *
 * Only triangles are searched for, in O(pairs^1.5); the open classes follow from the degrees of the cells, since a cell
 * with o outputs has o (o - 1) / 2 pairs of them, of which the triangles found are taken away. Counts are exact below
 * 2^53, so for up to 378,000 cells.
 *
 * @source Holland and Leinhardt 1976, doi:10.2307/270703 (classes); Batagelj and Mrvar 2001,
 * doi:10.1016/S0378-8733(01)00035-1 (census of sparse graphs); Latapy 2008, doi:10.1016/j.tcs.2008.07.017 (triangles)
 * @example
 * const column = await datasets.open('synthetic-column');
 * const wiring = connectivity.fromSynapses(column.synapses, { cells: column.cells });
 * graph.triadCensus(wiring).counts['030T']; // feed-forward loops
 */
export function triadCensus(connectivity: Connectivity): TriadCensus {
  const n = connectivity.cellCount;
  const ranked = rankedDyads(connectivity);
  const census = openPairs(ranked.dyads.offsets, ranked.dyads.kinds);
  const triangles = trianglesByKind(ranked);
  for (const ab of KINDS) {
    for (const bc of KINDS) {
      for (const ac of KINDS) {
        const found = triangles[16 * ab + 4 * bc + ac];
        census[placeOf(closedTriad(ab, bc, ac))] += found;
        census[OPEN_TRIAD[ab][ac]] -= found; // seen from a
        census[OPEN_TRIAD[turned(ab)][bc]] -= found; // from b
        census[OPEN_TRIAD[turned(ac)][turned(bc)]] -= found; // from c
      }
    }
  }
  const total = n < 3 ? 0 : (n * (n - 1) * (n - 2)) / 6;
  if (total > 0) addUnconnected(census, n, total, ranked.dyads.kinds);
  const counts = Object.fromEntries(TRIADS.map((name, k) => [name, census[k]])) as Record<Triad, number>;
  return { triads: TRIADS, values: census, counts, total };
}

const KINDS = [KIND.out, KIND.in, KIND.mutual];

function placeOf(triad: Triad): number {
  return TRIADS.indexOf(triad);
}

/** The kind of a dyad seen from its other cell. */
function turned(kind: number): number {
  return kind === KIND.mutual ? kind : KIND.mutual - kind;
}

/** `OPEN_TRIAD[p][q]`: place of the class of a cell with two partners of kinds p and q that are not connected. */
const OPEN_TRIAD: readonly (readonly number[])[] = (
  [[], ['003', '021D', '021C', '111U'], ['003', '021C', '021U', '111D'], ['003', '111U', '111D', '201']] as const
).map(row => row.map(placeOf));

function closedTriad(ab: number, bc: number, ac: number): Triad {
  const kinds = [ab, bc, ac];
  const mutual = kinds.filter(kind => kind === KIND.mutual).length;
  if (mutual === 3) return '300';
  if (mutual === 2) return '210';
  if (mutual === 0) return ab === bc && ac !== ab ? '030C' : '030T';
  // The cell outside the mutual dyad, and how it stands to the other two.
  const [one, other] = ab === 3 ? [turned(bc), turned(ac)] : bc === 3 ? [ab, ac] : [turned(ab), bc];
  if (one !== other) return '120C';
  return one === KIND.out ? '120D' : '120U';
}

/** Pairs of partners of each cell by the class they would make if they were not connected with each other. */
function openPairs(offsets: Uint32Array, kinds: Uint8Array): Float64Array {
  const census = new Float64Array(TRIADS.length);
  for (let cell = 0; cell + 1 < offsets.length; cell++) {
    const partners = [0, 0, 0, 0];
    for (let e = offsets[cell]; e < offsets[cell + 1]; e++) partners[kinds[e]]++;
    for (const p of KINDS) {
      census[OPEN_TRIAD[p][p]] += (partners[p] * (partners[p] - 1)) / 2;
      for (const q of KINDS) if (q > p) census[OPEN_TRIAD[p][q]] += partners[p] * partners[q];
    }
  }
  return census;
}

/** Each dyad is in n - 2 triples: those that are in none of the connected classes have it alone. */
function addUnconnected(census: Float64Array, n: number, total: number, kinds: Uint8Array): void {
  let mutual = 0;
  for (const kind of kinds) if (kind === KIND.mutual) mutual++;
  let mutualAlone = (mutual / 2) * (n - 2);
  let asymmetricAlone = ((kinds.length - mutual) / 2) * (n - 2);
  let connected = 0;
  TRIADS.forEach((name, k) => {
    if (k < 3) return;
    mutualAlone -= Number(name[0]) * census[k];
    asymmetricAlone -= Number(name[1]) * census[k];
    connected += census[k];
  });
  census[1] = asymmetricAlone;
  census[2] = mutualAlone;
  census[0] = total - connected - asymmetricAlone - mutualAlone;
}
