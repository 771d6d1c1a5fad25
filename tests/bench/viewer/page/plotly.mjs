// plotly.js's gl3d bundle, from the figure's JSON as a notebook holds it.
import { eyeOf } from './camera.mjs';

let graph;
let spec;

async function load(_scene, _draws, name) {
  return (await fetch(`/payloads/${name}`)).json();
}

async function show(host, figure, scene) {
  spec = scene;
  graph = host;
  figure.layout.scene.camera = camera(0);
  const drawn = window.readback.nextDrawn();
  await window.Plotly.newPlot(graph, figure.data, figure.layout, { displayModeBar: false });
  await drawn;
}

async function frame(turned) {
  const drawn = window.readback.nextDrawn();
  window.Plotly.relayout(graph, { 'scene.camera': camera(turned) });
  await drawn;
}

/**
 * Plotly measures the eye in units of its box, whose sides it scales to a product of 1, and opens to 45 degrees: where
 * that shows as much at the target as the others' camera does.
 */
function camera(turned) {
  const { ahead, up } = eyeOf(spec.camera, turned);
  const [least, most] = spec.boundsNm;
  const unitNm = Math.cbrt(most.reduce((product, value, k) => product * (value - least[k]), 1));
  const halfHeightNm = spec.camera.distanceNm * Math.tan((spec.camera.fov * Math.PI) / 360);
  const distance = halfHeightNm / Math.tan(Math.PI / 8) / unitNm;
  const [x, y, z] = ahead.map(value => -distance * value);
  return { eye: { x, y, z }, up: { x: up[0], y: up[1], z: up[2] }, center: { x: 0, y: 0, z: 0 } };
}

window.peer = { load, show, frame };
