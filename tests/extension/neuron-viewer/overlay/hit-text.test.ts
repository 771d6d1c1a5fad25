import { expect, test } from 'vitest';
import { hitText } from '../../../../extension/neuron-viewer/overlay/hit-text';
import type { IHit } from '../../../../extension/neuron-viewer/picking/hit';
import { untranslated } from '../translation';

const cells = [{ id: '864691135396580129', label: 'basket 7', type: 'BC', color: '#0072b2' }];
const hit: IHit = {
  cell: 0,
  itemName: 'neurons',
  kind: 'skeletons',
  positionUm: [12.34, 317.26, -5],
  node: { index: 42, compartment: 2 },
};

test('a node tells its neuron, type, part and depth', () => {
  expect(hitText(hit, { cells, axes: 'cortex' }, untranslated)).toEqual({
    title: 'basket 7',
    color: '#0072b2',
    rows: [
      ['id', '864691135396580129'],
      ['type', 'BC'],
      ['part', 'axon'],
      ['node', '42'],
      ['depth', '317 µm'],
    ],
  });
});

test('a volume has coordinates and no depth, and a code of no compartment says nothing', () => {
  const { rows } = hitText({ ...hit, node: { index: 0, compartment: 0 } }, { cells, axes: 'volume' }, untranslated);
  expect(rows.map(row => row[0])).toEqual(['id', 'type', 'node', 'x, y, z']);
  expect(rows[3][1]).toBe('12.3, 317, −5 µm');
});

test('a synapse tells its id, its side and both its cells', () => {
  const point = { role: 'synapses', id: '9007199254740993', side: 'input', partner: '864691135396580130' } as const;
  const synapse: IHit = { cell: 0, itemName: 'synapses', kind: 'points', positionUm: [0, 5.25, 0], point };
  expect(hitText(synapse, { cells, axes: 'cortex' }, untranslated)).toEqual({
    title: 'synapses',
    color: '#0072b2',
    rows: [
      ['synapse', '9007199254740993'],
      ['side', 'input (post)'],
      ['onto', '864691135396580129'],
      ['from', '864691135396580130'],
      ['type', 'BC'],
      ['depth', '5.3 µm'],
    ],
  });
});

test('a neuron called by its id and type tells neither twice', () => {
  const plain = [{ id: '5', label: '5', type: null, color: '#000000' }];
  expect(hitText({ ...hit, node: undefined }, { cells: plain, axes: 'cortex' }, untranslated).rows).toEqual([
    ['depth', '317 µm'],
  ]);
});
