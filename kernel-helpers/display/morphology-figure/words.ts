/** The figure in words: title, caption, and what a reader hears who cannot see it. */

import { cableByCompartmentNm } from '../../core/morphology/cable-length.js';
import { COMPARTMENT_NAMES } from '../../core/morphology/compartment-names.js';
import { COMPARTMENT, type Neuron } from '../../core/skeleton.js';
import type { Layer } from '../../core/transforms.js';
import { LEAST_WIDTH_PX } from './neurites.js';
import { COMPARTMENT_WORDS } from './paints.js';
import { type SideView, somaDepthUm } from './side-view.js';

/** Cells that the description tells of one by one. */
const MOST_TOLD = 30;

/** "Morphology of 8 synthetic neurons", "Morphology of basket cell 296758". */
export function defaultTitle(neurons: readonly Neuron[]): string {
  const synthetic = neurons.filter(neuron => neuron.synthetic).length;
  if (neurons.length === 1)
    return `Morphology of ${synthetic === 1 ? 'synthetic neuron ' : ''}${plainLabel(neurons[0])}`;
  if (synthetic === neurons.length) return `Morphology of ${neurons.length} synthetic neurons`;
  const some = synthetic === 0 ? '' : `, ${synthetic} of them synthetic`;
  return `Morphology of ${neurons.length} neurons${some}`;
}

/** What a caption must say of how the drawing was made. */
export interface CaptionFacts {
  readonly across: 'x' | 'z';
  readonly pxPerUm: number;
  /** Depth runs from a pia at 0; otherwise y is as the data have it. */
  readonly isDepth: boolean;
  /** No transform was given for measured cells though layers are drawn. */
  readonly assumesDepth: boolean;
  readonly colorsAreCells: boolean;
  readonly profile: 'panel' | 'beside' | 'none';
  readonly binUm: number;
  /** mm per 100 µm at the full width of a strip. */
  readonly stripMm: number;
  readonly hasOutputs: boolean;
  readonly hasInputs: boolean;
}

export function defaultCaption(neurons: readonly Neuron[], facts: CaptionFacts): string {
  const thinnestUm = LEAST_WIDTH_PX / facts.pxPerUm;
  const mean = neurons.length === 1 ? 'Cable' : 'Mean cable of a cell';
  return [
    syntheticSentence(neurons),
    `Side ${neurons.length === 1 ? 'view' : 'views in one scale'}: ${facts.across} across, ` +
      `${facts.isDepth ? 'the pia at the top' : 'y downwards as the data have it'}.`,
    facts.assumesDepth ? 'y of the skeletons is taken as the depth below the pia.' : '',
    `Neurites have their measured width, but none is drawn thinner than ${digits(thinnestUm)} µm.`,
    facts.colorsAreCells ? 'Axons are paler than dendrites.' : '',
    facts.profile === 'panel'
      ? `At the right: ${mean.toLowerCase()} by depth, in bins of ${digits(facts.binUm)} µm.`
      : '',
    facts.profile === 'beside' && facts.stripMm > 0
      ? `Beside each cell: cable by depth, in bins of ${digits(facts.binUm)} µm; the widest is ${digits(facts.stripMm)} mm per 100 µm.`
      : '',
    facts.hasOutputs ? 'Discs: synapses the cell makes.' : '',
    facts.hasInputs ? 'Diamonds: synapses it receives.' : '',
  ]
    .filter(Boolean)
    .join(' ');
}

/** A title that says "synthetic" where a cell is. */
export function honestTitle(title: string, neurons: readonly Neuron[]): string {
  return /synthetic/i.test(title) || !neurons.some(neuron => neuron.synthetic) ? title : `${title} (synthetic data)`;
}

/** A caption that says "synthetic" where a cell is. */
export function honestCaption(caption: string, neurons: readonly Neuron[]): string {
  return /synthetic/i.test(caption) ? caption : `${syntheticSentence(neurons)} ${caption}`.trim();
}

function syntheticSentence(neurons: readonly Neuron[]): string {
  const synthetic = neurons.filter(neuron => neuron.synthetic).length;
  if (synthetic === 0) return '';
  if (synthetic < neurons.length) {
    return `Synthetic data: ${synthetic} of these ${neurons.length} neurons ${synthetic === 1 ? 'was' : 'were'} grown by code.`;
  }
  return `Synthetic data: ${neurons.length === 1 ? 'this neuron was' : 'these neurons were'} grown by code, not measured.`;
}

/** One line a cell: who it is, how deep, and how much neurite of which kind. */
export function describe(views: readonly SideView[], layers: readonly Layer[], isDepth: boolean): string {
  const told = views.slice(0, MOST_TOLD).map(view => describeCell(view, layers, isDepth));
  const rest = views.length - told.length;
  return [...told, ...(rest > 0 ? [`and ${rest} more neurons.`] : [])].join('\n');
}

/** "basket cell 296758 (BC): soma 236 µm below the pia in L2/3; axon 9.3 mm, basal dendrite 4.1 mm." */
export function describeCell(view: SideView, layers: readonly Layer[], isDepth: boolean): string {
  const { neuron } = view;
  const label = plainLabel(neuron);
  const type = neuron.type === null || label.startsWith(neuron.type) ? '' : ` (${brief(neuron.type)})`;
  const depth = somaDepthUm(view);
  const layer = layers.find(({ topUm, bottomUm }) => depth >= topUm && depth < bottomUm);
  const what = view.codes[view.center] === COMPARTMENT.soma ? 'soma' : 'root';
  const place = isDepth ? `${Math.round(depth)} µm below the pia` : `at y = ${Math.round(depth)} µm`;
  const cable = cableByCompartmentNm(neuron.skeleton);
  const shown = new Set(view.codes.filter((_, i) => view.shown[i] === 1));
  const parts = (['axon', 'basalDendrite', 'apicalDendrite', 'unknown'] as const)
    .filter(name => shown.has(COMPARTMENT_NAMES.indexOf(name)) && cable[name] > 0)
    .map(name => `${COMPARTMENT_WORDS[name]} ${length(cable[name])}`);
  const where = layer === undefined ? place : `${place} in ${brief(layer.name)}`;
  return `${label}${type}: ${what} ${where}${parts.length === 0 ? '' : `; ${parts.join(', ')}`}.`;
}

function plainLabel({ label }: Neuron): string {
  return brief(label.replace(/ \(synthetic\)$/, ''));
}

/** Names from files may be of any length. */
function brief(name: string): string {
  const letters = [...name];
  return letters.length <= 80 ? name : `${letters.slice(0, 79).join('')}…`;
}

function length(nm: number): string {
  return nm >= 1e6 ? `${digits(nm / 1e6)} mm` : `${digits(nm / 1e3)} µm`;
}

/** Two digits that say something. */
function digits(value: number): string {
  return Number(value.toPrecision(value >= 10 ? 3 : 2)).toLocaleString('en-US');
}
