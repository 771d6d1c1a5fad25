import './neuron-viewer.css';
import './figure.css';
import './check.css';
import './drawing.css';
import './neuroglancer.css';
