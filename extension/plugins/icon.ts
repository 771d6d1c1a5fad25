import { LabIcon } from '@jupyterlab/ui-components';
import explorer from 'connectome-style/icons/explorer.svg';
import neuron from 'connectome-style/icons/neuron.svg';
import slices from 'connectome-style/icons/slices.svg';

/** A neuron with three dendrites and an axon; its strokes follow the theme. */
export const neuronIcon = new LabIcon({ name: 'connectome:neuron', svgstr: neuron });

/** Three sections of a volume, a cell in the upper one. */
export const slicesIcon = new LabIcon({ name: 'connectome:slices', svgstr: slices });

/** A neuron under a magnifying glass. */
export const explorerIcon = new LabIcon({ name: 'connectome:explorer', svgstr: explorer });
