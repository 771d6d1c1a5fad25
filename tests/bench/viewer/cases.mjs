// Who draws what. `draws` is what a page and a payload go by; `radius` is whether neurites have their own thickness.

export const ROWS = {
  skeletons: '100 skeletons',
  meshes: '20 meshes',
  points: '500,000 points',
  everything: 'everything',
  thousand: '1,000 skeletons',
};

const SKELETONS = [
  ['ours', 'cones', 'round cones', true],
  ['k3d', 'tubes', 'meshes of tubes, 6 sides', true],
  ['k3d', 'lines', "lines, shader 'simple'", false],
  ['plotly', 'tubes', 'mesh3d of tubes, 6 sides', true],
  ['plotly', 'lines', 'scatter3d lines', false],
  ['three', 'tubes', 'merged tubes, 6 sides', true],
  ['three', 'lines', 'LineSegments', false],
  ['three', 'wide', 'Line2 (LineSegments2)', false],
  ['deck', 'lines', 'LineLayer', false],
  ['neuroglancer', 'lines', 'skeletons', false],
];

const MESHES = [
  ['ours', 'meshes'],
  ['k3d', 'mesh'],
  ['plotly', 'mesh3d'],
  ['three', 'Mesh, MeshStandardMaterial'],
  ['deck', 'SimpleMeshLayer'],
  ['neuroglancer', 'legacy meshes'],
];

const POINTS = [
  ['ours', 'points'],
  ['k3d', "points, shader '3d'"],
  ['plotly', 'scatter3d markers'],
  ['three', 'Points'],
  ['deck', 'PointCloudLayer'],
  ['neuroglancer', 'annotations, all of them'],
  ['neuroglancer', 'annotations, thinned to one in 8 × 8 px (its default)', 'thinned'],
];

const FLAT = new Set(['three', 'deck', 'neuroglancer']);

/** Every case: `{ row, peer, technique, radius, draws: { skeletons?, meshes?, points?, set } }`. */
export const CASES = [
  ...SKELETONS.map(of => skeletons('skeletons', 'hundred', of)),
  ...MESHES.map(([peer, technique]) => ({ row: 'meshes', peer, technique, draws: { meshes: true } })),
  ...POINTS.map(([peer, technique, how = 'all']) => ({ row: 'points', peer, technique, draws: { points: how } })),
  // With what each peer has that comes nearest to a radius, and three.js's lines for the cheapest of all.
  ...SKELETONS.filter(([peer, how]) => how === 'tubes' || how === 'cones' || (how === 'lines' && FLAT.has(peer))).map(
    of => {
      const { draws, ...rest } = skeletons('everything', 'hundred', of);
      return { ...rest, draws: { ...draws, meshes: true, points: 'all' } };
    },
  ),
  ...SKELETONS.map(of => skeletons('thousand', 'thousand', of)),
];

function skeletons(row, set, [peer, how, technique, radius]) {
  return { row, peer, technique, radius, draws: { skeletons: how, set } };
}

export const nameOf = ({ row, peer, draws }) =>
  [row, peer, draws.skeletons, row === 'points' ? draws.points : undefined].filter(Boolean).join('-');
