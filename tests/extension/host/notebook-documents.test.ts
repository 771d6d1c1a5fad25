import type { INotebookTracker } from '@jupyterlab/notebook';
import type { Widget } from '@lumino/widgets';
import { describe, expect, test } from 'vitest';
import { documentsOf, notebookOf } from '../../../extension/host/notebook-documents';

interface Panel {
  readonly model: { readonly cells: readonly object[] } | null;
  children(): Panel[];
}

const panel = (...cells: object[]): Panel => ({ model: { cells }, children: () => [] });
const holding = (...inside: object[]): Widget => ({ children: () => inside }) as unknown as Widget;
const showing = (model: object): object => ({ model, children: () => [] });

function tracking(...panels: Panel[]): INotebookTracker {
  return {
    find: (test: (one: Panel) => boolean) => panels.find(test),
    filter: (test: (one: Panel) => boolean) => panels.filter(test),
  } as unknown as INotebookTracker;
}

describe('the notebook of what was taken out of one', () => {
  const [first, second] = [{ name: 'outputs of a cell' }, { name: 'outputs of another' }];
  const [one, two] = [
    panel({ type: 'markdown' }, { type: 'code', outputs: first }),
    panel({ type: 'code', outputs: second }),
  ];
  const loading: Panel = { model: null, children: () => [] };
  const tracker = tracking(loading, one, two);

  test('is the one whose outputs it shows, however deep they are', () => {
    expect(notebookOf(tracker, holding(showing({}), holding(showing(second))))).toBe(two);
  });

  test('is none for what shows no output of a notebook, and for notebooks themselves', () => {
    expect(notebookOf(tracker, holding(showing({})))).toBeUndefined();
    expect(notebookOf(tracker, holding())).toBeUndefined();
    expect(notebookOf(tracker, one as unknown as Widget)).toBeUndefined();
  });
});

test('notebooks come before the other documents', () => {
  const notebook = panel();
  const other = holding();
  const shell = { widgets: (area: string) => (area === 'main' ? [other] : [])[Symbol.iterator]() };
  expect([...documentsOf(tracking(notebook), shell as never)]).toEqual([notebook, other]);
});
