import { describe, expect, test } from 'vitest';
import {
  bothSelections,
  checkSelection,
  checkSelectionMessage,
  EMPTY_SELECTION,
  isWithinLimits,
  SELECTION_LIMITS,
  type Selection,
  sameSelection,
} from '../../kernel-helpers/contract/selection.js';
import { FormatError } from '../../kernel-helpers/errors.js';

const picked: Selection = {
  neurons: ['864691135571546917', '864691135571546918'],
  synapses: ['18446744073709551615'],
  nodes: [{ neuron: '864691135571546917', node: 3, positionNm: [1, -2.5, 3] }],
};

/** A thing picked twice. */
const twice = <T>(things: readonly T[]): T[] => [...things, ...things];

describe('a selection that is sent', () => {
  test('comes through as it is, without doubles', () => {
    const sent = { neurons: twice(picked.neurons), synapses: twice(picked.synapses), nodes: twice(picked.nodes) };
    expect(checkSelection(JSON.parse(JSON.stringify(sent)))).toEqual(picked);
  });

  test.each([
    ['no object', null, 'selection selection is not valid: received null, expected an object'],
    ['without neurons', { ...picked, neurons: undefined }, 'selection neurons is not valid: received undefined'],
    ['with a number for an id', { ...picked, neurons: [12] }, 'selection neurons[0] is not valid: received 12'],
    [
      'with markup for an id',
      { ...picked, synapses: ['<b>1</b>'] },
      'selection synapses[0] is not valid: received <b>1',
    ],
    ['with an id of another spelling', { ...picked, neurons: ['7', '007'] }, 'neurons[1] is not valid: received 007'],
    ['with an id below 0', { ...picked, neurons: ['-7'] }, 'neurons[0] is not valid: received -7'],
    ['with an id of 2^64', { ...picked, neurons: ['18446744073709551616'] }, 'received 18446744073709551616'],
    ['with an id of 21 digits', { ...picked, synapses: ['1'.repeat(21)] }, 'expected a 64-bit id as a decimal string'],
    [
      'with half a node',
      { ...picked, nodes: [{ neuron: '1', node: 0.5, positionNm: [0, 0, 0] }] },
      'selection nodes[0].node is not valid: received 0.5, expected a whole number',
    ],
    [
      'with a node before the first',
      { ...picked, nodes: [{ neuron: '1', node: -1, positionNm: [0, 0, 0] }] },
      'selection nodes[0].node is not valid: received -1',
    ],
    [
      'with a node nowhere',
      { ...picked, nodes: [{ neuron: '1', node: 0, positionNm: [0, null, 0] }] },
      'selection nodes[0].positionNm is not valid: received [0,null,0], expected three numbers',
    ],
    [
      'with too many nodes',
      { ...picked, nodes: new Array(SELECTION_LIMITS.nodes + 1).fill(null) },
      'selection nodes is too long: received 20001 entries, expected at most 20000',
    ],
  ])('%s is refused, and the field is named', (_, value, message) => {
    expect(() => checkSelection(value)).toThrow(FormatError);
    expect(() => checkSelection(value)).toThrow(message);
  });

  test('stands in a message that says what it is for', () => {
    const message = { op: 'offer', selection: picked, by: 'page 1' };
    expect(checkSelectionMessage(message)).toEqual(message);
    expect(() => checkSelectionMessage({ ...message, op: 'delete' })).toThrow(
      'selection op is not known: received delete, expected set or offer',
    );
    expect(() => checkSelectionMessage({ ...message, by: 7 })).toThrow('selection by is not valid: received 7');
    expect(() => checkSelectionMessage({ ...message, by: 'x'.repeat(201) })).toThrow('selection by is not valid');
  });
});

test('two selections are the same when they list the same in the same order', () => {
  expect(sameSelection(picked, structuredClone(picked) as Selection)).toBe(true);
  expect(sameSelection(picked, { ...picked, neurons: [...picked.neurons].reverse() })).toBe(false);
  expect(sameSelection(picked, { ...picked, synapses: [] })).toBe(false);
  expect(sameSelection(picked, { ...picked, nodes: [{ ...picked.nodes[0], node: 4 }] })).toBe(false);
});

test('two selections together hold each thing once, the first first', () => {
  const other: Selection = { neurons: ['1', '864691135571546917'], synapses: ['2'], nodes: [] };
  expect(bothSelections(picked, other)).toEqual({
    neurons: ['864691135571546917', '864691135571546918', '1'],
    synapses: ['18446744073709551615', '2'],
    nodes: picked.nodes,
  });
  expect(bothSelections(EMPTY_SELECTION, EMPTY_SELECTION)).toEqual(EMPTY_SELECTION);
});

test('the largest selection is a message that Jupyter lets through', () => {
  const id = '18446744073709551615';
  const node = { neuron: id, node: 16_000_000, positionNm: [1234567.8125, 1234567.8125, 1234567.8125] as const };
  const largest: Selection = {
    neurons: new Array(SELECTION_LIMITS.neurons).fill(id),
    synapses: new Array(SELECTION_LIMITS.synapses).fill(id),
    nodes: new Array(SELECTION_LIMITS.nodes).fill(node),
  };
  expect(isWithinLimits(largest)).toBe(true);
  expect(JSON.stringify(largest).length).toBeLessThan(10 * 1024 * 1024);
  expect(isWithinLimits({ ...largest, nodes: [...largest.nodes, node] })).toBe(false);
});
