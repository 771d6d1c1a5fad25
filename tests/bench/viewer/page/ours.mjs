// Ours: the engine's chunk as the extension has it, from the output's data as JupyterLab hands them to a renderer.
import '../../../../style/neuron-viewer.css';
import '../../../../style/viewer-legend.css';
import '../../../../style/viewer-tools.css';
import { openView } from '../../../../extension/lib/neuron-viewer/engine.js';

/** Translates nothing, as JupyterLab's own without a language pack. */
const fill = (text, ...values) => text.replace(/%(\d)/g, (_, i) => values[i - 1]);
const trans = { __: fill, gettext: fill, _n: (one, many, n, ...values) => fill(n === 1 ? one : many, n, ...values) };

/** A large picture is copied to its canvas some frames after it was begun: only then it is there. */
let copied = () => {};
const { drawImage } = CanvasRenderingContext2D.prototype;
CanvasRenderingContext2D.prototype.drawImage = function (...args) {
  drawImage.apply(this, args);
  if (!this.canvas.classList.contains('jp-ConnectomeViewer-canvas')) return;
  this.getImageData(0, 0, 1, 1);
  copied();
};
const nextCopied = () =>
  new Promise(resolve => {
    copied = resolve;
  });

let view;
let first;

async function load(_scene, _draws, name) {
  return (await fetch(`/payloads/${name}`)).json();
}

async function show(host, payload) {
  const drawn = nextCopied();
  const node = document.createElement('div');
  node.className = 'jp-ConnectomeViewer';
  // The picture is as large as the others' canvas; the toolbar stands above it.
  host.style.height = 'auto';
  host.append(node);
  view = await openView(node, payload, { summary: '', trans, dark: false, onReady() {}, onView() {} });
  await drawn;
  first = view.camera;
}

/** At the size of the view, as at rest; `moving`, as under the hand, where slow machines get fewer pixels. */
async function frame(turned, moving) {
  const drawn = nextCopied();
  view.move({ ...first, azimuth: first.azimuth + turned }, !moving);
  await drawn;
}

window.peer = { load, show, frame };
