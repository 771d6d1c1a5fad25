import { expect, test } from 'vitest';
import { statusText } from '../../../../extension/neuron-viewer/overlay/status';
import { untranslated } from '../translation';

const none = { neurons: 0, synapses: 0, nodes: 0, hidden: 0 };

test('the line says what is selected and hidden, and nothing when nothing is', () => {
  expect(statusText(none, untranslated)).toBe('');
  expect(statusText({ ...none, neurons: 3 }, untranslated)).toBe('3 neurons selected');
  expect(statusText({ neurons: 1, synapses: 2, nodes: 1, hidden: 1 }, untranslated)).toBe(
    '1 neuron, 2 synapses, 1 node selected · 1 neuron hidden',
  );
});
