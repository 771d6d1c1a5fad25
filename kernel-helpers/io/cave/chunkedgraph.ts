import { type IdLike, parseId, type RootId } from '../../core/ids.js';
import { FormatError, UnsupportedError } from '../../errors.js';
import type { DatastackInfo } from './datastack-info.js';
import { type ExactJson, writeExactJson } from './exact-json.js';
import { type Instant, secondsText } from './instant.js';
import { asArray, asNumber, asObject, shapeFault } from './json-shape.js';
import type { CaveTransport } from './transport.js';

/** At which moment the segmentation is looked at; default: that of the client's version. */
export interface AtOptions {
  readonly at?: Instant;
}

/** A root that shares pieces with another one. */
export interface RootSuggestion {
  readonly id: RootId;
  /** Part of the asked root's chunks that lies in this one, 0 to 1. */
  readonly fraction: number;
}

/** The edits that lead to and from a root. */
export interface Lineage {
  /** Roots with the seconds since 1970 when they came to be. */
  readonly nodes: readonly { readonly id: RootId; readonly timestamp: number }[];
  /** `[earlier, later]`. */
  readonly edges: readonly (readonly [RootId, RootId])[];
}

const IDS_PER_REQUEST = 10_000;
/** Overlap is measured this many layers below the top, where chunks are small against a neuron. */
const LAYERS_BELOW_TOP = 4;

/**
 * The segmentation as proofreading changes it: which root a supervoxel belongs to, and what became of a root.
 *
 * Every edit of a cell gives it a new root id. Times default to the moment of the client's version, so that answers fit
 * its tables; pass `{ at: new Date() }` for the state of now.
 *
 * @source https://github.com/CAVEconnectome/PyChunkedGraph
 */
export class ChunkedGraph {
  /** False for a datastack whose segmentation is fixed: then every method throws. */
  readonly available: boolean;
  readonly #transport: CaveTransport;
  readonly #info: DatastackInfo;
  readonly #defaultAt: string;
  #layers: Promise<number> | undefined;

  /** @internal */
  constructor(transport: CaveTransport, info: DatastackInfo, defaultAt: string) {
    this.available = info.chunkedgraphTable !== undefined;
    this.#transport = transport;
    this.#info = info;
    this.#defaultAt = defaultAt;
  }

  /**
   * The root of each supervoxel: `roots[i]` holds `supervoxels[i]`.
   *
   * @throws {InvalidArgumentError} for an id that is none.
   * @example
   * await client.chunkedgraph.roots([97557743795364048n]); // BigUint64Array
   */
  async roots(supervoxels: Iterable<IdLike> | BigUint64Array, { at }: AtOptions = {}): Promise<BigUint64Array> {
    return this.#rootsOf(idsOf(supervoxels, 'supervoxel'), at);
  }

  /**
   * For each root whether it is one at that time: there already, and not yet replaced by an edit.
   *
   * @example
   * await client.chunkedgraph.isLatest([864691135571546917n]); // [true] or [false]
   */
  async isLatest(roots: Iterable<IdLike> | BigUint64Array, { at }: AtOptions = {}): Promise<boolean[]> {
    const ids = idsOf(roots, 'root');
    const timestamp = this.#seconds(at);
    const current = await this.#perRoot(ids, 'is_latest_roots', 'is_latest', { timestamp });
    // a root that an edit made only later counts as not replaced on the server
    const born = await this.#perRoot(ids, 'root_timestamps', 'timestamp', { latest: 'False' });
    return current.map(
      (is, i) => is === true && asNumber(born[i], 'root timestamps', `entry ${i}`) <= Number(timestamp),
    );
  }

  /** When each root came to be, by the edit that made it or by the first segmentation. */
  async times(roots: Iterable<IdLike> | BigUint64Array): Promise<Date[]> {
    const ids = idsOf(roots, 'root');
    const seconds = await this.#perRoot(ids, 'root_timestamps', 'timestamp', { latest: 'False' });
    return seconds.map((value, i) => new Date(asNumber(value, 'root timestamps', `entry ${i}`) * 1000));
  }

  /** Supervoxels of a root, or its nodes at layer `stopLayer` (1 are supervoxels). */
  async leaves(root: IdLike, { stopLayer }: { readonly stopLayer?: number } = {}): Promise<BigUint64Array> {
    const id = parseId(root, 'root id');
    const what = `leaves of ${id}`;
    const query = { stop_layer: stopLayer === undefined ? undefined : String(stopLayer) };
    const answer = asObject(await this.#transport.json(`${this.#base()}/node/${id}/leaves`, { what, query }), what);
    return idArray(asArray(answer.leaf_ids, what, 'leaf_ids'), what);
  }

  /** The edits between two moments that a root comes from or leads to. */
  async lineage(
    root: IdLike,
    { past, future }: { readonly past?: Instant; readonly future?: Instant } = {},
  ): Promise<Lineage> {
    const id = parseId(root, 'root id');
    const what = `lineage of ${id}`;
    const query = {
      timestamp_past: past === undefined ? undefined : secondsText(past, 'past'),
      timestamp_future: this.#seconds(future),
    };
    const body = writeExactJson({ root_ids: [id] });
    const answer = asObject(
      await this.#transport.json(`${this.#base()}/lineage_graph_multiple`, { what, query, body }),
      what,
    );
    const nodes = asArray(answer.nodes, what, 'nodes').map((entry, i) => {
      const node = asObject(entry, what, `node ${i}`);
      return {
        id: idOf(node.id, what, `node ${i} id`) as RootId,
        timestamp: asNumber(node.timestamp, what, `node ${i} timestamp`),
      };
    });
    const edges = asArray(answer.links, what, 'links').map((entry, i): [RootId, RootId] => {
      const link = asObject(entry, what, `link ${i}`);
      return [
        idOf(link.source, what, `link ${i} source`) as RootId,
        idOf(link.target, what, `link ${i} target`) as RootId,
      ];
    });
    return { nodes, edges };
  }

  /**
   * The roots that edits made of a root by that time, or that it was made of, when that time lies before it: all of
   * them, in no order. {@link suggestLatestRoots} says which is most like it.
   */
  async latestRoots(root: IdLike, { at }: AtOptions = {}): Promise<RootId[]> {
    const id = parseId(root, 'root id') as RootId;
    const until = this.#seconds(at);
    const [born] = await this.#perRoot(BigUint64Array.of(id), 'root_timestamps', 'timestamp', { latest: 'False' });
    const bornAt = asNumber(born, 'root timestamps', 'entry 0');
    const then = new Date(bornAt * 1000);
    const forward = bornAt < Number(until);
    const moment = at ?? this.#defaultAt;
    const lineage = await this.lineage(id, forward ? { past: then, future: moment } : { past: moment, future: then });
    // an edit after that time is in the answer with one end before it
    const nodes = forward ? lineage.nodes.filter(({ timestamp }) => timestamp <= Number(until)) : lineage.nodes;
    const inside = new Set(nodes.map(node => node.id));
    const edges = lineage.edges.filter(([earlier, later]) => inside.has(earlier) && inside.has(later));
    const passed = new Set(edges.map(([earlier, later]) => (forward ? earlier : later)));
    const ends = nodes.filter(node => !passed.has(node.id)).map(node => node.id);
    return ends.length === 0 ? [id] : ends;
  }

  /**
   * The roots at that time that hold pieces of a root, the one with most of it first: what to use in place of an id that
   * has gone stale. Pieces are chunks of middle size that edits did not touch, so that fractions need not add up to 1.
   *
   * @example
   * const [best] = await client.chunkedgraph.suggestLatestRoots(864691135571546917n);
   * best.id; // the root at the client's version that has most of it
   */
  async suggestLatestRoots(root: IdLike, { at }: AtOptions = {}): Promise<RootSuggestion[]> {
    const id = parseId(root, 'root id');
    const stopLayer = Math.max(1, (await this.#layerCount()) - LAYERS_BELOW_TOP);
    const chunks = await this.leaves(id, { stopLayer });
    if (chunks.length === 0) return [];
    const counts = new Map<bigint, number>();
    for (const current of await this.#rootsOf(chunks, at)) counts.set(current, (counts.get(current) ?? 0) + 1);
    counts.delete(0n);
    return [...counts]
      .map(([current, count]) => ({ id: current as RootId, fraction: count / chunks.length }))
      .sort((a, b) => b.fraction - a.fraction || (a.id < b.id ? -1 : 1));
  }

  async #rootsOf(ids: BigUint64Array, at: Instant | undefined): Promise<BigUint64Array> {
    const what = 'roots of supervoxels';
    const query = { timestamp: this.#seconds(at) };
    const roots = new BigUint64Array(ids.length);
    for (let start = 0; start < ids.length; start += IDS_PER_REQUEST) {
      const part = ids.slice(start, start + IDS_PER_REQUEST);
      const body = new Uint8Array(part.buffer);
      const { bytes } = await this.#transport.bytes(`${this.#base()}/roots_binary`, { what, query, body });
      if (bytes.length !== body.length) {
        throw new FormatError(
          `cave ${what} has the wrong length: received ${bytes.length} bytes, expected ${body.length}`,
          { format: 'cave roots', at: `byte ${Math.min(bytes.length, body.length)}` },
        );
      }
      roots.set(new BigUint64Array(bytes.slice().buffer), start);
    }
    return roots;
  }

  async #perRoot(
    ids: BigUint64Array,
    endpoint: string,
    member: string,
    query: Record<string, string | undefined>,
  ): Promise<ExactJson[]> {
    const what = `${member} of roots`;
    const values: ExactJson[] = [];
    for (let start = 0; start < ids.length; start += IDS_PER_REQUEST) {
      const part = ids.subarray(start, start + IDS_PER_REQUEST);
      const body = writeExactJson({ node_ids: part });
      const answer = asObject(await this.#transport.json(`${this.#base()}/${endpoint}`, { what, query, body }), what);
      const list = asArray(answer[member], what, member);
      if (list.length !== part.length)
        throw shapeFault(what, member, list, `${part.length} values, not ${list.length}`);
      for (const value of list) values.push(value);
    }
    return values;
  }

  async #layerCount(): Promise<number> {
    const what = 'chunkedgraph info';
    this.#layers ??= this.#transport.json(this.#url('segmentation/table', 'info'), { what }).then(answer => {
      const graph = asObject(answer, what).graph;
      return graph === undefined ? 6 : asNumber(asObject(graph, what, 'graph').n_layers, what, 'graph.n_layers');
    });
    return this.#layers;
  }

  #base(): string {
    return this.#url('segmentation/api/v1/table');
  }

  #url(place: string, rest?: string): string {
    const { chunkedgraphTable: table, localServer, name, segmentationSource } = this.#info;
    if (table !== undefined) {
      return [localServer, place, encodeURIComponent(table), rest].filter(part => part !== undefined).join('/');
    }
    throw new UnsupportedError(
      `cave datastack ${name} has no chunkedgraph: received segmentation ${segmentationSource}, expected graphene://…`,
      { feature: 'chunkedgraph of a flat segmentation' },
    );
  }

  #seconds(at: Instant | undefined): string {
    return secondsText(at ?? this.#defaultAt, 'at');
  }
}

function idsOf(ids: Iterable<IdLike> | BigUint64Array, kind: string): BigUint64Array {
  if (ids instanceof BigUint64Array) return ids;
  return BigUint64Array.from(ids as Iterable<IdLike>, (id: IdLike) => parseId(id, `${kind} id`));
}

function idArray(values: readonly unknown[], what: string): BigUint64Array {
  return BigUint64Array.from(values, (value, i) => idOf(value, what, `entry ${i}`));
}

function idOf(value: unknown, what: string, at: string): bigint {
  try {
    return parseId(value, `${what} ${at}`);
  } catch {
    throw shapeFault(what, at, value, 'an id');
  }
}
