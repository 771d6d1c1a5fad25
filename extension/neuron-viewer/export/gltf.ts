/** The scene as binary glTF, by three's exporter. */

import {
  BufferAttribute,
  BufferGeometry,
  Color,
  Group,
  LineBasicMaterial,
  LineSegments,
  type Material,
  Mesh,
  MeshStandardMaterial,
  Scene,
} from 'three';
import { GLTFExporter } from 'three/examples/jsm/exporters/GLTFExporter.js';
import { middle } from '../camera/camera';
import { boundsOf } from '../drawables/extent';
import { fileNameOf, type IExportedFile, type IExportedScene } from './exported-scene';
import { type ISurface, type SkeletonForm, surfacesOf } from './surfaces';

const metresPerUm = 1e-6;

/**
 * In metres with y up, as glTF has it: the root node scales micrometres and turns the depth axis round, the numbers in
 * the file are µm from the scene's middle, whose place the root's extras tell. Names and ids are the nodes' extras.
 */
export async function exportGltf(scene: IExportedScene, form: SkeletonForm): Promise<IExportedFile> {
  const { title, caption, synthetic } = scene.decoded.scene;
  const originUm = middle(boundsOf(scene.decoded.items));
  const { surfaces, left } = surfacesOf(scene, originUm, form);
  if (surfaces.length === 0) throw new Error('nothing shows in this view; show something before you take it along');
  const root = new Group();
  root.name = title === '' ? 'neurons' : title;
  root.userData = {
    title,
    caption,
    synthetic,
    units: 'micrometres from originUm, y growing with depth',
    originUm: [...originUm],
    ...(left.length > 0 ? { leftOut: left } : {}),
  };
  root.scale.setScalar(metresPerUm);
  root.rotation.x = Math.PI;
  const objects = surfaces.map(objectOf);
  root.add(...objects);
  const top = new Scene();
  top.name = root.name;
  top.add(root);
  top.updateMatrixWorld(true);
  try {
    const glb = await new GLTFExporter().parseAsync(top, { binary: true, onlyVisible: false, trs: true });
    const content = new Uint8Array(glb as ArrayBuffer);
    return { name: fileNameOf(title, 'glb'), type: 'model/gltf-binary', content };
  } finally {
    for (const { geometry, material } of objects) {
      geometry.dispose();
      (material as Material).dispose();
    }
  }
}

function objectOf(surface: ISurface): Mesh | LineSegments {
  const { kind, positions, corners, color, colors, opacity } = surface;
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(positions, 3));
  geometry.setIndex(new BufferAttribute(corners, 1));
  if (colors) geometry.setAttribute('color', new BufferAttribute(linearColors(colors), 3));
  if (kind === 'triangles') geometry.computeVertexNormals();
  const look = {
    color: new Color(color ?? '#ffffff'),
    vertexColors: colors !== undefined,
    opacity,
    transparent: opacity < 1,
  };
  const object =
    kind === 'lines'
      ? new LineSegments(geometry, new LineBasicMaterial(look))
      : new Mesh(geometry, new MeshStandardMaterial({ ...look, roughness: 0.7, metalness: 0 }));
  object.name = surface.name;
  object.userData = { ...surface.facts };
  return object;
}

/** glTF's colours of vertices are linear. */
function linearColors(colors: readonly string[]): Float32Array {
  const linear = new Map<string, Color>();
  const values = new Float32Array(3 * colors.length);
  colors.forEach((text, i) => {
    const color = linear.get(text) ?? new Color(text);
    linear.set(text, color);
    color.toArray(values, 3 * i);
  });
  return values;
}
