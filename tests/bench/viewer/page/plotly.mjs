// plotly.js's gl3d bundle, from the figure's JSON as a notebook holds it.
import { eyeOf } from './camera.mjs';

let graph;
let spec;

async function load(_scene, _draws, name) {
  return (await fetch(`/payloads/${name}`)).json();
}

async function show(host, figure, scene) {
  spec = scene.camera;
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

/** Plotly measures the eye in boxes of its data and has a fixed opening: near enough that the boxes look alike. */
function camera(turned) {
  const { ahead, up } = eyeOf(spec, turned);
  const [x, y, z] = ahead.map(value => -1.35 * value);
  return { eye: { x, y, z }, up: { x: up[0], y: up[1], z: up[2] }, center: { x: 0, y: 0, z: 0 } };
}

window.peer = { load, show, frame };
