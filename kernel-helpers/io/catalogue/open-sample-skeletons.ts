import { basename } from 'node:path';
import type { Int64, Table, Utf8 } from 'apache-arrow';
import type { Neuron } from '../../core/skeleton.js';
import { FormatError } from '../../errors.js';
import { treeOf } from '../../formats/precomputed/skeletons-tree.js';
import type { FetchedFile } from '../source/fetch-file.js';
import { parseCsv } from '../table/csv.js';
import type { NpyArray } from '../table/npy.js';
import { parseNpz } from '../table/npz.js';
import type { SkeletonsEntry } from './catalogue-entry.js';
import { fetchFiles, type OpenOptions } from './dataset-files.js';

/** The table of `ding2025/sample-skeletons`. */
export type SkeletonLookup = Table<{
  skeleton_id: Utf8;
  meshwork_skeleton_id: Utf8;
  import_method: Utf8;
  segment_id: Int64;
  nucleus_id: Int64;
  compartment: Utf8;
  auto_proofread_neuron_id: Utf8;
  filename: Utf8;
}>;

/** What `ding2025/sample-skeletons` opens as. */
export interface SampleSkeletons {
  /** Whose the skeletons are, a row each. */
  readonly lookup: SkeletonLookup;
  /** Neuron `i` is row `i` of `lookup`; radii and compartments are not in the files, and are 0. */
  readonly neurons: readonly Neuron[];
}

/** The skeletons of an entry, fetched and verified. */
export async function openSampleSkeletons(entry: SkeletonsEntry, options: OpenOptions): Promise<SampleSkeletons> {
  const [csv, ...archives] = await fetchFiles(entry, options);
  const types = { segment_id: 'int64', nucleus_id: 'int64' } as const;
  const lookup = parseCsv(await csv.source.slice(0), { file: csv.path, types }) as unknown as SkeletonLookup;
  const byName = new Map(archives.map(file => [basename(file.path), file]));
  const neurons = Array.from({ length: lookup.numRows }, async (_, row): Promise<Neuron> => {
    const name = String(lookup.getChild('filename')?.get(row));
    const file = byName.get(name);
    if (file === undefined) throw fault(csv, `names a file that is not there: received ${name}`);
    const compartment = lookup.getChild('compartment')?.get(row) === 'axon' ? 'axon' : 'dendrite';
    return {
      id: lookup.getChild('segment_id')?.get(row) as bigint,
      type: null,
      label: `${compartment} of ${lookup.getChild('nucleus_id')?.get(row)}`,
      skeleton: await readGraph(file),
      synthetic: false,
    };
  });
  return { lookup, neurons: await Promise.all(neurons) };
}

async function readGraph(file: FetchedFile): Promise<Neuron['skeleton']> {
  const arrays = parseNpz(await file.source.slice(0), { file: file.path });
  const vertices = numbers(file, arrays.vertices, 'vertices', 3);
  const pairs = numbers(file, arrays.edges, 'edges', 2);
  const edges = Uint32Array.from(pairs);
  const nodeCount = vertices.length / 3;
  if (pairs.some((node, i) => node !== edges[i] || node >= nodeCount)) {
    throw fault(file, `joins a node that is not there: received edges beyond ${nodeCount} nodes`);
  }
  return treeOf({
    name: file.path,
    nodeCount,
    positionsNm: Float32Array.from(vertices),
    edges,
    attributes: {},
    radiusUnitNm: 1,
  } as unknown as Parameters<typeof treeOf>[0]);
}

function numbers(file: FetchedFile, array: NpyArray | undefined, name: string, width: number): Float64Array {
  if (array === undefined || array.shape.length !== 2 || array.shape[1] !== width) {
    throw fault(
      file,
      `has no ${name}: received ${array ? `[${array.shape.join(', ')}]` : 'nothing'}, expected [n, ${width}]`,
    );
  }
  return Float64Array.from(array.data as ArrayLike<number | bigint>, Number);
}

function fault(file: FetchedFile, problem: string): FormatError {
  return new FormatError(`npz ${file.path} ${problem}`, { format: 'npz', at: 'archive', file: file.path });
}
