import './neuron-viewer.css';
import './viewer-tools.css';
import './viewer-legend.css';
import './figure.css';
import './check.css';
import './drawing.css';
import './neuroglancer.css';
import './index.css';
