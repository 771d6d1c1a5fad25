/** Synapses as a viewer takes them. */

import { bigintColumn, columnNames, type TableLike } from '../../core/table.js';
import { checkColor } from '../palette.js';
import { checkRadiusNm, checkText } from './check-values.js';
import { asTable, type ColumnsLike, positionsOf } from './place-columns.js';

/**
 * Synapses of a table or of columns: `pre_id`, `post_id` (or `pre_pt_root_id`, `post_pt_root_id`), positions in
 * nanometres (`x_nm`, `y_nm`, `z_nm`, or `ctr_pt_position_x_nm` …) and, if there is one, `id`.
 *
 * A synapse is an output of the shown neuron that is its presynaptic cell; else an input of the shown neuron that is its
 * postsynaptic cell. Synapses of no shown neuron are left out, and the view says how many; where no neuron is shown, all
 * are.
 */
export interface ShownSynapses {
  readonly synapses: TableLike | ColumnsLike;
  readonly name?: string;
  /** One colour for all, `#rgb` or `#rrggbb`; each neuron's own when absent. */
  readonly color?: string;
  /** Radius of the spheres; default 400 nm, about what a bouton has. */
  readonly radiusNm?: number;
}

export interface CheckedSynapses {
  readonly name: string;
  readonly color: string | null;
  readonly radiusNm: number;
  readonly positionsNm: Float32Array;
  readonly ids: BigUint64Array | undefined;
  readonly pre: BigUint64Array;
  readonly post: BigUint64Array;
}

/** @throws {InvalidArgumentError} when columns are missing or wrong. */
export function checkSynapses(given: unknown, where: string): CheckedSynapses {
  const { synapses, name = 'synapses', color, radiusNm = 400 } = given as ShownSynapses;
  const table = asTable(synapses);
  const names = columnNames(table);
  const side = (which: 'pre' | 'post'): BigUint64Array => {
    const long = `${which}_pt_root_id`;
    return bigintColumn(table, !names.includes(`${which}_id`) && names.includes(long) ? long : `${which}_id`);
  };
  return {
    name: checkText(name, `${where} name`, 'name'),
    color: color === undefined ? null : checkColor(color, `${where} synapses`),
    radiusNm: checkRadiusNm(radiusNm, `${where} radiusNm`),
    positionsNm: positionsOf(table, `${where} synapses`),
    ids: names.includes('id') ? bigintColumn(table, 'id') : undefined,
    pre: side('pre'),
    post: side('post'),
  };
}
