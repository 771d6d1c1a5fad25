// The scene that every viewer of the benchmark draws: trees that branch as neurons do, tubes around other such trees
// as meshes, and synapses along the neurites. All from one seed; lengths in whole nm, as segmentations have them.
import { tubes } from './page/tubes.mjs';

/** The box the somata stand in, nm: x, depth, z. Neurites leave it a little. */
export const BOX_NM = [1_000_000, 700_000, 400_000];
export const SOMA_RADIUS_NM = 6_000;
const stepNm = 1_200;
const thinnestNm = 90;

/** mulberry32: numbers from 0 to 1, the same for a seed everywhere. */
export function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * One neuron of exactly `count` nodes: `nodes[4*i + k]` is x, y, z, radius; `parents[i]` is -1 for the soma, which is
 * node 0, and otherwise smaller than i. Branches follow one another whole, as tracing programs write them.
 */
export function growNeuron(random, count) {
  const soma = BOX_NM.map(size => size * (0.1 + 0.8 * random()));
  const grown = [{ parent: -1, at: soma, radius: SOMA_RADIUS_NM }];
  const tips = [];
  const stems = 6 + Math.floor(3 * random());
  for (let s = 0; s < stems; s += 1) {
    // The first runs up to the pia, the last is the axon: thin from its start.
    const ahead = s === 0 ? [0, -1, 0] : direction(random);
    const at = soma.map((value, k) => value + ahead[k] * SOMA_RADIUS_NM);
    const radius = s === 0 ? 1_500 : s === stems - 1 ? 300 : 900;
    tips.push({ node: grown.push({ parent: 0, at, radius }) - 1, ahead, radius });
  }
  for (let turn = 0; grown.length < count; turn += 1) {
    const tip = tips[turn % tips.length];
    tip.ahead = unit(tip.ahead.map(value => value + 0.5 * (random() - 0.5)));
    tip.radius = Math.max(thinnestNm, tip.radius * 0.996);
    const from = grown[tip.node].at;
    const at = from.map((value, k) => value + tip.ahead[k] * stepNm);
    tip.node = grown.push({ parent: tip.node, at, radius: tip.radius * (0.85 + 0.3 * random()) }) - 1;
    if (random() < 1 / 110 && tips.length < 60) {
      tip.radius *= 0.8;
      const aside = direction(random);
      tips.push({ node: tip.node, ahead: unit(tip.ahead.map((value, k) => value + aside[k])), radius: tip.radius });
    }
  }
  return depthFirst(grown);
}

/** `neurons` of `nodesEach`, as one list: `firstNode[n]` to `firstNode[n + 1]` are those of neuron n. */
export function growNeurons(seed, neurons, nodesEach) {
  const random = randomFrom(seed);
  const nodes = new Float32Array(4 * neurons * nodesEach);
  const parents = new Int32Array(neurons * nodesEach);
  for (let n = 0; n < neurons; n += 1) {
    const grown = growNeuron(random, nodesEach);
    nodes.set(grown.nodes, 4 * n * nodesEach);
    parents.set(grown.parents, n * nodesEach);
  }
  return { neurons, nodesEach, nodes, parents };
}

/** Closed-looking surfaces of about 40 triangles a node: 5,000 nodes make 200,000. */
export function growMeshes(seed, meshes, nodesEach) {
  const random = randomFrom(seed);
  return Array.from({ length: meshes }, () => {
    const { nodes, parents } = growNeuron(random, nodesEach);
    for (let i = 3; i < nodes.length; i += 4) nodes[i] *= 1.6;
    const surface = tubes(nodes, parents, 20);
    surface.positions = surface.positions.map(Math.round);
    return surface;
  });
}

/** Synapses beside the nodes of some neurons. */
export function growPoints(seed, count, { nodes }) {
  const random = randomFrom(seed);
  const points = new Float32Array(3 * count);
  for (let p = 0; p < count; p += 1) {
    const node = Math.floor(random() * (nodes.length / 4));
    const aside = direction(random);
    for (let k = 0; k < 3; k += 1) {
      points[3 * p + k] = Math.round(nodes[4 * node + k] + aside[k] * (nodes[4 * node + 3] + 400));
    }
  }
  return points;
}

function depthFirst(grown) {
  const children = grown.map(() => []);
  grown.forEach(({ parent }, i) => {
    if (parent >= 0) children[parent].push(i);
  });
  const nodes = new Float32Array(4 * grown.length);
  const parents = new Int32Array(grown.length);
  const stack = [[0, -1]];
  for (let place = 0; stack.length > 0; place += 1) {
    const [i, parent] = stack.pop();
    nodes.set([...grown[i].at, grown[i].radius].map(Math.round), 4 * place);
    parents[place] = parent;
    for (const child of children[i]) stack.push([child, place]);
  }
  return { nodes, parents };
}

function direction(random) {
  const z = 2 * random() - 1;
  const turn = 2 * Math.PI * random();
  const across = Math.sqrt(1 - z * z);
  return [across * Math.cos(turn), across * Math.sin(turn), z];
}

function unit(vector) {
  const length = Math.hypot(...vector);
  return vector.map(value => value / length);
}
