/** What one chooses of a matrix: sides, order, measure, scale. */

import type { DecodedMatrix } from 'connectome-helpers/dist/contract/matrix/decode.js';
import type { MatrixView } from 'connectome-helpers/dist/contract/matrix/matrix.js';
import type { NullShow } from 'connectome-helpers/dist/contract/matrix/null.js';
import { type GroupMeasure, MEASURES } from 'connectome-helpers/dist/core/connectivity/group-measures.js';
import { keepKeys } from '../neuron-viewer/overlay/element';
import type { ITranslation } from '../neuron-viewer/translation';
import { comparedWords, measureWords } from './measure-words';
import { comparisonOf } from './model/null-grid';
import { MOST_CLUSTERED } from './model/ranks';
import { searchBox } from './search-box';

export interface IMatrixAction {
  readonly label: string;
  readonly title: string;
  run(): Promise<void>;
}

/** What a reader may do beside choosing. */
export interface IMatrixActions {
  readonly actions: readonly IMatrixAction[];
  /** Ways to take the matrix along. */
  readonly files: readonly IMatrixAction[];
}

export interface IToolbar {
  readonly node: HTMLElement;
  /** Show what is chosen. */
  sync(view: MatrixView): void;
}

export interface IToolbarEvents {
  /** What is chosen, as the part of the view that becomes another. */
  change(part: Partial<MatrixView>): void;
  search(words: string): void;
  failed(message: string): void;
}

/** Choices, a search box and buttons. */
export function createToolbar(
  decoded: DecodedMatrix,
  trans: ITranslation,
  { change, search, failed }: IToolbarEvents,
  { actions, files }: IMatrixActions,
): IToolbar {
  const node = document.createElement('div');
  node.className = 'jp-ConnectomeMatrix-toolbar';
  node.setAttribute('role', 'toolbar');
  node.setAttribute('aria-label', trans.__('Matrix'));
  const { groupings, wiring, nulls } = decoded;
  let now: MatrixView | undefined;
  const changeSide = (which: 'rows' | 'columns', by: string): void => {
    if (now) change({ [which]: { ...now[which], by } });
  };
  const rows = choice(trans.__('Rows'), sidesOf(decoded, trans, 'rows'), by =>
    changeSide(now?.transposed ? 'columns' : 'rows', by),
  );
  const columns = choice(trans.__('Columns'), sidesOf(decoded, trans, 'columns'), by =>
    changeSide(now?.transposed ? 'rows' : 'columns', by),
  );
  const turn = actionButton(
    {
      label: trans.__('Transpose'),
      title: trans.__('Presynaptic cells as columns'),
      run: async () => change({ transposed: now?.transposed ? undefined : true }),
    },
    failed,
  );
  const orders = ordersOf(decoded, trans);
  const order = choice(trans.__('Order'), orders, text => {
    const sort = JSON.parse(text) as string[];
    if (now) change({ rows: { ...now.rows, sort }, columns: { ...now.columns, sort } });
  });
  const hasSizes = wiring.pairCount > 0 && !Number.isNaN(wiring.summedSize[0]);
  const measures = (Object.keys(MEASURES) as GroupMeasure[]).filter(name => hasSizes || !name.includes('size'));
  const measure = choice(
    trans.__('Measure'),
    measures.map(name => [name, measureWords(name, trans)]),
    name => change({ measure: name as GroupMeasure }),
  );
  const compared = choice(trans.__('Compare'), comparisonsOf(decoded, trans), text => {
    if (!now) return;
    const against = text === '' ? undefined : (JSON.parse(text) as NonNullable<MatrixView['against']>);
    const by = against && nulls[against.null].grouping;
    const side = <S extends MatrixView['rows']>(given: S): S => (by === undefined ? given : { ...given, by });
    change({ against, rows: side(now.rows), columns: side(now.columns) });
  });
  const scales = [['linear', trans.__('linear')] as const, ['log', trans.__('logarithmic')] as const];
  const scale = choice(trans.__('Scale'), scales, name => change({ scale: name as 'linear' | 'log' }));
  node.append(
    ...(groupings.length > 0 ? [rows.node, columns.node] : []),
    order.node,
    measure.node,
    ...(nulls.length > 0 ? [compared.node] : []),
    scale.node,
    turn,
    searchBox(trans, search),
    ...actions.map(action => actionButton(action, failed)),
    actionMenu(trans.__('Save as…'), files, failed),
  );
  return {
    node,
    sync(view) {
      now = view;
      const transposed = view.transposed === true;
      rows.set((transposed ? view.columns : view.rows).by);
      columns.set((transposed ? view.rows : view.columns).by);
      turn.setAttribute('aria-pressed', String(transposed));
      const same = JSON.stringify(view.rows.sort) === JSON.stringify(view.columns.sort);
      order.set(same ? JSON.stringify(view.rows.sort) : '', trans.__('as chosen'));
      order.setEnabled(view.rows.by === 'cell' || view.columns.by === 'cell');
      measure.set(view.measure);
      const comparison = comparisonOf(decoded, view) ? view.against : undefined;
      compared.set(comparison ? JSON.stringify(comparison) : '');
      measure.setEnabled(comparison === undefined);
      scale.set(view.scale);
    },
  };
}

/** What a side can be shown by. The groups of a table's rows are none of its columns. */
function sidesOf(
  { groupings, payload }: DecodedMatrix,
  trans: ITranslation,
  side: 'rows' | 'columns',
): [string, string][] {
  const { table } = payload;
  const isHere = ({ codes, groups }: DecodedMatrix['groupings'][number]): boolean => {
    if (!table) return true;
    const cells = side === 'rows' ? codes.subarray(0, table.rowCount) : codes.subarray(table.rowCount);
    return cells.some(code => code < groups.length);
  };
  return [
    ['cell', table ? trans.__('as in the table') : trans.__('cells')],
    ...groupings.filter(isHere).map(({ name }): [string, string] => [name, name]),
  ];
}

/** The measure by itself, and each way to see each comparison. */
function comparisonsOf({ nulls }: DecodedMatrix, trans: ITranslation): [string, string][] {
  const shows: readonly [NullShow, string][] = [
    ['expected', trans.__('expected')],
    ['ratio', trans.__('observed / expected')],
    ['z', 'z'],
  ];
  return [
    ['', trans.__('nothing')],
    ...nulls.flatMap(({ model, of, draws }, i) =>
      shows
        .filter(([show]) => show !== 'z' || draws > 1)
        .map(([show, words]): [string, string] => [
          JSON.stringify({ null: i, show }),
          trans.__('%1: %2, %3', model, comparedWords(of, trans), words),
        ]),
    ),
  ];
}

function ordersOf({ groupings, properties, wiring, payload }: DecodedMatrix, trans: ITranslation): [string, string][] {
  const orders: [string[], string][] = [[[], trans.__('as given')]];
  for (const { name } of groupings) orders.push([[name, 'outputs'], trans.__('%1, then strength', name)]);
  for (const grouping of groupings.slice(0, 1)) {
    for (const { name } of properties) {
      orders.push([[grouping.name, name], trans.__('%1, then %2', grouping.name, name)]);
    }
  }
  for (const { name } of properties) orders.push([[name], name]);
  if (payload.table) orders.push([['outputs', 'inputs'], trans.__('the largest first')]);
  else orders.push([['outputs'], trans.__('strength of outputs')], [['inputs'], trans.__('strength of inputs')]);
  if (wiring.cellCount <= MOST_CLUSTERED) orders.push([['cluster'], trans.__('clusters of alike cells')]);
  if (!payload.table) orders.push([['spectral'], trans.__('along the Fiedler vector')]);
  return orders.map(([sort, label]) => [JSON.stringify(sort), label]);
}

interface IChoice {
  readonly node: HTMLElement;
  /** A value that is none of the choices is shown as `other`. */
  set(value: string, other?: string): void;
  setEnabled(enabled: boolean): void;
}

function choice(
  label: string,
  options: readonly (readonly [value: string, text: string])[],
  chosen: (value: string) => void,
): IChoice {
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
  };
}

/** A menu that does one thing at a time, and shows no choice afterwards. */
function actionMenu(label: string, actions: readonly IMatrixAction[], failed: (message: string) => void): HTMLElement {
  const node = document.createElement('select');
  node.className = 'jp-ConnectomeMatrix-action';
  node.setAttribute('aria-label', label);
  keepKeys(node);
  node.add(new Option(label, ''));
  actions.forEach((action, i) => {
    const option = new Option(action.label, String(i));
    option.title = action.title;
    node.add(option);
  });
  node.addEventListener('change', () => {
    const action = actions[Number(node.value)];
    node.value = '';
    void attempt(action, failed);
  });
  return node;
}

async function attempt({ run }: IMatrixAction, failed: (message: string) => void): Promise<void> {
  try {
    await run();
  } catch (error) {
    failed(error instanceof Error ? error.message : String(error));
  }
}

function actionButton(action: IMatrixAction, failed: (message: string) => void): HTMLElement {
  const node = document.createElement('button');
  node.type = 'button';
  node.className = 'jp-ConnectomeMatrix-action';
  node.textContent = action.label;
  keepKeys(node);
  node.title = action.title;
  node.addEventListener('click', () => void attempt(action, failed));
  return node;
}
