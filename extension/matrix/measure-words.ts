/** What a reader is told that values are; in code and in files measures and units keep their English names. */

import type { DecodedNull } from 'connectome-helpers/dist/contract/matrix/null.js';
import { type GroupMeasure, MEASURES } from 'connectome-helpers/dist/core/connectivity/group-measures.js';
import type { ITranslation } from '../neuron-viewer/translation';

/** A measure, as one chooses it. */
export function measureWords(measure: GroupMeasure, trans: ITranslation): string {
  const words: Readonly<Record<GroupMeasure, string>> = {
    synapses: trans.__('synapses'),
    connections: trans.__('connections'),
    'summed size': trans.__('summed size'),
    'mean size': trans.__('mean size'),
    'mean per pair': trans.__('mean per pair'),
    'mean per connection': trans.__('mean per connection'),
    probability: trans.__('probability'),
    density: trans.__('density'),
    'fraction of output': trans.__('fraction of output'),
    'fraction of input': trans.__('fraction of input'),
    'mean output': trans.__('mean output'),
    'mean input': trans.__('mean input'),
  };
  return words[measure];
}

/** What a null model was compared by. */
export function comparedWords(of: DecodedNull['of'], trans: ITranslation): string {
  return of === 'connections' ? trans.__('connections') : trans.__('synapses');
}

/** The unit of a grid's values. */
export function unitWords(unit: string, trans: ITranslation): string {
  const ofMeasures: Readonly<Record<GroupMeasure, string>> = {
    synapses: trans.__('synapses'),
    connections: trans.__('connected pairs'),
    'summed size': trans.__('summed size of the synapses'),
    'mean size': trans.__('size per synapse'),
    'mean per pair': trans.__('synapses per pair'),
    'mean per connection': trans.__('synapses per connected pair'),
    probability: trans.__('connected fraction of pairs'),
    density: trans.__('fraction of target cells reached'),
    'fraction of output': trans.__('fraction of output synapses'),
    'fraction of input': trans.__('fraction of input synapses'),
    'mean output': trans.__('synapses per presynaptic cell'),
    'mean input': trans.__('synapses per postsynaptic cell'),
  };
  const measure = (Object.keys(ofMeasures) as GroupMeasure[]).find(name => MEASURES[name].unit === unit);
  if (measure) return ofMeasures[measure];
  const ofComparisons: Readonly<Record<string, string>> = {
    'connections expected': trans.__('connections expected'),
    'synapses expected': trans.__('synapses expected'),
    'log₂ observed / expected': trans.__('log₂ observed / expected'),
  };
  return Object.hasOwn(ofComparisons, unit) ? ofComparisons[unit] : unit;
}
