// deck.gl: LineLayer, SimpleMeshLayer, PointCloudLayer, each from typed arrays (its binary attributes).
import { COORDINATE_SYSTEM, Deck, OrbitView } from '@deck.gl/core';
import { LineLayer, PointCloudLayer } from '@deck.gl/layers';
import { SimpleMeshLayer } from '@deck.gl/mesh-layers';
import { colorOf, pointColor, rgbOf } from './camera.mjs';
import { loadRaw, segments } from './raw.mjs';

let deck;
let spec;
const umPerNm = 1e-3;
const bytesOf = hex => rgbOf(hex).map(value => Math.round(255 * value));

async function show(host, raw, scene, draws) {
  spec = scene.camera;
  const layers = [];
  if (draws.skeletons) layers.push(lines(raw.neurons));
  raw.meshes?.forEach((mesh, m) => {
    layers.push(surface(mesh, m));
  });
  if (raw.points) layers.push(cloud(raw.points));
  await new Promise((resolve, reject) => {
    deck = new Deck({
      parent: host,
      width: host.clientWidth,
      height: host.clientHeight,
      useDevicePixels: false,
      views: new OrbitView({ orbitAxis: 'Y', fovy: spec.fov, near: 0.1, far: 100 }),
      viewState: viewState(0, host.clientHeight),
      layers,
      onError: reject,
      onAfterRender: () => {
        if (deck.layerManager?.getLayers().every(layer => layer.isLoaded) && window.readback.flush()) resolve();
      },
    });
  });
}

function frame(turned) {
  deck.setProps({ viewState: viewState(turned, deck.height) });
  deck.redraw('benchmark');
  window.readback.flush();
}

/** deck.gl's orbit has y up: the scene is turned upside down by its own rotation. */
function viewState(turned, heightPx) {
  const pixelsPerUm = heightPx / (2 * Math.tan((spec.fov * Math.PI) / 360) * spec.distanceNm * umPerNm);
  return {
    target: spec.targetNm.map(value => value * umPerNm),
    rotationX: 180 + (spec.elevation * 180) / Math.PI,
    rotationOrbit: (-(spec.azimuth + turned) * 180) / Math.PI,
    zoom: Math.log2(pixelsPerUm),
  };
}

const common = { coordinateSystem: COORDINATE_SYSTEM.CARTESIAN };

function lines(neurons) {
  const ends = segments(neurons).map(value => value * umPerNm);
  const length = ends.length / 6;
  const colors = new Uint8Array(3 * length);
  const each = neurons.nodesEach - 1;
  for (let n = 0; n < neurons.neurons; n += 1) {
    const color = bytesOf(colorOf(n));
    for (let e = n * each; e < (n + 1) * each; e += 1) colors.set(color, 3 * e);
  }
  const attributes = {
    getSourcePosition: { value: ends, size: 3, stride: 24, offset: 0 },
    getTargetPosition: { value: ends, size: 3, stride: 24, offset: 12 },
    getColor: { value: colors, size: 3 },
  };
  return new LineLayer({ id: 'lines', ...common, data: { length, attributes }, getWidth: 1.5, widthUnits: 'pixels' });
}

function surface({ positions, triangles }, m) {
  const um = positions.map(value => value * umPerNm);
  return new SimpleMeshLayer({
    id: `mesh-${m}`,
    ...common,
    data: [0],
    mesh: {
      topology: 'triangle-list',
      attributes: {
        positions: { value: um, size: 3 },
        normals: { value: normals(um, triangles), size: 3 },
      },
      indices: { value: triangles, size: 1 },
    },
    getPosition: () => [0, 0, 0],
    getColor: bytesOf(colorOf(m)),
  });
}

function cloud(points) {
  return new PointCloudLayer({
    id: 'points',
    ...common,
    data: { length: points.length / 3, attributes: { getPosition: { value: points.map(v => v * umPerNm), size: 3 } } },
    pointSize: 1,
    sizeUnits: 'pixels',
    getColor: bytesOf(pointColor),
  });
}

/** deck.gl has no normals of its own: each vertex's is the sum of its triangles', longer for larger ones. */
function normals(positions, triangles) {
  const sums = new Float32Array(positions.length);
  for (let t = 0; t < triangles.length; t += 3) {
    const [a, b, c] = [3 * triangles[t], 3 * triangles[t + 1], 3 * triangles[t + 2]];
    const [ux, uy, uz] = [
      positions[b] - positions[a],
      positions[b + 1] - positions[a + 1],
      positions[b + 2] - positions[a + 2],
    ];
    const [vx, vy, vz] = [
      positions[c] - positions[a],
      positions[c + 1] - positions[a + 1],
      positions[c + 2] - positions[a + 2],
    ];
    const [x, y, z] = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
    for (const at of [a, b, c]) {
      sums[at] += x;
      sums[at + 1] += y;
      sums[at + 2] += z;
    }
  }
  for (let at = 0; at < sums.length; at += 3) {
    const length = Math.hypot(sums[at], sums[at + 1], sums[at + 2]) || 1;
    for (let k = 0; k < 3; k += 1) sums[at + k] /= length;
  }
  return sums;
}

window.peer = { load: loadRaw, show, frame };
