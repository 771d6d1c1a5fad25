/** Small scenes for pictures and measures, made of nothing but the contract. */

import { packBytes } from '../../../kernel-helpers/contract/bytes.js';
import { packMeshes } from '../../../kernel-helpers/contract/scene/meshes.js';
import { type PointColumns, packPoints } from '../../../kernel-helpers/contract/scene/points.js';
import type {
  Scene,
  SceneBox,
  SceneCell,
  SceneMeshes,
  ScenePaint,
  ScenePoints,
  SceneSkeletons,
} from '../../../kernel-helpers/contract/scene/scene.js';
import { packSkeletons } from '../../../kernel-helpers/contract/scene/skeletons.js';
import type { Mesh } from '../../../kernel-helpers/core/mesh.js';
import type { Skeleton } from '../../../kernel-helpers/core/skeleton.js';

export const COLORS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9'] as const;

export function cell(n: number, given: Partial<SceneCell> = {}): SceneCell {
  return {
    id: String(864691135396580129n + BigInt(n)),
    label: `cell ${n}`,
    type: null,
    color: COLORS[n % 6],
    ...given,
  };
}

export function sceneOf(cells: readonly SceneCell[], items: Scene['items'], given: Partial<Scene> = {}): Scene {
  return {
    version: 2,
    title: '',
    caption: '',
    synthetic: true,
    notes: [],
    axes: 'cortex',
    cells,
    items,
    layers: [],
    ...given,
  };
}

/** Tree n is cell n's. */
export function skeletons(trees: readonly Skeleton[], given: Partial<SceneSkeletons> = {}): SceneSkeletons {
  return {
    kind: 'skeletons',
    key: 'skeletons',
    name: 'neurons',
    opacity: 1,
    radiusScale: 1,
    trees: trees.map(({ nodeCount }, n) => ({ cell: n, nodeCount })),
    packed: packSkeletons(trees),
    ...given,
  };
}

/** Mesh n is cell n's. */
export async function meshes(surfaces: readonly Mesh[], given: Partial<SceneMeshes> = {}): Promise<SceneMeshes> {
  const { parts, packed } = await packMeshes(surfaces);
  return {
    kind: 'meshes',
    key: 'meshes',
    name: 'surfaces',
    opacity: 1,
    parts: parts.map((part, n) => ({ ...part, cell: n })),
    packed,
    ...given,
  };
}

export function points(columns: PointColumns, given: Partial<ScenePoints> = {}): ScenePoints {
  return {
    kind: 'points',
    key: 'points',
    name: 'synapses',
    role: 'synapses',
    opacity: 1,
    radiusNm: 300,
    color: null,
    packed: packPoints(columns),
    ...given,
  };
}

export function box(minNm: SceneBox['minNm'], maxNm: SceneBox['maxNm']): SceneBox {
  return { kind: 'box', key: 'box', name: 'imaged volume', color: null, minNm, maxNm };
}

export function paint(codes: ArrayLike<number>, given: Omit<ScenePaint, 'codes'>): ScenePaint {
  return { codes: packBytes(Uint8Array.from(codes)), ...given };
}

/** A sphere of triangles; `bumps` of its radius up and down make it a surface worth shading. */
export function bumpySphere(centreNm: readonly number[], radiusNm: number, rings: number, bumps = 0.15): Mesh {
  const around = 2 * rings;
  const positions: number[] = [];
  for (let i = 0; i <= rings; i += 1) {
    for (let j = 0; j < around; j += 1) {
      const [theta, phi] = [(Math.PI * i) / rings, (2 * Math.PI * j) / around];
      const radius = radiusNm * (1 + bumps * Math.sin(4 * theta) * Math.cos(3 * phi));
      positions.push(
        centreNm[0] + radius * Math.sin(theta) * Math.cos(phi),
        centreNm[1] + radius * Math.cos(theta),
        centreNm[2] + radius * Math.sin(theta) * Math.sin(phi),
      );
    }
  }
  const triangles: number[] = [];
  for (let i = 0; i < rings; i += 1) {
    for (let j = 0; j < around; j += 1) {
      const [a, b] = [i * around + j, i * around + ((j + 1) % around)];
      triangles.push(a, b, a + around, b, b + around, a + around);
    }
  }
  return {
    vertexCount: positions.length / 3,
    triangleCount: triangles.length / 3,
    positionsNm: Float32Array.from(positions),
    triangles: Uint32Array.from(triangles),
  };
}

/** A straight neurite along x of so many nodes, `radiusNm` thick, about the origin of x at `[0, yNm, zNm]`. */
export function rod(lengthNm: number, radiusNm: number, nodes = 2, [yNm, zNm] = [0, 0]): Skeleton {
  return {
    nodeCount: nodes,
    positionsNm: Float32Array.from({ length: 3 * nodes }, (_, i) => {
      const k = i % 3;
      return k === 0 ? lengthNm * (Math.floor(i / 3) / (nodes - 1) - 0.5) : k === 1 ? yNm : zNm;
    }),
    radiiNm: new Float32Array(nodes).fill(radiusNm),
    parents: Int32Array.from({ length: nodes }, (_, i) => i - 1),
    compartments: new Uint8Array(nodes).fill(3),
  };
}
