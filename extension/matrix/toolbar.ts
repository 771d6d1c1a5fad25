/** What one chooses of a matrix: sides, order, measure, scale. */

import type { DecodedMatrix } from 'connectome-helpers/dist/contract/matrix/decode.js';
import type { MatrixView } from 'connectome-helpers/dist/contract/matrix/matrix.js';
import type { NullShow } from 'connectome-helpers/dist/contract/matrix/null.js';
import { type GroupMeasure, MEASURES } from 'connectome-helpers/dist/core/connectivity/group-measures.js';
import { keepKeys } from '../neuron-viewer/overlay/element';
import type { ITranslation } from '../neuron-viewer/translation';
import { choice } from './choice';
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
  /** Buttons of their own. */
  readonly controls: readonly HTMLElement[];
  /** What stands between the toolbar and the matrix. */
  readonly panels: readonly HTMLElement[];
}

export interface IToolbar {
  readonly node: HTMLElement;
  /** Show what is chosen. */
  sync(view: MatrixView): void;
  /** There are other comparisons to choose from. */
  offer(decoded: DecodedMatrix): void;
}

export interface IToolbarEvents {
  /** What is chosen, as the part of the view that becomes another. */
  change(part: Partial<MatrixView>): void;
  search(words: string): void;
  failed(message: string): void;
}

/** Choices, a search box and buttons. */
export function createToolbar(
  given: DecodedMatrix,
  trans: ITranslation,
  { change, search, failed }: IToolbarEvents,
  { actions, files, controls }: Omit<IMatrixActions, 'panels'>,
): IToolbar {
  const node = document.createElement('div');
  node.className = 'jp-ConnectomeMatrix-toolbar';
  node.setAttribute('role', 'toolbar');
  node.setAttribute('aria-label', trans.__('Matrix'));
  let decoded = given;
  const { groupings, wiring } = decoded;
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
  const dots = actionButton(
    {
      label: trans.__('Dots'),
      title: trans.__('Values as dots, the larger the more'),
      run: async () => change({ mark: now?.mark === 'dots' ? undefined : 'dots' }),
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
    const by = against && decoded.nulls[against.null].grouping;
    const side = <S extends MatrixView['rows']>(given: S): S => (by === undefined ? given : { ...given, by });
    change({ against, rows: side(now.rows), columns: side(now.columns) });
  });
  const scales = [['linear', trans.__('linear')] as const, ['log', trans.__('logarithmic')] as const];
  const scale = choice(trans.__('Scale'), scales, name => change({ scale: name as 'linear' | 'log' }));
  node.append(
    ...(groupings.length > 0 ? [rows.node, columns.node] : []),
    order.node,
    measure.node,
    compared.node,
    scale.node,
    turn,
    dots,
    searchBox(trans, search),
    ...controls,
    ...actions.map(action => actionButton(action, failed)),
    actionMenu(trans.__('Save as…'), files, failed),
  );
  compared.node.hidden = decoded.nulls.length === 0;
  return {
    node,
    offer(others) {
      decoded = others;
      compared.offer(comparisonsOf(decoded, trans));
      compared.node.hidden = decoded.nulls.length === 0;
    },
    sync(view) {
      now = view;
      const transposed = view.transposed === true;
      rows.set((transposed ? view.columns : view.rows).by);
      columns.set((transposed ? view.rows : view.columns).by);
      turn.setAttribute('aria-pressed', String(transposed));
      dots.setAttribute('aria-pressed', String(view.mark === 'dots'));
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
  // What tells it from others of its kind is said where there are any.
  const isAlone = (i: number): boolean =>
    !nulls.some(({ model, of }, j) => j !== i && model === nulls[i].model && of === nulls[i].of);
  return [
    ['', trans.__('nothing')],
    ...nulls.flatMap(({ model, of, draws, seed }, i) =>
      shows
        .filter(([show]) => show !== 'z' || draws > 1)
        .map(([show, words]): [string, string] => [
          JSON.stringify({ null: i, show }),
          trans.__(
            '%1: %2, %3',
            isAlone(i) ? model : trans.__('%1, %2 draws, seed %3', model, draws, seed),
            comparedWords(of, trans),
            words,
          ),
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
