/** What a tooltip says of a hit. Pure. */

import type { Scene } from 'connectome-helpers/dist/contract/scene/scene.js';
import { COMPARTMENT } from 'connectome-helpers/dist/core/skeleton.js';
import type { Vector3 } from '../camera/camera';
import type { IHit } from '../picking/hit';
import type { ITranslation } from '../translation';
import type { ITooltipText } from './tooltip';

export function hitText(hit: IHit, { cells, axes }: Pick<Scene, 'cells' | 'axes'>, trans: ITranslation): ITooltipText {
  const cell = cells[hit.cell];
  const rows: [string, string][] = [];
  const { point } = hit;
  if (point?.role === 'synapses') {
    if (point.id !== undefined) rows.push([trans.__('synapse'), point.id]);
    if (point.side !== 'none') {
      rows.push([trans.__('side'), point.side === 'output' ? trans.__('output (pre)') : trans.__('input (post)')]);
    }
    if (cell) rows.push([point.side === 'input' ? trans.__('onto') : trans.__('of'), cell.id]);
    if (point.partner !== undefined) {
      rows.push([point.side === 'input' ? trans.__('from') : trans.__('onto'), point.partner]);
    }
  } else {
    if (cell && cell.label !== cell.id) rows.push([trans.__('id'), cell.id]);
    if (point?.id !== undefined) rows.push([trans.__('point'), point.id]);
  }
  if (cell?.type && cell.type !== cell.label) rows.push([trans.__('type'), cell.type]);
  const compartment = hit.category ?? (hit.node && compartmentName(hit.node.compartment, trans));
  if (compartment) rows.push([trans.__('part'), compartment]);
  if (hit.node) rows.push([trans.__('node'), String(hit.node.index)]);
  rows.push(...placeRows(hit.positionUm, axes, trans));
  return {
    title: point?.role === 'synapses' || !cell ? hit.itemName : cell.label,
    ...(cell ? { color: cell.color } : {}),
    rows,
  };
}

/** Depth below the pia where the axes are the cortex's, the three coordinates elsewhere. */
export function placeRows([x, y, z]: Vector3, axes: Scene['axes'], trans: ITranslation): [string, string][] {
  if (axes === 'cortex') return [[trans.__('depth'), micrometres(y)]];
  return [[trans.__('x, y, z'), `${[x, y, z].map(value => rounded(value)).join(', ')} µm`]];
}

/** "1,203.4 µm": tenths where they mean something. */
export function micrometres(value: number): string {
  return `${rounded(value)} µm`;
}

function rounded(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: Math.abs(value) < 100 ? 1 : 0 }).replace('-', '−');
}

/** `undefined` for codes that say nothing. */
export function compartmentName(code: number, trans: ITranslation): string | undefined {
  const names: Readonly<Record<number, string>> = {
    [COMPARTMENT.soma]: trans.__('soma'),
    [COMPARTMENT.axon]: trans.__('axon'),
    [COMPARTMENT.basalDendrite]: trans.__('dendrite'),
    [COMPARTMENT.apicalDendrite]: trans.__('apical dendrite'),
  };
  return names[code];
}
