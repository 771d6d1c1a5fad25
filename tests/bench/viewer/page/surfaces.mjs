// Surfaces lie one after another in two arrays; `of` says how large each is.

export function splitSurfaces(of, positions, triangles) {
  let [v, t] = [0, 0];
  return of.map(({ vertices, triangles: count }) => {
    const surface = {
      positions: positions.subarray(v, v + 3 * vertices),
      triangles: triangles.subarray(t, t + 3 * count),
    };
    v += 3 * vertices;
    t += 3 * count;
    return surface;
  });
}
