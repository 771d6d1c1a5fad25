/** What is selected in a notebook, and the words in which its views and its kernel tell each other. */

import { FormatError } from '../errors.js';
import { isIdText } from './id-text.js';
import { receivedText } from './received.js';

/** The comm on which a page and a kernel keep one selection; the page opens it. */
export const SELECTION_TARGET = 'connectome.selection';

/** Neurons, synapses and nodes; every list without doubles. Ids are decimal strings of 64-bit numbers. */
export interface Selection {
  readonly neurons: readonly string[];
  readonly synapses: readonly string[];
  readonly nodes: readonly SelectedNode[];
}

/** One node of a neuron's skeleton. */
export interface SelectedNode {
  readonly neuron: string;
  /** Index into the skeleton's nodes, as the view that it was picked in shows them. */
  readonly node: number;
  readonly positionNm: readonly [number, number, number];
}

/**
 * What both sides send, and what the page opens the comm with.
 *
 * `set`: somebody selected this. `offer`: nobody did yet; this is what stored views show as selected, and it is added to
 * what the other side has, unless somebody selected there. The kernel answers every message of a page with what is
 * selected now, under the name of that message, and tells the other pages likewise.
 */
export interface SelectionMessage {
  readonly op: 'set' | 'offer';
  readonly selection: Selection;
  /** Names this one message: the page knows the answer to its own by it. */
  readonly by: string;
}

/** The most a selection may hold: all of it together fits in 10 MiB, which is what Jupyter's server lets through at once. */
export const SELECTION_LIMITS = { neurons: 100_000, synapses: 250_000, nodes: 20_000 } as const;

/** Whether a selection can be sent. */
export function isWithinLimits({ neurons, synapses, nodes }: Selection): boolean {
  const { neurons: mostNeurons, synapses: mostSynapses, nodes: mostNodes } = SELECTION_LIMITS;
  return neurons.length <= mostNeurons && synapses.length <= mostSynapses && nodes.length <= mostNodes;
}

/** As much of a selection as can be sent, the first of each. */
export function withinLimits(selection: Selection): Selection {
  if (isWithinLimits(selection)) return selection;
  return {
    neurons: selection.neurons.slice(0, SELECTION_LIMITS.neurons),
    synapses: selection.synapses.slice(0, SELECTION_LIMITS.synapses),
    nodes: selection.nodes.slice(0, SELECTION_LIMITS.nodes),
  };
}

/** Nothing selected. */
export const EMPTY_SELECTION: Selection = Object.freeze({
  neurons: Object.freeze([]),
  synapses: Object.freeze([]),
  nodes: Object.freeze([]),
});

/** Whether both select the same, in the same order. */
export function sameSelection(a: Selection, b: Selection): boolean {
  return a === b || (sameIds(a.neurons, b.neurons) && sameIds(a.synapses, b.synapses) && sameNodes(a.nodes, b.nodes));
}

/** What either selects, without doubles. */
export function bothSelections(a: Selection, b: Selection): Selection {
  return distinctSelection({
    neurons: [...a.neurons, ...b.neurons],
    synapses: [...a.synapses, ...b.synapses],
    nodes: [...a.nodes, ...b.nodes],
  });
}

/** A copy without doubles; the first of each stays. */
export function distinctSelection({ neurons, synapses, nodes }: Selection): Selection {
  const distinctNodes = new Map<string, SelectedNode>();
  for (const node of nodes) if (!distinctNodes.has(keyOf(node))) distinctNodes.set(keyOf(node), node);
  return { neurons: [...new Set(neurons)], synapses: [...new Set(synapses)], nodes: [...distinctNodes.values()] };
}

/**
 * The value itself, without doubles, when it is a selection.
 *
 * @throws {FormatError} when it is none, or holds more than {@link SELECTION_LIMITS}; the message names the field.
 */
export function checkSelection(value: unknown): Selection {
  const { neurons, synapses, nodes } = objectOf(value, 'selection');
  return distinctSelection({
    neurons: idsOf(neurons, 'neurons'),
    synapses: idsOf(synapses, 'synapses'),
    nodes: listOf(nodes, 'nodes').map((node, i) => nodeOf(node, `nodes[${i}]`)),
  });
}

/**
 * A message of the other side.
 *
 * @throws {FormatError} when it is none.
 */
export function checkSelectionMessage(value: unknown): SelectionMessage {
  const { op, selection, by } = objectOf(value, 'message');
  if (op !== 'set' && op !== 'offer') throw bad('op', 'is not known', op, 'set or offer');
  if (typeof by !== 'string' || by.length > 200)
    throw bad('by', 'is not valid', by, 'a string of at most 200 characters');
  return { op, by, selection: checkSelection(selection) };
}

function sameIds(a: readonly string[], b: readonly string[]): boolean {
  return a === b || (a.length === b.length && a.every((id, i) => id === b[i]));
}

function sameNodes(a: readonly SelectedNode[], b: readonly SelectedNode[]): boolean {
  return a === b || (a.length === b.length && a.every((node, i) => keyOf(node) === keyOf(b[i])));
}

function keyOf({ neuron, node }: SelectedNode): string {
  return `${neuron}:${node}`;
}

function idsOf(value: unknown, at: 'neurons' | 'synapses'): string[] {
  return listOf(value, at).map((id, i) => idOf(id, `${at}[${i}]`));
}

function nodeOf(value: unknown, at: string): SelectedNode {
  const { neuron, node, positionNm } = objectOf(value, at);
  if (!Number.isInteger(node) || (node as number) < 0) throw bad(`${at}.node`, 'is not valid', node, 'a whole number');
  if (!Array.isArray(positionNm) || positionNm.length !== 3 || !positionNm.every(Number.isFinite)) {
    throw bad(`${at}.positionNm`, 'is not valid', positionNm, 'three numbers');
  }
  const [x, y, z] = positionNm as number[];
  return { neuron: idOf(neuron, `${at}.neuron`), node: node as number, positionNm: [x, y, z] };
}

function idOf(value: unknown, at: string): string {
  if (isIdText(value)) return value;
  throw bad(at, 'is not valid', value, 'a 64-bit id as a decimal string');
}

function listOf(value: unknown, at: keyof typeof SELECTION_LIMITS): unknown[] {
  if (!Array.isArray(value)) throw bad(at, 'is not valid', value, 'an array');
  if (value.length > SELECTION_LIMITS[at]) {
    throw bad(at, 'is too long', `${value.length} entries`, `at most ${SELECTION_LIMITS[at]}`);
  }
  return value;
}

function objectOf(value: unknown, at: string): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw bad(at, 'is not valid', value, 'an object');
}

function bad(at: string, what: string, received: unknown, expected: string): FormatError {
  return new FormatError(`selection ${at} ${what}: received ${receivedText(received, 60)}, expected ${expected}`, {
    format: 'selection',
    at,
  });
}
