// Neuroglancer as a page embeds it, reading the scene in precomputed format from this machine.
import 'neuroglancer/unstable/util/polyfills.js';
import 'neuroglancer/unstable/layer/enabled_frontend_modules.js';
import 'neuroglancer/unstable/datasource/enabled_frontend_modules.js';
import 'neuroglancer/unstable/kvstore/enabled_frontend_modules.js';
import { makeMinimalViewer } from 'neuroglancer/unstable/ui/minimal_viewer.js';
import { colorOf, pointColor } from './camera.mjs';

let viewer;
let spec;

/** It takes references only, and reads what they name while the picture is being made. */
async function load(scene, draws) {
  const layers = [];
  const segmentation = (name, count, more) => ({
    type: 'segmentation',
    name,
    source: `precomputed://${location.origin}/scene/precomputed/${name}`,
    segments: Array.from({ length: count }, (_, n) => String(n + 1)),
    segmentColors: Object.fromEntries(Array.from({ length: count }, (_, n) => [String(n + 1), colorOf(n)])),
    ...more,
  });
  if (draws.skeletons) {
    const more = { skeletonRendering: { mode3d: 'lines', lineWidth3d: 1.5 } };
    layers.push(segmentation(draws.set, scene.sets[draws.set].neurons, more));
  }
  if (draws.meshes) layers.push(segmentation('meshes', scene.meshes.length));
  if (draws.points) {
    layers.push({
      type: 'annotation',
      name: 'points',
      source: `precomputed://${location.origin}/scene/precomputed/points`,
      annotationColor: pointColor,
      shader: 'void main() { setPointMarkerSize(2.0); setPointMarkerBorderWidth(0.0); setColor(defaultColor()); }',
      ...(draws.points === 'all' ? { projectionAnnotationSpacing: 0.25 } : {}),
    });
  }
  return layers;
}

async function show(host, layers, scene) {
  spec = scene.camera;
  viewer = makeMinimalViewer({ target: host, showUIControls: false, showPanelBorders: false, showLayerDialog: false });
  const { targetNm, distanceNm, fov } = spec;
  viewer.state.restoreState({
    dimensions: { x: [1e-9, 'm'], y: [1e-9, 'm'], z: [1e-9, 'm'] },
    position: targetNm,
    // The height of the view at the target.
    projectionScale: 2 * distanceNm * Math.tan((fov * Math.PI) / 360),
    projectionOrientation: orientation(0),
    layout: '3d',
    showAxisLines: false,
    showSlices: false,
    showScaleBar: false,
    showDefaultAnnotations: false,
    projectionBackgroundColor: '#ffffff',
    gpuMemoryLimit: 4e9,
    systemMemoryLimit: 8e9,
    layers,
  });
  for (;;) {
    await window.readback.animationFrame();
    if (!viewer.isReady()) continue;
    viewer.display.draw();
    // Drawing may itself find that something is missing.
    if (window.readback.flush() && viewer.isReady()) return;
  }
}

async function frame(turned) {
  const drawn = window.readback.nextDrawn();
  viewer.projectionOrientation.restoreState(orientation(turned));
  await drawn;
}

/** A turn about the depth axis after one about the horizontal. */
function orientation(turned) {
  const [a, e] = [(spec.azimuth + turned) / 2, -spec.elevation / 2];
  return [Math.cos(a) * Math.sin(e), Math.sin(a) * Math.cos(e), -Math.sin(a) * Math.sin(e), Math.cos(a) * Math.cos(e)];
}

window.peer = { load, show, frame, viewer: () => viewer };
