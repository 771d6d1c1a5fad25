/** A menu with its name beside it. */

import { keepKeys } from '../neuron-viewer/overlay/element';

export type ChoiceOptions = readonly (readonly [value: string, text: string])[];

export interface IChoice {
  readonly node: HTMLElement;
  readonly value: string;
  /** A value that is none of the choices is shown as `other`. */
  set(value: string, other?: string): void;
  setEnabled(enabled: boolean): void;
  /** Other choices; none of them is chosen. */
  offer(options: ChoiceOptions): void;
}

export function choice(label: string, given: ChoiceOptions, chosen: (value: string) => void): IChoice {
  let options = given;
  const node = document.createElement('label');
  node.className = 'jp-ConnectomeMatrix-choice';
  const words = document.createElement('span');
  words.textContent = label;
  const select = document.createElement('select');
  keepKeys(select);
  for (const [value, text] of options) select.add(new Option(text, value));
  select.addEventListener('change', () => chosen(select.value));
  node.append(words, select);
  return {
    node,
    get value() {
      return select.value;
    },
    set(value, other) {
      const known = options.some(([option]) => option === value);
      const extra = select.options.length > options.length ? select.options[options.length] : undefined;
      if (known) extra?.remove();
      else if (!extra) select.add(new Option(other ?? value, value));
      select.value = value;
    },
    setEnabled(enabled) {
      select.disabled = !enabled;
    },
    offer(others) {
      options = others;
      select.replaceChildren(...options.map(([value, text]) => new Option(text, value)));
    },
  };
}
