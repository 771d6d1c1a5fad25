// three.js's own ways: LineSegments, LineSegments2 (the class under Line2), merged tubes, Mesh, Points.
import {
  BufferAttribute,
  BufferGeometry,
  Color,
  DirectionalLight,
  HemisphereLight,
  LineBasicMaterial,
  LineSegments,
  Mesh,
  MeshStandardMaterial,
  PerspectiveCamera,
  Points,
  PointsMaterial,
  Scene,
  WebGLRenderer,
} from 'three';
import { LineMaterial } from 'three/examples/jsm/lines/LineMaterial.js';
import { LineSegments2 } from 'three/examples/jsm/lines/LineSegments2.js';
import { LineSegmentsGeometry } from 'three/examples/jsm/lines/LineSegmentsGeometry.js';
import { colorOf, eyeOf, pointColor } from './camera.mjs';
import { loadRaw, segments } from './raw.mjs';
import { tubes } from './tubes.mjs';

let renderer;
let objects;
let camera;
let spec;

function show(host, raw, scene, draws) {
  spec = scene.camera;
  renderer = new WebGLRenderer({ antialias: true });
  renderer.setSize(host.clientWidth, host.clientHeight);
  renderer.setClearColor(0xffffff);
  host.append(renderer.domElement);
  objects = new Scene();
  const sun = new DirectionalLight(0xffffff, 2);
  sun.position.set(-1, -2, -2);
  objects.add(sun, new HemisphereLight(0xffffff, 0x888888, 1.5));
  if (draws.skeletons === 'tubes') addTubes(raw.neurons);
  if (draws.skeletons === 'lines') addLines(raw.neurons);
  if (draws.skeletons === 'wide') addWide(raw.neurons);
  raw.meshes?.forEach((mesh, m) => {
    addMesh(mesh, colorOf(m));
  });
  if (raw.points) {
    const geometry = new BufferGeometry().setAttribute('position', new BufferAttribute(raw.points, 3));
    objects.add(new Points(geometry, new PointsMaterial({ color: pointColor, size: 2, sizeAttenuation: false })));
  }
  camera = new PerspectiveCamera(
    spec.fov,
    host.clientWidth / host.clientHeight,
    spec.distanceNm / 4,
    spec.distanceNm * 2,
  );
  frame(0);
}

function frame(turned) {
  const { eye, up } = eyeOf(spec, turned);
  camera.up.set(...up);
  camera.position.set(...eye);
  camera.lookAt(...spec.targetNm);
  renderer.render(objects, camera);
  window.readback.flush();
}

function addTubes({ neurons, nodesEach, nodes, parents }) {
  for (let n = 0; n < neurons; n += 1) {
    const [from, to] = [n * nodesEach, (n + 1) * nodesEach];
    addMesh(tubes(nodes.subarray(4 * from, 4 * to), parents.subarray(from, to), 6), colorOf(n));
  }
}

function addMesh({ positions, triangles }, color) {
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(positions, 3));
  geometry.setIndex(new BufferAttribute(triangles, 1));
  geometry.computeVertexNormals();
  objects.add(new Mesh(geometry, new MeshStandardMaterial({ color, roughness: 0.8 })));
}

function vertexColors({ neurons, nodesEach }, ends) {
  const colors = new Float32Array(ends.length);
  const each = 6 * (nodesEach - 1);
  for (let n = 0; n < neurons; n += 1) {
    const { r, g, b } = new Color(colorOf(n));
    for (let at = n * each; at < (n + 1) * each; at += 3) colors.set([r, g, b], at);
  }
  return colors;
}

function addLines(neurons) {
  const ends = segments(neurons);
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(ends, 3));
  geometry.setAttribute('color', new BufferAttribute(vertexColors(neurons, ends), 3));
  objects.add(new LineSegments(geometry, new LineBasicMaterial({ vertexColors: true })));
}

function addWide(neurons) {
  const ends = segments(neurons);
  const geometry = new LineSegmentsGeometry().setPositions(ends);
  geometry.setColors(vertexColors(neurons, ends));
  objects.add(new LineSegments2(geometry, new LineMaterial({ vertexColors: true, linewidth: 1.5 })));
}

window.peer = { load: loadRaw, show, frame };
