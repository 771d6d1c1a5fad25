import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { namedSelectionCode, selectionCode } from '../../../extension/explorer/selection-code';
import type { Selection } from '../../../kernel-helpers/contract/selection.js';

const of = (neurons: readonly string[], synapses: readonly string[] = []): Selection => ({
  neurons,
  synapses,
  nodes: [],
});

/** What code selects, by running it. */
function selectedBy(code: string | undefined): unknown {
  let selected: unknown;
  const set = (chosen: unknown): void => {
    selected = chosen;
  };
  new Function('selection', code ?? '')({ set, clear: () => set([]), open: set });
  return selected;
}

describe('the code of a selection', () => {
  test('a few neurons stand in one line', () => {
    expect(selectionCode(of(['864691135571546917', '7']))).toBe('selection.set([864691135571546917n, 7n]);');
  });

  test('many stand five in a line', () => {
    expect(selectionCode(of(['1', '2', '3', '4', '5', '6']))).toBe(
      'selection.set([\n  1n, 2n, 3n, 4n, 5n,\n  6n,\n]);',
    );
  });

  test('synapses stand beside them, or alone', () => {
    expect(selectionCode(of(['1'], ['2']))).toBe('selection.set({\n  neurons: [1n],\n  synapses: [2n],\n});');
    expect(selectionCode(of([], ['2', '3']))).toBe('selection.set({ synapses: [2n, 3n] });');
  });

  test('nothing is cleared', () => {
    expect(selectionCode(of([]))).toBe('selection.clear();');
  });

  test('of more than 2000 ids there is none', () => {
    const ids = Array.from({ length: 1001 }, (_, i) => `${i}`);
    expect(selectionCode(of(ids, ids.slice(2)))).toBeDefined();
    expect(selectionCode(of(ids, ids.slice(1)))).toBeUndefined();
  });

  test('whatever is selected, the code selects exactly that', () => {
    const ids = fc.uniqueArray(
      fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map(id => `${id}`),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(ids, ids, (neurons, synapses) => {
        const selected = selectedBy(selectionCode(of(neurons, synapses)));
        const [n, s] = [neurons.map(BigInt), synapses.map(BigInt)];
        const expected = s.length === 0 ? n : n.length === 0 ? { synapses: s } : { neurons: n, synapses: s };
        expect(selected).toEqual(expected);
      }),
    );
  });
});

test('the code of a name selects that name, whatever stands in it', () => {
  expect(namedSelectionCode('basket cells')).toBe("selection.open('basket cells');");
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }).filter(name => !/[\p{Cc}\u2028\u2029]/u.test(name)),
      name => {
        expect(selectedBy(namedSelectionCode(name))).toBe(name);
      },
    ),
  );
});
