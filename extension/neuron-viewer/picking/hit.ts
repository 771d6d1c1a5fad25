/** What a picked element is, in the field's words. Pure. */

import type { DecodedItem } from 'connectome-helpers/dist/contract/scene/decode.js';
import type { Vector3 } from '../camera/camera';
import type { IElement } from '../drawables/drawable';

export interface IHit {
  /** Index into the scene's cells, -1 for none. */
  readonly cell: number;
  /** Name of the item. */
  readonly itemName: string;
  readonly kind: DecodedItem['kind'];
  readonly positionUm: Vector3;
  /** Of a skeleton: the node's index within its tree, and its SWC code. */
  readonly node?: { readonly index: number; readonly compartment: number };
  /** Of a point. */
  readonly point?: {
    readonly role: 'synapses' | 'somata' | 'points';
    /** Exact, in decimal; absent where the scene has none. */
    readonly id?: string;
    readonly side: 'none' | 'output' | 'input';
    /** Id of the cell on the other side. */
    readonly partner?: string;
  };
  /** What the colour of this node, vertex or point stands for, where colours are categories. */
  readonly category?: string;
}

const sides = ['none', 'output', 'input'] as const;

export function describeHit(decoded: DecodedItem, { cell, index, positionUm }: IElement): IHit {
  const { kind } = decoded;
  const hit: IHit = { cell, itemName: decoded.item.name, kind, positionUm };
  if (decoded.kind === 'box') return hit;
  const code = decoded.paintCodes?.[index];
  const label = code === undefined ? undefined : decoded.item.paint?.labels?.[code];
  const category = label === undefined ? {} : { category: label };
  if (decoded.kind === 'skeletons') {
    const node = { index: index - firstNodeOfTree(decoded.firstNode, index), compartment: decoded.compartments[index] };
    return { ...hit, ...category, node };
  }
  if (decoded.kind === 'meshes') return { ...hit, ...category };
  const [id, partner] = [decoded.ids?.[index], decoded.partners?.[index]];
  const point = {
    role: decoded.item.role,
    side: sides[decoded.sides?.[index] ?? 0],
    ...(id === undefined ? {} : { id: String(id) }),
    ...(partner === undefined || partner === 0n ? {} : { partner: String(partner) }),
  };
  return { ...hit, ...category, point };
}

/** Where the tree of a node begins. */
function firstNodeOfTree(firstNode: Uint32Array, node: number): number {
  let [low, high] = [0, firstNode.length - 1];
  while (high - low > 1) {
    const between = (low + high) >> 1;
    if (firstNode[between] <= node) low = between;
    else high = between;
  }
  return firstNode[low];
}
