import { LabIcon } from '@jupyterlab/ui-components';
// Seen from extension/lib, where the builder meets this line.
import neuron from '../../../style/icons/neuron.svg';

/** A neuron with three dendrites and an axon; its strokes follow the theme. */
export const neuronIcon = new LabIcon({ name: 'connectome:neuron', svgstr: neuron });
