// Tubes around a tree, as three.js, k3d and plotly users draw neurites with a radius: a ring of vertices at every node,
// joined to the ring at its parent, and a ball for the soma.

const ballRows = 12;
const ballColumns = 16;

/** `nodes[4*i + k]` is x, y, z, radius of node i; node 0 is the soma. Vertices shared within a tube, none between. */
export function tubes(nodes, parents, sides) {
  const count = parents.length;
  const ball = (ballRows + 1) * (ballColumns + 1);
  const positions = new Float32Array(3 * (sides * count + ball));
  const triangles = new Uint32Array(3 * (2 * sides * (count - 1) + 2 * ballRows * ballColumns));
  const children = new Int32Array(count).fill(-1);
  for (let i = 1; i < count; i += 1) children[parents[i]] = i;
  for (let i = 0; i < count; i += 1) {
    // Along the neurite: from the node before to the one after.
    const before = Math.max(0, parents[i]);
    const after = children[i] >= 0 ? children[i] : i;
    const radius = i === 0 ? nodes[4 * Math.max(0, children[0]) + 3] : nodes[4 * i + 3];
    ring(positions, 3 * sides * i, nodes, i, radius, axisBetween(nodes, before, after), sides);
  }
  let t = 0;
  for (let i = 1; i < count; i += 1) {
    const [from, to] = [sides * parents[i], sides * i];
    for (let s = 0; s < sides; s += 1) {
      const next = (s + 1) % sides;
      triangles.set([from + s, to + s, from + next, from + next, to + s, to + next], t);
      t += 6;
    }
  }
  soma(positions, triangles, sides * count, t, nodes);
  return { positions, triangles };
}

function axisBetween(nodes, from, to) {
  const along = [0, 1, 2].map(k => nodes[4 * to + k] - nodes[4 * from + k]);
  const length = Math.hypot(...along);
  return length > 0 ? along.map(value => value / length) : [0, 1, 0];
}

function ring(positions, at, nodes, node, radius, [x, y, z], sides) {
  // Two directions across the axis that turn little from one node to the next.
  const least = Math.abs(z) < 0.9 ? [y, -x, 0] : [0, z, -y];
  const length = Math.hypot(...least);
  const [ux, uy, uz] = least.map(value => value / length);
  const [vx, vy, vz] = [y * uz - z * uy, z * ux - x * uz, x * uy - y * ux];
  for (let s = 0; s < sides; s += 1) {
    const [c, d] = [radius * Math.cos((2 * Math.PI * s) / sides), radius * Math.sin((2 * Math.PI * s) / sides)];
    positions[at + 3 * s] = nodes[4 * node] + c * ux + d * vx;
    positions[at + 3 * s + 1] = nodes[4 * node + 1] + c * uy + d * vy;
    positions[at + 3 * s + 2] = nodes[4 * node + 2] + c * uz + d * vz;
  }
}

function soma(positions, triangles, first, t, nodes) {
  const radius = nodes[3];
  for (let row = 0; row <= ballRows; row += 1) {
    for (let column = 0; column <= ballColumns; column += 1) {
      const [down, round] = [(Math.PI * row) / ballRows, (2 * Math.PI * column) / ballColumns];
      const at = 3 * (first + row * (ballColumns + 1) + column);
      positions[at] = nodes[0] + radius * Math.sin(down) * Math.cos(round);
      positions[at + 1] = nodes[1] + radius * Math.cos(down);
      positions[at + 2] = nodes[2] + radius * Math.sin(down) * Math.sin(round);
      if (row === ballRows || column === ballColumns) continue;
      const a = first + row * (ballColumns + 1) + column;
      const b = a + ballColumns + 1;
      triangles.set([a, a + 1, b, b, a + 1, b + 1], t);
      t += 6;
    }
  }
}
