// Ours: the engine's chunk as the extension has it, from the output's data as JupyterLab hands them to a renderer.
import '../../../../style/neuron-viewer.css';
import { openView } from '../../../../extension/lib/neuron-viewer/engine.js';

let view;
let first;

async function load(_scene, _draws, name) {
  return (await fetch(`/payloads/${name}`)).json();
}

async function show(host, payload) {
  const drawn = window.readback.nextDrawn();
  const node = document.createElement('div');
  node.className = 'jp-ConnectomeViewer';
  node.style.cssText = 'width: 900px; height: 600px';
  host.append(node);
  view = await openView(node, payload, {
    summary: '',
    dark: false,
    words: { hint: '', legend: '', unclassified: '', more: () => '' },
    onReady() {},
    onView() {},
  });
  for (const canvas of node.querySelectorAll('canvas')) canvas.dataset.copied = '';
  await drawn;
  first = view.camera;
}

/** At the size of the view, as at rest; `moving`, as under the hand, where slow machines get fewer pixels. */
async function frame(turned, moving) {
  const drawn = window.readback.nextDrawn();
  view.move({ ...first, azimuth: first.azimuth + turned }, !moving);
  await drawn;
}

window.peer = { load, show, frame };
