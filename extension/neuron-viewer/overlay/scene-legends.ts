/** What stands in the legend besides the cells: items, what painted colours mean, colour bars. Pure. */

import type { DecodedItem, DecodedScene } from 'connectome-helpers/dist/contract/scene/decode.js';
import type { SceneColorBar, SceneItem } from 'connectome-helpers/dist/contract/scene/scene.js';

/** How an item is drawn in the legend. */
export type ItemMark = 'skeletons' | 'meshes' | 'outputs' | 'inputs' | 'synapses' | 'points' | 'box';

export interface IItemEntry {
  readonly key: string;
  readonly name: string;
  readonly mark: ItemMark;
  /** `null` where its cells colour it. */
  readonly color: string | null;
}

export interface IPaintEntry {
  readonly label: string;
  readonly color: string;
}

export interface ISceneLegends {
  /** Empty when there is only one: then there is nothing to choose. */
  readonly items: readonly IItemEntry[];
  /** Categories in use, without doubles. */
  readonly categories: readonly IPaintEntry[];
  readonly bars: readonly SceneColorBar[];
  /** Which sides synapses stand for: told by a dark core and not by their colour alone, which a reader must be told. */
  readonly sides: readonly SynapseSide[];
  /** Items drawn as small spheres, be there others or not: nothing in a picture says what they are. */
  readonly spheres: readonly { readonly item: IItemEntry; readonly sides: readonly SynapseSide[] }[];
}

/** An output is a full sphere, an input one with a dark core. */
export type SynapseSide = 'outputs' | 'inputs';

export function sceneLegends({ scene, items }: DecodedScene): ISceneLegends {
  const categories = new Map<string, IPaintEntry>();
  const bars = new Map<string, SceneColorBar>();
  if (scene.colorBar) bars.set(JSON.stringify(scene.colorBar), scene.colorBar);
  for (const decoded of items) {
    if (decoded.kind === 'box' || !decoded.item.paint || !decoded.paintCodes) continue;
    const { labels, colors, bar } = decoded.item.paint;
    if (bar) bars.set(JSON.stringify(bar), bar);
    if (!labels) continue;
    const used = new Set(decoded.paintCodes);
    labels.forEach((label, code) => {
      if (used.has(code)) categories.set(`${label} ${colors[code]}`, { label, color: colors[code] });
    });
  }
  return {
    items: items.length < 2 ? [] : items.map(entryOf),
    categories: [...categories.values()],
    bars: [...bars.values()],
    sides: bothInOrder.filter(side => items.some(decoded => sidesOf(decoded).includes(side))),
    spheres: items.flatMap(decoded =>
      decoded.kind === 'points' ? [{ item: entryOf(decoded), sides: sidesOf(decoded) }] : [],
    ),
  };
}

/** Whether anything is drawn in its cell's colour: what is painted has colours of its own. */
export function usesCellColors({ items }: Pick<DecodedScene, 'items'>): boolean {
  return items.some(
    decoded =>
      decoded.kind !== 'box' && !decoded.item.paint && (decoded.kind !== 'points' || decoded.cells !== undefined),
  );
}

const bothInOrder: readonly SynapseSide[] = ['outputs', 'inputs'];

function sidesOf(decoded: DecodedItem): readonly SynapseSide[] {
  const codes = new Set(decoded.kind === 'points' && decoded.item.role === 'synapses' ? decoded.sides : []);
  return bothInOrder.filter((_, n) => codes.has(n + 1));
}

function entryOf(decoded: DecodedItem): IItemEntry {
  const { key, name } = decoded.item;
  return { key, name, mark: markOf(decoded), color: ownColor(decoded.item) };
}

function ownColor(item: SceneItem): string | null {
  return item.kind === 'points' || item.kind === 'box' ? item.color : null;
}

function markOf(decoded: DecodedItem): ItemMark {
  if (decoded.kind !== 'points') return decoded.kind;
  if (decoded.item.role !== 'synapses') return 'points';
  if (new Set(decoded.sides ?? []).size !== 1) return 'synapses';
  return sidesOf(decoded)[0] ?? 'synapses';
}
