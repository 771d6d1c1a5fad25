import { expect, test } from 'vitest';
import { cellLegend, LONGEST_LEGEND, sceneLegend } from '../../../../extension/neuron-viewer/overlay/legend';

const neuron = (type: string | null, color: string, label = 'cell') => ({ id: '1', label, type, color, nodeCount: 1 });

test('the legend lists types with their members when each type has one colour, the unclassified last', () => {
  const legend = sceneLegend([
    neuron(null, '#888888'),
    neuron('BC', '#0000ff'),
    neuron('MC', '#00ffff'),
    neuron('BC', '#0000ff'),
  ]);
  expect(legend).toEqual({
    by: 'type',
    unlisted: 0,
    entries: [
      { label: 'BC', color: '#0000ff', neurons: [1, 3] },
      { label: 'MC', color: '#00ffff', neurons: [2] },
      { label: 'unclassified', color: '#888888', neurons: [0] },
    ],
  });
});

test('the legend lists neurons when they differ in colour within a type', () => {
  const legend = sceneLegend([neuron('BC', '#0000ff', 'a'), neuron('BC', '#ff0000', 'b')]);
  expect(legend.by).toBe('neuron');
  expect(legend.entries.map(entry => entry.label)).toEqual(['a', 'b']);
});

test('the legend names a single neuron, and neurons of no known type', () => {
  expect(sceneLegend([neuron('BC', '#0000ff', 'basket cell')]).entries[0].label).toBe('basket cell');
  expect(sceneLegend([neuron(null, '#0000ff', 'a'), neuron(null, '#0000ff', 'b')]).by).toBe('neuron');
});

test('a legend too long to read is cut and says how many neurons are left out', () => {
  const many = Array.from({ length: 40 }, (_, n) => neuron('BC', `#0000${(16 + n).toString(16)}`));
  const { entries, unlisted } = sceneLegend(many);
  expect(entries.length).toBe(LONGEST_LEGEND);
  expect(unlisted).toBe(40 - LONGEST_LEGEND);
});

test('where colours stand for words, the legend lists the words, and what has none last', () => {
  const cells = ['#0000ff', '#888888', '#ff0000', '#0000ff'].map(color => neuron('BC', color));
  const colorWords = ['V1', null, 'RL', 'V1'];
  expect(cellLegend({ cells, colorWords }, { noValue: 'none' })).toEqual({
    by: 'word',
    unlisted: 0,
    entries: [
      { label: 'V1', color: '#0000ff', neurons: [0, 3] },
      { label: 'RL', color: '#ff0000', neurons: [2] },
      { label: 'none', color: '#888888', neurons: [1] },
    ],
  });
});
