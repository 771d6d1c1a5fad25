import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { knownNeurons, neuronsByType } from '../../../extension/explorer/known-neurons';

const scene = (...cells: unknown[]): object => ({ cells });

describe('what views call their neurons', () => {
  test('a view that says the type of a neuron goes before one that does not', () => {
    const others = [
      [
        { id: '1', label: 'uno', type: 'BC' },
        { id: '2', label: 'due', type: 'MC' },
      ],
    ];
    const known = knownNeurons(
      [scene({ id: '1', label: 'one', type: null }, { id: '2', label: 'two', type: 'PV' })],
      others,
    );
    expect(known.get('1')).toEqual({ id: '1', label: 'uno', type: 'BC' });
    expect(known.get('2')).toEqual({ id: '2', label: 'two', type: 'PV' });
  });

  test('the first view that shows a neuron names it', () => {
    const known = knownNeurons([
      scene({ id: '1', label: 'one', type: 'BC', color: '#000000' }),
      scene({ id: '1', label: 'uno', type: null }, { id: '2', label: 'two', type: null }),
    ]);
    expect([...known.values()]).toEqual([
      { id: '1', label: 'one', type: 'BC' },
      { id: '2', label: 'two', type: null },
    ]);
  });

  test('what is no neuron is left out, and what is no text is none', () => {
    const known = knownNeurons([
      undefined,
      { cells: 7 },
      scene(null, 'BC', { id: 12, label: 'a', type: 'BC' }, { id: '-1' }, { id: '3', label: {}, type: 5 }),
      scene({ id: '4', label: 'x'.repeat(1000), type: '' }),
    ]);
    expect([...known.values()]).toEqual([
      { id: '3', label: '', type: null },
      { id: '4', label: 'x'.repeat(200), type: null },
    ]);
  });

  test('whatever stands in an output, it is read without an error', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), scenes => {
        expect(knownNeurons([...scenes, { cells: scenes }])).toBeInstanceOf(Map);
      }),
    );
  });
});

test('types come in the order of their names, numbers in them as numbers', () => {
  const neuron = (id: string, type: string | null) => ({ id, label: '', type });
  const types = neuronsByType([
    neuron('1', 'L10'),
    neuron('2', null),
    neuron('3', 'BC'),
    neuron('4', 'L2'),
    neuron('5', 'BC'),
  ]);
  expect([...types]).toEqual([
    ['BC', ['3', '5']],
    ['L2', ['4']],
    ['L10', ['1']],
  ]);
});
