import type { BitStream } from './bit-stream.js';
import type { ObservedEdges } from './drawn-graph.js';
import { HashedPositions } from './position-set.js';

/** Up to so many cells, a bit for each pair says whether it is connected: 50 MB. */
const MOST_DENSE = 20_000;

/** After so many swaps one reversal of a triangle is tried: in small graphs, where it matters, more often. */
const swapsPerTriangle = (edgeCount: number): number => (edgeCount < 4096 ? 4 : 64);

/** Edges `pre -> post[e]`, edge e in row `pre` of the observed graph for ever: only its target changes. */
export interface SwapChain {
  /** Back to the observed edges. */
  reset(): void;
  /** Tries so many swaps. @returns how many were made */
  attempt(bits: BitStream, attempts: number): number;
  /** `targets[e]` now; the array is used again. */
  targets(): Uint32Array;
}

/**
 * Swaps of two edges a → b, c → d to a → d, c → b, unless that makes a loop or an edge that is there: then nothing
 * changes and the attempt counts all the same, or graphs with fewer swaps open to them would come too seldom.
 *
 * Swaps alone cannot turn a triangle a → b → c → a round, and some graphs are reached in no other way (Rao, Jana and
 * Bandyopadhyay 1996, Sankhyā A 58:225), so reversals of triangles are tried in between. Each change is proposed as
 * often as its undoing, hence in the long run every graph with these degrees comes as often as every other.
 */
export function swapChain(observed: ObservedEdges): SwapChain {
  return observed.cellCount <= MOST_DENSE ? new DenseChain(observed) : new HashedChain(observed);
}

/** Source and target of an edge in one word, and a bit for each pair: what is needed lies close together. */
class DenseChain implements SwapChain {
  readonly #offsets: Uint32Array;
  readonly #firstEdges: Uint32Array;
  readonly #firstBits: Uint32Array;
  readonly #edges: Uint32Array;
  readonly #bits: Uint32Array;
  readonly #targets: Uint32Array;
  readonly #stride: number;

  constructor({ cellCount, offsets, targets }: ObservedEdges) {
    this.#offsets = offsets;
    this.#stride = Math.ceil(cellCount / 32);
    this.#firstEdges = new Uint32Array(targets.length);
    this.#firstBits = new Uint32Array(cellCount * this.#stride);
    for (let pre = 0; pre < cellCount; pre++) {
      for (let edge = offsets[pre]; edge < offsets[pre + 1]; edge++) {
        const post = targets[edge];
        this.#firstEdges[edge] = (pre << 16) | post;
        this.#firstBits[pre * this.#stride + (post >>> 5)] |= 1 << (post & 31);
      }
    }
    this.#edges = this.#firstEdges.slice();
    this.#bits = this.#firstBits.slice();
    this.#targets = new Uint32Array(targets.length);
  }

  reset(): void {
    this.#edges.set(this.#firstEdges);
    this.#bits.set(this.#firstBits);
  }

  targets(): Uint32Array {
    for (let edge = 0; edge < this.#edges.length; edge++) this.#targets[edge] = this.#edges[edge] & 0xffff;
    return this.#targets;
  }

  attempt(stream: BitStream, attempts: number): number {
    const edges = this.#edges;
    const bits = this.#bits;
    const stride = this.#stride;
    const scale = edges.length / 2 ** 32;
    const period = swapsPerTriangle(edges.length);
    let accepted = 0;
    for (let tried = 1; tried <= attempts; tried++) {
      if (tried % period === 0) accepted += this.#reverse(stream);
      // Some edges are picked more often than others by one part in 2^32 / edges: a swap and its undoing alike.
      const e = (stream.next() * scale) >>> 0;
      const f = (stream.next() * scale) >>> 0;
      const first = edges[e];
      const second = edges[f];
      const a = first >>> 16;
      const b = first & 0xffff;
      const c = second >>> 16;
      const d = second & 0xffff;
      if (a === d || b === c) continue;
      const ad = a * stride + (d >>> 5);
      const dBit = 1 << (d & 31);
      if ((bits[ad] & dBit) !== 0) continue;
      const cb = c * stride + (b >>> 5);
      const bBit = 1 << (b & 31);
      if ((bits[cb] & bBit) !== 0) continue;
      bits[ad] |= dBit;
      bits[cb] |= bBit;
      bits[a * stride + (b >>> 5)] ^= bBit;
      bits[c * stride + (d >>> 5)] ^= dBit;
      edges[e] = (a << 16) | d;
      edges[f] = (c << 16) | b;
      accepted++;
    }
    return accepted;
  }

  #reverse(stream: BitStream): number {
    const edges = this.#edges;
    return reverseTriangle(stream, this.#offsets, {
      source: edge => edges[edge] >>> 16,
      target: edge => edges[edge] & 0xffff,
      has: (pre, post) => (this.#bits[pre * this.#stride + (post >>> 5)] & (1 << (post & 31))) !== 0,
      move: (edge, post) => {
        const pre = edges[edge] >>> 16;
        const old = edges[edge] & 0xffff;
        this.#bits[pre * this.#stride + (old >>> 5)] &= ~(1 << (old & 31));
        this.#bits[pre * this.#stride + (post >>> 5)] |= 1 << (post & 31);
        edges[edge] = (pre << 16) | post;
      },
    });
  }
}

/** The same for graphs of any size: connected pairs are hashed. */
class HashedChain implements SwapChain {
  readonly #offsets: Uint32Array;
  readonly #pre: Uint32Array;
  readonly #first: Uint32Array;
  readonly #post: Uint32Array;
  readonly #cellCount: number;
  readonly #pairs = new HashedPositions();

  constructor({ cellCount, offsets, targets }: ObservedEdges) {
    this.#cellCount = cellCount;
    this.#offsets = offsets;
    this.#first = targets;
    this.#pre = new Uint32Array(targets.length);
    for (let pre = 0; pre < cellCount; pre++) this.#pre.fill(pre, offsets[pre], offsets[pre + 1]);
    this.#post = new Uint32Array(targets.length);
    this.reset();
  }

  reset(): void {
    this.#post.set(this.#first);
    this.#pairs.clear();
    for (let edge = 0; edge < this.#post.length; edge++) {
      this.#pairs.add(this.#pre[edge] * this.#cellCount + this.#post[edge]);
    }
  }

  targets(): Uint32Array {
    return this.#post;
  }

  attempt(stream: BitStream, attempts: number): number {
    const pre = this.#pre;
    const post = this.#post;
    const pairs = this.#pairs;
    const cells = this.#cellCount;
    const scale = post.length / 2 ** 32;
    const period = swapsPerTriangle(post.length);
    let accepted = 0;
    for (let tried = 1; tried <= attempts; tried++) {
      if (tried % period === 0) accepted += this.#reverse(stream);
      const e = (stream.next() * scale) >>> 0;
      const f = (stream.next() * scale) >>> 0;
      const a = pre[e];
      const b = post[e];
      const c = pre[f];
      const d = post[f];
      if (a === d || b === c || pairs.has(a * cells + d) || pairs.has(c * cells + b)) continue;
      pairs.delete(a * cells + b);
      pairs.delete(c * cells + d);
      pairs.add(a * cells + d);
      pairs.add(c * cells + b);
      post[e] = d;
      post[f] = b;
      accepted++;
    }
    return accepted;
  }

  #reverse(stream: BitStream): number {
    const cells = this.#cellCount;
    return reverseTriangle(stream, this.#offsets, {
      source: edge => this.#pre[edge],
      target: edge => this.#post[edge],
      has: (pre, post) => this.#pairs.has(pre * cells + post),
      move: (edge, post) => {
        const row = this.#pre[edge] * cells;
        this.#pairs.delete(row + this.#post[edge]);
        this.#pairs.add(row + post);
        this.#post[edge] = post;
      },
    });
  }
}

interface EdgesAtHand {
  source(edge: number): number;
  target(edge: number): number;
  has(pre: number, post: number): boolean;
  move(edge: number, post: number): void;
}

/**
 * An edge a → b, an edge b → c, and if there is c → a and none of the three the other way round, all are turned.
 *
 * A triangle is found from any of its edges, and its cells make as many edges before as after: the way back is as likely.
 * Half of the chances are let go: a triangle alone, turned every time, would end the same way round in every draw.
 */
function reverseTriangle(stream: BitStream, offsets: Uint32Array, edges: EdgesAtHand): number {
  if (stream.next() < 2 ** 31) return 0;
  const ab = stream.below(offsets[offsets.length - 1]);
  const a = edges.source(ab);
  const b = edges.target(ab);
  const made = offsets[b + 1] - offsets[b];
  if (made === 0) return 0;
  const bc = offsets[b] + stream.below(made);
  const c = edges.target(bc);
  if (a === c || !edges.has(c, a) || edges.has(b, a) || edges.has(c, b) || edges.has(a, c)) return 0;
  let ca = offsets[c];
  while (edges.target(ca) !== a) ca++;
  edges.move(ab, c);
  edges.move(bc, a);
  edges.move(ca, b);
  return 1;
}
