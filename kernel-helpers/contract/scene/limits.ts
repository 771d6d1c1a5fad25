/** The most a scene may hold: more than a browser draws with ease, and far from what would fill its memory. */
export const SCENE_LIMITS = {
  nodes: 16_000_000,
  vertices: 16_000_000,
  triangles: 32_000_000,
  points: 8_000_000,
  cells: 100_000,
  items: 1_000,
  layers: 100,
  notes: 100,
  textLength: 10_000,
  addressLength: 2_000,
} as const;
