import { describe, expect, test } from 'vitest';
import { emptySelection, type ISelectionChange, SelectionModel } from '../../../extension/selection/model';

function watched(): { model: SelectionModel; changes: ISelectionChange[] } {
  const model = new SelectionModel();
  const changes: ISelectionChange[] = [];
  model.changed.connect((_, change) => changes.push(change));
  return { model, changes };
}

describe('a selection', () => {
  test('is what was named last, without doubles, and says who named it', () => {
    const { model, changes } = watched();
    const view = {};
    model.set({ neurons: ['1', '2', '1'] }, view);
    model.set({ synapses: ['7'] });
    expect(model.current).toEqual({ neurons: [], synapses: ['7'], nodes: [] });
    expect(changes).toEqual([
      {
        previous: emptySelection,
        current: { neurons: ['1', '2'], synapses: [], nodes: [] },
        source: view,
        restored: false,
      },
      {
        previous: { neurons: ['1', '2'], synapses: [], nodes: [] },
        current: { neurons: [], synapses: ['7'], nodes: [] },
        source: undefined,
        restored: false,
      },
    ]);
  });

  test('does not change, nor make a step, when it is selected already', () => {
    const { model, changes } = watched();
    model.set({ neurons: ['1'] });
    model.set({ neurons: ['1'] });
    expect(changes).toHaveLength(1);
    model.undo();
    expect(model.current).toEqual(emptySelection);
    expect(model.canUndo).toBe(false);
  });

  test('goes back and forth, and a new one ends what could be done again', () => {
    const { model } = watched();
    for (const id of ['1', '2', '3']) model.set({ neurons: [id] });
    model.undo();
    model.undo();
    expect(model.current.neurons).toEqual(['1']);
    model.redo();
    expect(model.current.neurons).toEqual(['2']);
    model.set({ neurons: ['4'] });
    expect(model.canRedo).toBe(false);
    model.redo();
    expect(model.current.neurons).toEqual(['4']);
    model.undo();
    expect(model.current.neurons).toEqual(['2']);
  });

  test('goes back a hundred steps', () => {
    const { model } = watched();
    for (let id = 0; id < 150; id += 1) model.set({ neurons: [String(id)] });
    while (model.canUndo) model.undo();
    expect(model.current.neurons).toEqual(['49']);
  });
});

describe('what stored views had selected', () => {
  test('is put together, and is no step to undo', () => {
    const { model, changes } = watched();
    model.restore({ neurons: ['1', '2'] });
    model.restore({ neurons: ['2', '3'] });
    expect(model.current.neurons).toEqual(['1', '2', '3']);
    expect(changes.map(change => change.restored)).toEqual([true, true]);
    expect(model.canUndo).toBe(false);
    expect(model.isChosen).toBe(false);
  });

  test('counts no more when somebody has selected, even nothing', () => {
    const { model, changes } = watched();
    model.set({ neurons: ['2'] });
    model.set({});
    expect(model.isChosen).toBe(true);
    model.restore({ neurons: ['1'] });
    expect(model.current).toEqual(emptySelection);
    expect(changes).toHaveLength(2);
  });

  test('still counts when somebody selected what was selected already', () => {
    const { model } = watched();
    model.set({});
    expect(model.isChosen).toBe(false);
    model.restore({ neurons: ['1'] });
    expect(model.current.neurons).toEqual(['1']);
  });
});
