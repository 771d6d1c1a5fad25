/** The scene's neurons as rows of a table. Pure. */

import type { DecodedScene } from 'connectome-helpers/dist/contract/scene/decode.js';
import { COMPARTMENT } from 'connectome-helpers/dist/core/skeleton.js';
import { NM_PER_UM } from '../units';

export interface ICellRow {
  /** Index into the scene's cells. */
  readonly cell: number;
  readonly id: string;
  readonly label: string;
  readonly type: string | null;
  /** Of all its skeletons; 0 when it has none. */
  readonly nodeCount: number;
  /** Sum of the lengths of all edges, µm. */
  readonly cableLengthUm: number;
  /** y of the first soma node, µm; `null` where no node is marked as soma. */
  readonly somaDepthUm: number | null;
}

export type RowColumn = Exclude<keyof ICellRow, 'cell'>;

export function cellRows({ scene, items }: DecodedScene): ICellRow[] {
  const nodeCounts = new Float64Array(scene.cells.length);
  const lengths = new Float64Array(scene.cells.length);
  const somata = new Map<number, number>();
  for (const item of items) {
    if (item.kind !== 'skeletons') continue;
    const { positionsNm, parents, compartments, firstNode } = item;
    item.item.trees.forEach(({ cell, nodeCount }, t) => {
      nodeCounts[cell] += nodeCount;
      for (let i = firstNode[t]; i < firstNode[t + 1]; i += 1) {
        if (compartments[i] === COMPARTMENT.soma && !somata.has(cell)) somata.set(cell, positionsNm[3 * i + 1]);
        const p = parents[i];
        if (p < 0) continue;
        const [a, b] = [3 * i, 3 * p];
        lengths[cell] += Math.hypot(
          positionsNm[a] - positionsNm[b],
          positionsNm[a + 1] - positionsNm[b + 1],
          positionsNm[a + 2] - positionsNm[b + 2],
        );
      }
    });
  }
  return scene.cells.map(({ id, label, type }, cell) => {
    const soma = somata.get(cell);
    return {
      cell,
      id,
      label,
      type,
      nodeCount: nodeCounts[cell],
      cableLengthUm: lengths[cell] / NM_PER_UM,
      somaDepthUm: soma === undefined ? null : soma / NM_PER_UM,
    };
  });
}

/** Ids by their value, text as people sort it, what is missing last in either direction. */
export function sortRows(rows: readonly ICellRow[], by: RowColumn, ascending: boolean): ICellRow[] {
  const sign = ascending ? 1 : -1;
  return [...rows].sort((a, b) => {
    const [x, y] = [a[by], b[by]];
    if (x === null || y === null) return x === y ? a.cell - b.cell : x === null ? 1 : -1;
    if (by === 'id') return sign * compare(BigInt(a.id), BigInt(b.id)) || a.cell - b.cell;
    if (typeof x === 'string')
      return sign * x.localeCompare(String(y), undefined, { numeric: true }) || a.cell - b.cell;
    return sign * compare(x, Number(y)) || a.cell - b.cell;
  });
}

function compare<T extends number | bigint>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
