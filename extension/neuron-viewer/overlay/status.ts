/** What is selected and hidden, in a line at the bottom; and a voice for screen readers. */

import type { ITranslation } from '../translation';
import { element } from './element';

export interface IStatus {
  readonly node: HTMLElement;
  readonly voice: HTMLElement;
  sync(counts: IStatusCounts): void;
  /** Said aloud by a screen reader. */
  say(text: string): void;
  /** Said and shown, until the reader does something. */
  tell(text: string): void;
  /** The reader does something: what was told is gone. */
  acted(): void;
}

export interface IStatusCounts {
  readonly neurons: number;
  readonly synapses: number;
  readonly nodes: number;
  readonly hidden: number;
}

export function createStatus(trans: ITranslation): IStatus {
  const node = element('div', 'status');
  const voice = element('div', 'voice');
  voice.setAttribute('role', 'status');
  voice.setAttribute('aria-live', 'polite');
  node.hidden = true;
  let before: string | undefined;
  let isTelling = false;
  const say = (text: string): void => {
    voice.textContent = text;
  };
  const show = (text: string): void => {
    node.textContent = text;
    node.hidden = text === '';
  };
  return {
    node,
    voice,
    say,
    tell(text) {
      isTelling = true;
      show(text);
      say(text);
    },
    acted() {
      if (isTelling) show(before ?? '');
      isTelling = false;
    },
    sync(counts) {
      const text = statusText(counts, trans);
      if (text === before) return;
      // What is so when the view opens is no news.
      if (before !== undefined) say(text === '' ? trans.__('nothing selected') : text);
      before = text;
      isTelling = false;
      show(text);
    },
  };
}

/** "3 neurons and 1 synapse selected · 2 neurons hidden", empty when there is nothing to say. */
export function statusText({ neurons, synapses, nodes, hidden }: IStatusCounts, trans: ITranslation): string {
  const parts = [
    ...(neurons > 0 ? [trans._n('%1 neuron', '%1 neurons', neurons)] : []),
    ...(synapses > 0 ? [trans._n('%1 synapse', '%1 synapses', synapses)] : []),
    ...(nodes > 0 ? [trans._n('%1 node', '%1 nodes', nodes)] : []),
  ];
  const selected = parts.length === 0 ? [] : [trans.__('%1 selected', parts.join(', '))];
  const gone = hidden === 0 ? [] : [trans._n('%1 neuron hidden', '%1 neurons hidden', hidden)];
  return [...selected, ...gone].join(' · ');
}
