import { safeReach } from '../../spatial/point-cells.js';
import { type CableGrid, touchedPoints } from './cable-grid.js';
import type { DiscretisedCable } from './discretise.js';

/** The cables of a grid that one cable comes near; the first `count` values of each array, ascending by cable. */
export interface NearCables {
  count: number;
  readonly cables: Uint32Array;
  /** Length of the one cable's pieces that are near, by cable of the grid: `lengthsNm[cables[k]]`. */
  readonly ownLengthsNm: Float64Array;
  /** Length of the grid's pieces that are near, by cable of the grid. */
  readonly lengthsNm: Float64Array;
  /** Least squared distance of two points, by cable of the grid. */
  readonly leastSquares: Float64Array;
}

/**
 * Finds what comes near: for one cable after another, the cables of a grid with a point within a radius of one of its
 * points, and the lengths of the pieces with such a point at one end or both.
 *
 * Memory of its own is used again for each cable, so that a search makes next to no objects. A search takes
 * O(points × points in the 27 cells round each).
 */
export class CoTravel {
  readonly near: NearCables;
  readonly #grid: CableGrid;
  readonly #radiusNm: number;
  #searches = 0;
  /** By cable of the grid: the point, piece and search that met it last, each as a number that never comes again. */
  readonly #lastPoint: Float64Array;
  readonly #lastPiece: Float64Array;
  readonly #lastSearch: Uint32Array;
  #marks = 0;
  /** By entry and piece of the grid: the search that met it last. */
  readonly #entrySearch: Uint32Array;
  readonly #pieceSearch: Uint32Array;
  /** Entries met in this search. */
  readonly #met: Uint32Array;
  #metCount = 0;
  /** Cables near the points of the searching cable: `#owners[k]`, `#ownerStarts[p] <= k < #ownerStarts[p + 1]`. */
  #owners = new Uint32Array(1024);
  #ownerStarts = new Uint32Array(1024);

  constructor(grid: CableGrid, radiusNm: number) {
    this.#grid = grid;
    this.#radiusNm = radiusNm;
    const { cableCount } = grid;
    this.near = {
      count: 0,
      cables: new Uint32Array(cableCount),
      ownLengthsNm: new Float64Array(cableCount),
      lengthsNm: new Float64Array(cableCount),
      leastSquares: new Float64Array(cableCount),
    };
    this.#lastPoint = new Float64Array(cableCount);
    this.#lastPiece = new Float64Array(cableCount);
    this.#lastSearch = new Uint32Array(cableCount);
    this.#entrySearch = new Uint32Array(grid.owners.length);
    this.#pieceSearch = new Uint32Array(grid.lengthsNm.length);
    this.#met = new Uint32Array(grid.owners.length);
  }

  /** What `cable` comes near; holds until the next call. */
  search(cable: DiscretisedCable): NearCables {
    this.#searches++;
    this.#metCount = 0;
    this.near.count = 0;
    this.#meetPoints(cable);
    this.near.cables.subarray(0, this.near.count).sort();
    this.#addOwnPieces(cable);
    this.#addGridPieces();
    return this.near;
  }

  #meetPoints(cable: DiscretisedCable): void {
    const { positionsNm, pointCount } = cable;
    const touched = touchedPoints(cable);
    const { starts, xs, ys, zs, size, lowNm, cellNm } = this.#grid.cells;
    const gridOwners = this.#grid.owners;
    const entrySearch = this.#entrySearch;
    const lastPoint = this.#lastPoint;
    const lastSearch = this.#lastSearch;
    const met = this.#met;
    const { cables, ownLengthsNm, lengthsNm, leastSquares } = this.near;
    const search = this.#searches;
    const square = this.#radiusNm * this.#radiusNm;
    const [width, height, depth] = size;
    if (this.#ownerStarts.length <= pointCount) this.#ownerStarts = new Uint32Array(2 * pointCount);
    const ownerStarts = this.#ownerStarts;
    let owners = this.#owners;
    let ownerCount = 0;
    let metCount = 0;
    let cableCount = 0;
    for (let p = 0; p < pointCount; p++) {
      ownerStarts[p] = ownerCount;
      if (touched[p] === 0) continue;
      const x = positionsNm[3 * p];
      const y = positionsNm[3 * p + 1];
      const z = positionsNm[3 * p + 2];
      const reachX = safeReach(this.#radiusNm, x);
      const reachY = safeReach(this.#radiusNm, y);
      const reachZ = safeReach(this.#radiusNm, z);
      const x0 = Math.max(0, Math.floor((x - reachX - lowNm[0]) / cellNm));
      const y0 = Math.max(0, Math.floor((y - reachY - lowNm[1]) / cellNm));
      const z0 = Math.max(0, Math.floor((z - reachZ - lowNm[2]) / cellNm));
      const x1 = Math.min(width - 1, Math.floor((x + reachX - lowNm[0]) / cellNm));
      const y1 = Math.min(height - 1, Math.floor((y + reachY - lowNm[1]) / cellNm));
      const z1 = Math.min(depth - 1, Math.floor((z + reachZ - lowNm[2]) / cellNm));
      if (x0 > x1) continue;
      const mark = ++this.#marks;
      for (let cz = z0; cz <= z1; cz++) {
        for (let cy = y0; cy <= y1; cy++) {
          const row = (cz * height + cy) * width;
          const end = starts[row + x1 + 1];
          for (let entry = starts[row + x0]; entry < end; entry++) {
            const dx = xs[entry] - x;
            const dy = ys[entry] - y;
            const dz = zs[entry] - z;
            const distance = dx * dx + dy * dy + dz * dz;
            if (distance > square) continue;
            const owner = gridOwners[entry];
            if (lastPoint[owner] !== mark) {
              lastPoint[owner] = mark;
              if (lastSearch[owner] !== search) {
                lastSearch[owner] = search;
                leastSquares[owner] = distance;
                ownLengthsNm[owner] = 0;
                lengthsNm[owner] = 0;
                cables[cableCount++] = owner;
              }
              if (ownerCount === owners.length) {
                const wider = new Uint32Array(2 * ownerCount);
                wider.set(owners);
                owners = wider;
              }
              owners[ownerCount++] = owner;
            }
            if (distance < leastSquares[owner]) leastSquares[owner] = distance;
            if (entrySearch[entry] !== search) {
              entrySearch[entry] = search;
              met[metCount++] = entry;
            }
          }
        }
      }
    }
    ownerStarts[pointCount] = ownerCount;
    this.#owners = owners;
    this.#metCount = metCount;
    this.near.count = cableCount;
  }

  /** The pieces of the searching cable, each once for every cable near one of its ends. */
  #addOwnPieces({ pieceCount, pieces, lengthsNm }: DiscretisedCable): void {
    const owners = this.#owners;
    const ownerStarts = this.#ownerStarts;
    const lastPiece = this.#lastPiece;
    const { ownLengthsNm } = this.near;
    for (let piece = 0; piece < pieceCount; piece++) {
      const mark = ++this.#marks;
      for (let side = 0; side < 2; side++) {
        const point = pieces[2 * piece + side];
        const end = ownerStarts[point + 1];
        for (let k = ownerStarts[point]; k < end; k++) {
          const owner = owners[k];
          if (lastPiece[owner] === mark) continue;
          lastPiece[owner] = mark;
          ownLengthsNm[owner] += lengthsNm[piece];
        }
      }
    }
  }

  /** The pieces of the grid at the entries met, each once. */
  #addGridPieces(): void {
    const { owners, touchingStarts, touching, lengthsNm } = this.#grid;
    const pieceSearch = this.#pieceSearch;
    const search = this.#searches;
    const sums = this.near.lengthsNm;
    for (let k = 0; k < this.#metCount; k++) {
      const entry = this.#met[k];
      const end = touchingStarts[entry + 1];
      for (let t = touchingStarts[entry]; t < end; t++) {
        const piece = touching[t];
        if (pieceSearch[piece] === search) continue;
        pieceSearch[piece] = search;
        sums[owners[entry]] += lengthsNm[piece];
      }
    }
  }
}
