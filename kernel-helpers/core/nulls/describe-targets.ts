import { InvalidArgumentError } from '../../errors.js';
import type { Connectivity } from '../connectivity/connectivity.js';
import { fromSynapses } from '../connectivity/from-synapses.js';
import { finiteNumbers, type Numbers } from '../stats/finite-numbers.js';
import { type TableLike, tableOf } from '../table.js';
import { observedEdges } from './describe.js';
import type { TargetModel } from './model.js';

/** Synapses, one row each, in columns of one length. */
export interface SynapseRows {
  /** Ids of the presynaptic cells; 0n where the cell is not known: its synapse stays a target for others. */
  readonly pre: ArrayLike<bigint> | Iterable<bigint | null>;
  /** Ids of the postsynaptic cells. */
  readonly post: ArrayLike<bigint> | Iterable<bigint | null>;
  /** Depth of each synapse below the pia, µm. */
  readonly depthUm: Numbers;
  /** What each synapse is on, such as `soma` or `apical`; one compartment when absent. */
  readonly compartment?: ArrayLike<string> | Iterable<string>;
  /** Sizes, which go with the target; none when absent. */
  readonly size?: Numbers;
}

/** The synapses by stratum of depth and compartment, and the connectivity that they make. */
export function describeTargets(
  name: string,
  rows: SynapseRows,
  binUm: number,
  cells: Iterable<bigint | null> | TableLike | undefined,
): { readonly model: TargetModel; readonly connectivity: Connectivity } {
  if (!(Number.isFinite(binUm) && binUm > 0)) {
    throw new InvalidArgumentError(`${name} binUm is not valid: received ${binUm}, expected µm, more than 0`, {
      argument: 'binUm',
    });
  }
  const pre = Array.from(rows.pre as Iterable<bigint>);
  const post = Array.from(rows.post as Iterable<bigint>);
  const depth = finiteNumbers(rows.depthUm, name, 'depthUm');
  const compartment =
    rows.compartment === undefined ? undefined : Array.from(rows.compartment as Iterable<unknown>, nameOf(name));
  const size = rows.size === undefined ? undefined : finiteNumbers(rows.size, name, 'size');
  for (const [column, values] of Object.entries({ post, depthUm: depth, compartment, size })) {
    if (values === undefined || values.length === pre.length) continue;
    throw new InvalidArgumentError(
      `${name} ${column} has the wrong length: received ${values.length} rows, expected ${pre.length} as in pre`,
      { argument: column },
    );
  }
  const columns = { pre_id: pre, post_id: post, ...(size === undefined ? {} : { size }) };
  const connectivity = fromSynapses(tableOf(columns), { cells });
  const cellOf = new Map(Array.from(connectivity.ids, (id, cell) => [id, cell]));
  const numbers = new Map<string, number>();
  const stratum = pre.map((_, row) => {
    const key = `${Math.floor(depth[row] / binUm)} ${compartment?.[row] ?? ''}`;
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, numbers.size);
    return numbers.size - 1;
  });
  const kept = pre.map((_, row) => row).filter(row => cellOf.has(BigInt(post[row])));
  kept.sort((a, b) => stratum[a] - stratum[b] || a - b);
  const starts = new Uint32Array(numbers.size + 1);
  for (const row of kept) starts[stratum[row] + 1]++;
  for (let s = 0; s < numbers.size; s++) starts[s + 1] += starts[s];
  const model: TargetModel = {
    kind: 'targets',
    name,
    observed: observedEdges(connectivity),
    pre: Int32Array.from(kept, row => cellOf.get(BigInt(pre[row])) ?? -1),
    post: Int32Array.from(kept, row => cellOf.get(BigInt(post[row])) as number),
    sizes: Float64Array.from(kept, row => size?.[row] ?? Number.NaN),
    starts,
  };
  return { model, connectivity };
}

/** A missing compartment would be a stratum of its own. */
function nameOf(caller: string): (compartment: unknown, row: number) => string {
  return (compartment, row) => {
    if (typeof compartment === 'string') return compartment;
    throw new InvalidArgumentError(
      `${caller} compartment at index ${row} is missing or no name: received ${String(compartment)}, expected one such as "soma"; name what is not known, or leave its synapses out`,
      { argument: 'compartment' },
    );
  };
}
