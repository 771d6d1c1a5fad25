/** What the legend says. Pure. */

import type { Scene, SceneCell } from 'connectome-helpers/dist/contract/scene/scene.js';

export interface ILegendEntry {
  readonly label: string;
  readonly color: string;
  /** Indices into the scene's neurons. */
  readonly neurons: readonly number[];
}

export interface ILegend {
  readonly entries: readonly ILegendEntry[];
  /** Whether an entry stands for all neurons of a type or a word (and shows how many) or for one neuron. */
  readonly by: 'type' | 'neuron' | 'word';
  /** Neurons that have no entry because there would be too many. */
  readonly unlisted: number;
}

/** More lines than this are no help to a reader. */
export const LONGEST_LEGEND = 14;

/** The entries of a scene's cells: none where colours measure something, for their bar says it all. */
export function cellLegend(
  { cells, colorBar, colorWords }: Pick<Scene, 'cells' | 'colorBar' | 'colorWords'>,
  words: { readonly unclassified?: string; readonly noValue?: string } = {},
): ILegend {
  if (colorBar) return { entries: [], by: 'neuron', unlisted: 0 };
  return colorWords ? wordLegend(cells, colorWords, words.noValue) : sceneLegend(cells, words.unclassified);
}

/** One entry for each word and colour, in the scene's order; neurons without a word come last. */
function wordLegend(cells: readonly SceneCell[], words: readonly (string | null)[], noValue = 'no value'): ILegend {
  const groups = new Map<string, { readonly word: string | null; readonly color: string; neurons: number[] }>();
  cells.forEach(({ color }, n) => {
    const key = JSON.stringify([words[n], color]);
    const group = groups.get(key) ?? { word: words[n], color, neurons: [] };
    groups.set(key, group);
    group.neurons.push(n);
  });
  const all = [...groups.values()];
  const ordered = [...all.filter(({ word }) => word !== null), ...all.filter(({ word }) => word === null)];
  return shorten(
    ordered.map(({ word, color, neurons }) => ({ label: word ?? noValue, color, neurons })),
    'word',
  );
}

/**
 * One entry a type when the colours follow the types, else one a neuron, in the scene's order. Neurons without a type
 * come last, as "unclassified".
 */
export function sceneLegend(neurons: readonly SceneCell[], unclassified = 'unclassified'): ILegend {
  const groups = new Map<string, { type: string | null; color: string; members: number[] }>();
  neurons.forEach(({ type, color }, n) => {
    const key = JSON.stringify([type, color]);
    const group = groups.get(key);
    if (group) group.members.push(n);
    else groups.set(key, { type, color, members: [n] });
  });
  const typed = [...groups.values()];
  const types = new Set(neurons.map(neuron => neuron.type));
  const oneColorAType = typed.length === types.size && !(types.size === 1 && types.has(null));
  if (oneColorAType && neurons.length > 1) {
    const ordered = [...typed.filter(group => group.type !== null), ...typed.filter(group => group.type === null)];
    const entries = ordered.map(({ type, color, members }) => ({
      label: type ?? unclassified,
      color,
      neurons: members,
    }));
    return shorten(entries, 'type');
  }
  const entries = neurons.map(({ label, color }, n) => ({ label, color, neurons: [n] }));
  return shorten(entries, 'neuron');
}

function shorten(entries: readonly ILegendEntry[], by: ILegend['by']): ILegend {
  const unlisted = entries.slice(LONGEST_LEGEND).reduce((sum, entry) => sum + entry.neurons.length, 0);
  return { entries: entries.slice(0, LONGEST_LEGEND), by, unlisted };
}
