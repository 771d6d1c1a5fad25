/** The synthetic column as the released tables of the census have cells, so that its recipes run without data. */
import { COMPARTMENT } from '../../core/skeleton.js';
import { type TableLike, tableOf } from '../../core/table.js';
import { minnie65 } from '../../core/transforms.js';
import type { SyntheticColumnTables } from '../../io/table/sample-tables.js';

const SUBCLASSES: Readonly<Record<string, string>> = { BC: 'PTC', MC: 'DTC', NGC: 'STC', BPC: 'ITC' };

/** The three tables of the census of a column. */
export interface ColumnSample {
  readonly morphological: TableLike;
  readonly manual: TableLike;
  readonly somata: TableLike;
}

/**
 * The column's cells by their grown type; as a morphological type, interneurons have the subclass their type stands
 * for, and excitatory cells their layer and whether their dendrite reaches farther across than half of that layer's.
 */
export function sampleColumnCensus(column: SyntheticColumnTables): ColumnSample {
  const { cellIds, cellTypes, cells, neurons } = column;
  const layers = [...(cells.getChild('layer') ?? [])].map(String);
  const classes = [...(cells.getChild('class') ?? [])].map(String);
  const reach = neurons.map(({ skeleton }) => dendriteReachUm(skeleton));
  const medians = new Map(
    [...new Set(layers)].map(layer => {
      const own = reach.filter((_, i) => layers[i] === layer && classes[i] === 'excitatory').sort((a, b) => a - b);
      return [layer, own[own.length >> 1]];
    }),
  );
  const wide = (i: number): boolean => reach[i] > (medians.get(layers[i]) ?? 0);
  const voxels = Array.from(cellIds, (_, i) => {
    const [x, y, z] = [0, 1, 2].map(k => column.somaNm[3 * i + k] / 1000);
    return minnie65.nmToVoxel(minnie65.fromPiaUm([x, y, z]));
  });
  return {
    morphological: tableOf({
      root_id: cellIds,
      id: cellIds,
      radial_extent_dendrite: reach,
      classification_system: classes.map(name => `aibs_coarse_${name}`),
      cell_type: cellTypes.map((type, i) => SUBCLASSES[type] ?? `${layers[i]} ${wide(i) ? 'wide' : 'narrow'}`),
    }),
    manual: tableOf({ segment_id: cellIds, nucleus_id: cellIds, cell_type: cellTypes }),
    somata: tableOf({
      id: cellIds,
      pt_position_x: voxels.map(([x]) => x),
      pt_position_y: voxels.map(([, y]) => y),
      pt_position_z: voxels.map(([, , z]) => z),
    }),
  };
}

/** How far from the soma, seen along the depth axis, the farthest node of a dendrite is, µm. */
function dendriteReachUm({
  positionsNm,
  compartments,
  nodeCount,
}: SyntheticColumnTables['neurons'][number]['skeleton']): number {
  let farthest = 0;
  for (let i = 1; i < nodeCount; i++) {
    if (compartments[i] === COMPARTMENT.axon || compartments[i] === COMPARTMENT.soma) continue;
    const across = Math.hypot(positionsNm[3 * i] - positionsNm[0], positionsNm[3 * i + 2] - positionsNm[2]);
    farthest = Math.max(farthest, across / 1000);
  }
  return farthest;
}
