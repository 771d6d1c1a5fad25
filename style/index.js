import './neuron-viewer.css';
import './figure.css';
import './check.css';
import './neuroglancer.css';
