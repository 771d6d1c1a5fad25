import type { TranslationBundle } from '@jupyterlab/translation';
import type { TableView } from 'connectome-helpers/dist/contract/table.js';
import { keepKeys } from '../neuron-viewer/overlay/element';
import type { IColumn } from './model/column';

/** What the buttons over a table do. */
export interface ITableDeeds {
  filter(column: string, text: string): void;
  onlySelected(on: boolean): void;
  selectShown(): void;
  copy(): void;
  asText(on: boolean): void;
}

/** The buttons over a table and a filter box for each column. */
export function tableControls(
  node: HTMLElement,
  columns: readonly IColumn[],
  view: TableView,
  trans: TranslationBundle,
  deeds: ITableDeeds,
): void {
  const bar = element('div', 'toolbar');
  const filters = element('div', 'filters');
  filters.hidden = view.filters.length === 0;
  bar.append(
    check(trans.__('Filters'), !filters.hidden, on => {
      filters.hidden = !on;
    }),
  );
  if (columns.some(({ of }) => of)) {
    bar.append(check(trans.__('Only selected'), view.onlySelected, on => deeds.onlySelected(on)));
    bar.append(button(trans.__('Select these rows'), () => deeds.selectShown()));
  }
  bar.append(
    button(trans.__('Copy'), () => deeds.copy()),
    check(trans.__('As text'), false, on => deeds.asText(on)),
  );
  const written = new Map(view.filters);
  for (const { name, kind } of columns) {
    const label = element('label', 'filter');
    label.append(name);
    const input = document.createElement('input');
    input.type = 'search';
    keepKeys(input);
    input.value = written.get(name) ?? '';
    input.placeholder = kind === 'text' ? trans.__('text, = text, null') : trans.__('> 100, 1..5, null');
    input.dataset.column = name;
    input.addEventListener('input', () => deeds.filter(name, input.value));
    label.append(input);
    filters.append(label);
  }
  node.append(bar, filters);
}

function check(text: string, on: boolean, change: (on: boolean) => void): HTMLElement {
  const label = element('label', 'choice');
  const input = document.createElement('input');
  input.type = 'checkbox';
  keepKeys(input);
  input.checked = on;
  input.addEventListener('change', () => change(input.checked));
  label.append(input, text);
  return label;
}

function button(text: string, press: () => void): HTMLElement {
  const node = element('button', 'action');
  keepKeys(node);
  (node as HTMLButtonElement).type = 'button';
  node.textContent = text;
  node.addEventListener('click', press);
  return node;
}

/** An element with a class of ours. */
export function element(tag: string, name: string, text = ''): HTMLElement {
  const node = document.createElement(tag);
  node.className = `jp-ConnectomeTable-${name}`;
  node.textContent = text;
  return node;
}
