import type { Skeleton } from '../skeleton.js';
import { buildPointGrid, type PointGrid } from '../spatial/point-grid.js';
import { bounds } from './bounds.js';
import { edgeLengthsNm } from './edge-lengths.js';

/** The point of an edge nearest to a place. Written to on every search, which saves an object for each synapse. */
export interface EdgePoint {
  /** The edge from this node to its parent; -1 when none is near enough. */
  node: number;
  /** 0 at the parent, 1 at the node. */
  fraction: number;
  distanceNm: number;
}

/**
 * Searches for the nearest point of all edges, exactly.
 *
 * Edges are cut into pieces no longer than twice the mean edge, and the middles of the pieces are sorted into a grid. A
 * point of a piece is at most half a piece from its middle: so, once some edge is known at distance d, only pieces with
 * their middle within d + half a piece can be nearer, and the edges of those are measured.
 */
export class EdgeSearch {
  readonly #skeleton: Skeleton;
  readonly #grid: PointGrid;
  readonly #nodeOfPiece: Int32Array;
  readonly #halfPieceNm: number;
  /** How far rounding may move a distance. */
  readonly #slackNm: number;

  /** @param isKept edges, by child node, that may be found; a root counts as an edge of no length. */
  constructor(skeleton: Skeleton, isKept: (node: number) => boolean) {
    this.#skeleton = skeleton;
    const { nodeCount, parents, positionsNm } = skeleton;
    const lengths = edgeLengthsNm(skeleton);
    const searched: number[] = [];
    let cable = 0;
    for (let i = 0; i < nodeCount; i++) {
      if (!isKept(i)) continue;
      searched.push(i);
      cable += lengths[i];
    }
    const pieceNm = Math.max(1, (2 * cable) / Math.max(1, searched.length));
    this.#halfPieceNm = pieceNm / 2;
    const points: number[] = [];
    const owners: number[] = [];
    for (const i of searched) {
      const from = parents[i] < 0 ? i : parents[i];
      const pieces = Math.max(1, Math.ceil(lengths[i] / pieceNm));
      for (let k = 0; k < pieces; k++) {
        const t = (k + 0.5) / pieces;
        for (let axis = 0; axis < 3; axis++) {
          const start = positionsNm[3 * from + axis];
          points.push(start + t * (positionsNm[3 * i + axis] - start));
        }
        owners.push(i);
      }
    }
    this.#nodeOfPiece = Int32Array.from(owners);
    const box = bounds(skeleton);
    const sides = box === undefined ? [0, 0, 0] : box.maxNm.map((max, axis) => max - box.minNm[axis] + pieceNm);
    const far = box === undefined ? 0 : Math.max(...box.minNm.map(Math.abs), ...box.maxNm.map(Math.abs));
    this.#slackNm = 1e-9 + 1e-14 * far;
    // about sixteen cells a piece, as an arbor fills little of its box: more would take longer to lay out than they save
    const roomy = Math.cbrt((sides[0] * sides[1] * sides[2]) / (16 * owners.length + 1));
    this.#grid = buildPointGrid(points, Math.max(pieceNm, roomy));
  }

  /** The nearest point at most `maxNm` away. Of edges at the same distance, the one of lowest node. */
  find(x: number, y: number, z: number, maxNm: number, out: EdgePoint): void {
    out.node = -1;
    out.fraction = Number.NaN;
    out.distanceNm = maxNm;
    const slack = this.#slackNm + 1e-14 * (Math.abs(x) + Math.abs(y) + Math.abs(z));
    const first = this.#grid.nearest(x, y, z, maxNm + this.#halfPieceNm + slack);
    if (first < 0) return;
    let measured = this.#nodeOfPiece[first];
    this.#measure(measured, x, y, z, out);
    this.#grid.within(x, y, z, out.distanceNm + this.#halfPieceNm + slack, (piece, distance) => {
      const node = this.#nodeOfPiece[piece];
      if (node === measured || distance > out.distanceNm + this.#halfPieceNm + slack) return;
      measured = node;
      this.#measure(node, x, y, z, out);
    });
  }

  #measure(node: number, x: number, y: number, z: number, out: EdgePoint): void {
    const { positionsNm, parents } = this.#skeleton;
    const b = 3 * node;
    const a = parents[node] < 0 ? b : 3 * parents[node];
    const ux = positionsNm[b] - positionsNm[a];
    const uy = positionsNm[b + 1] - positionsNm[a + 1];
    const uz = positionsNm[b + 2] - positionsNm[a + 2];
    const dx = x - positionsNm[a];
    const dy = y - positionsNm[a + 1];
    const dz = z - positionsNm[a + 2];
    const square = ux * ux + uy * uy + uz * uz;
    const t = square === 0 ? 1 : Math.min(1, Math.max(0, (dx * ux + dy * uy + dz * uz) / square));
    // from the end itself at t = 1, so that edges which share a node are at the same distance from what is nearest to it
    const ex = t === 1 ? x - positionsNm[b] : dx - t * ux;
    const ey = t === 1 ? y - positionsNm[b + 1] : dy - t * uy;
    const ez = t === 1 ? z - positionsNm[b + 2] : dz - t * uz;
    const distance = Math.sqrt(ex * ex + ey * ey + ez * ez);
    if (distance > out.distanceNm || (distance === out.distanceNm && out.node >= 0 && node >= out.node)) return;
    out.node = node;
    out.fraction = t;
    out.distanceNm = distance;
  }
}
