/** Co-travel by its definition: every point against every point, no grid. Cables are lists of places and of edges. */

type Place = readonly number[];

export interface SlowCable {
  readonly places: readonly Place[];
  readonly edges: readonly (readonly [number, number])[];
}

export interface SlowProximity {
  readonly lengthANm: number;
  readonly lengthBNm: number;
  readonly minDistanceNm: number | undefined;
}

interface Piece {
  readonly from: Place;
  readonly to: Place;
}

const squared = (p: Place, q: Place): number =>
  (p[0] - q[0]) * (p[0] - q[0]) + (p[1] - q[1]) * (p[1] - q[1]) + (p[2] - q[2]) * (p[2] - q[2]);

/** Each edge in as few equal pieces as keep the step. */
export function slowPieces({ places, edges }: SlowCable, stepNm: number): Piece[] {
  return edges.flatMap(([i, j]) => {
    const count = Math.max(1, Math.ceil(Math.sqrt(squared(places[i], places[j])) / stepNm));
    const at = (k: number): Place =>
      k === count ? places[j] : places[i].map((start, axis) => start + k * ((places[j][axis] - start) / count));
    return Array.from({ length: count }, (_, k) => ({ from: at(k), to: at(k + 1) }));
  });
}

export function slowProximity(a: SlowCable, b: SlowCable, radiusNm: number, stepNm: number): SlowProximity {
  const [piecesA, piecesB] = [slowPieces(a, stepNm), slowPieces(b, stepNm)];
  const pointsOf = (pieces: readonly Piece[]): Place[] => pieces.flatMap(({ from, to }) => [from, to]);
  const near = (point: Place, others: readonly Place[]): boolean =>
    others.some(other => squared(point, other) <= radiusNm * radiusNm);
  const lengthNear = (pieces: readonly Piece[], others: readonly Place[]): number =>
    pieces
      .filter(({ from, to }) => near(from, others) || near(to, others))
      .reduce((sum, { from, to }) => sum + Math.sqrt(squared(from, to)), 0);
  const [pointsA, pointsB] = [pointsOf(piecesA), pointsOf(piecesB)];
  const least = Math.min(...pointsA.map(p => Math.min(...pointsB.map(q => squared(p, q)))));
  return {
    lengthANm: lengthNear(piecesA, pointsB),
    lengthBNm: lengthNear(piecesB, pointsA),
    minDistanceNm: least <= radiusNm * radiusNm ? Math.sqrt(least) : undefined,
  };
}
