// k3d's standalone page, from a binary snapshot that its Python side made, in base64 as a notebook holds it.
import { eyeOf } from './camera.mjs';

let k3d;
let spec;

async function load(_scene, _draws, name) {
  return (await fetch(`/payloads/${name}`)).text();
}

async function show(host, base64, scene) {
  spec = scene.camera;
  const { CreateK3DAndLoadBinarySnapshot } = window.k3d;
  k3d = await CreateK3DAndLoadBinarySnapshot(decode(base64), host);
  // What it draws before it answers are its lights; the scene follows in animation frames of its own.
  const [before, objects] = [window.readback.draws, k3d.getWorld().K3DObjects.children.length];
  while (window.readback.draws - before < objects) await window.readback.animationFrame();
  window.readback.flush();
}

async function frame(turned) {
  const { eye, up } = eyeOf(spec, turned);
  k3d.setCamera([...eye, ...spec.targetNm, ...up]);
  await k3d.render();
  window.readback.flush();
}

/** As k3d's own page does it. */
function decode(base64) {
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i += 1) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

window.peer = { load, show, frame };
