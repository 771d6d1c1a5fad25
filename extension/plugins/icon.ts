import { LabIcon } from '@jupyterlab/ui-components';
import neuron from 'connectome-style/icons/neuron.svg';

/** A neuron with three dendrites and an axon; its strokes follow the theme. */
export const neuronIcon = new LabIcon({ name: 'connectome:neuron', svgstr: neuron });
