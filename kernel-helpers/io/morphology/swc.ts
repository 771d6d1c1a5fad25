import type { Skeleton } from '../../core/skeleton.js';
import { FormatError, InvalidArgumentError } from '../../errors.js';

/** How an SWC file is read. */
export interface SwcOptions {
  /** Unit of x, y, z and radius in the file; SWC itself names none. */
  readonly units: 'um' | 'nm';
  /** File name for error messages. */
  readonly file?: string;
}

const FIELDS = 'id type x y z radius parent';
const NM_PER = { um: 1000, nm: 1 } as const;
const NO_PARENT = -1;

/**
 * The tree of an SWC file, as a {@link Skeleton} in nanometres.
 *
 * Node `i` lies at `positionsNm[3*i + k]`. Nodes keep the file's order where that puts parents first; otherwise they
 * are put in the order of their roots, each parent followed by its children, so that `parents[i] < i` holds.
 *
 * What files in the wild do, and what is made of it:
 * - ids may start at 0 or 1, have gaps and come in any order; only the tree they describe is kept;
 * - lines that start with `#` are comments, blank lines are nothing, lines may end in CRLF, a byte order mark is skipped;
 * - several roots (parent -1) are several trees of one skeleton; any negative parent other than -1 is an error;
 * - the soma stays as the file has it: one node, or the three-point soma of NeuroMorpho;
 * - types above 4 (custom) are kept up to 255; radius 0 is kept, a negative radius is an error;
 * - a file without nodes is an error: an empty neuron is more likely a lost one.
 *
 * O(nodes).
 *
 * @throws {FormatError} `swc <file> line <n> …`, for the first line that is wrong.
 * @throws {InvalidArgumentError} for a unit that is not one.
 * @source Cannon et al. 1998, doi:10.1016/S0165-0270(98)00091-0; https://swc-specification.readthedocs.io/en/latest/swc.html
 * @example
 * const neurite = morphology.parseSwc('1 1 0 0 0 5 -1\n2 3 0 10 0 1 1\n', { units: 'um' });
 * neurite.positionsNm[4]; // 10000: y of the second node, in nm
 */
export function parseSwc(text: string, options: SwcOptions): Skeleton {
  if (!Object.hasOwn(NM_PER, options.units)) {
    throw new InvalidArgumentError(
      `parseSwc units are not known: received ${options.units}, expected um or nm (SWC itself names none)`,
      { argument: 'units' },
    );
  }
  const where = options.file === undefined ? 'swc' : `swc ${options.file}`;
  const fault = (line: number, problem: string): FormatError =>
    new FormatError(`${where} line ${line} ${problem}`, { format: 'swc', at: `line ${line}`, file: options.file });

  const nodes = readNodes(text, fault);
  if (nodes.lines.length === 0) {
    throw new FormatError(`${where} holds no nodes: received ${text.length} characters, expected lines "${FIELDS}"`, {
      format: 'swc',
      at: 'end of file',
      file: options.file,
    });
  }
  const parents = parentIndices(nodes, fault);
  const order = parentsFirst(parents, nodes.lines, fault);
  return arrange(nodes, parents, order, NM_PER[options.units]);
}

type Fault = (line: number, problem: string) => FormatError;

/** The file's nodes in its order; `values[4*i … 4*i+3]` are x, y, z, radius in the file's unit. */
interface Nodes {
  readonly ids: number[];
  readonly types: number[];
  readonly values: number[];
  readonly parentIds: number[];
  readonly lines: number[];
}

function readNodes(text: string, fault: Fault): Nodes {
  const nodes: Nodes = { ids: [], types: [], values: [], parentIds: [], lines: [] };
  let lineNumber = 0;
  for (const raw of text.split(/\r\n|\n|\r/)) {
    lineNumber++;
    const line = raw.trim(); // a byte order mark counts as white space
    if (line === '' || line.startsWith('#')) continue;
    const fields = line.split(/\s+/);
    if (fields.length !== 7) {
      throw fault(lineNumber, `has the wrong number of fields: received ${fields.length}, expected 7 (${FIELDS})`);
    }
    nodes.ids.push(integerOf(fields[0], 'id', 0, Number.MAX_SAFE_INTEGER, lineNumber, fault));
    nodes.types.push(integerOf(fields[1], 'type', 0, 255, lineNumber, fault));
    nodes.values.push(
      decimalOf(fields[2], 'x', lineNumber, fault),
      decimalOf(fields[3], 'y', lineNumber, fault),
      decimalOf(fields[4], 'z', lineNumber, fault),
    );
    const radius = decimalOf(fields[5], 'radius', lineNumber, fault);
    if (radius < 0) throw fault(lineNumber, `radius is negative: received ${fields[5]}, expected 0 or more`);
    nodes.values.push(radius);
    nodes.parentIds.push(integerOf(fields[6], 'parent', NO_PARENT, Number.MAX_SAFE_INTEGER, lineNumber, fault));
    nodes.lines.push(lineNumber);
  }
  return nodes;
}

// Some writers print every field as a decimal ("1.0"), so an integer may carry a zero fraction.
const INTEGER = /^[+-]?\d+(\.0*)?$/;
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

function integerOf(field: string, name: string, least: number, most: number, line: number, fault: Fault): number {
  const value = INTEGER.test(field) ? Number(field) : Number.NaN;
  if (value >= least && value <= most) return value;
  const range = most > 255 ? `${least} or more` : `${least} to ${most}`;
  throw fault(line, `${name} is not a valid integer: received ${shown(field)}, expected ${range}`);
}

function decimalOf(field: string, name: string, line: number, fault: Fault): number {
  const value = DECIMAL.test(field) ? Number(field) : Number.NaN;
  // positions end up as float32 nanometres
  if (Number.isFinite(Math.fround(value * 1000))) return value;
  throw fault(line, `${name} is not a finite number: received ${shown(field)}, expected a decimal number`);
}

function shown(field: string): string {
  return JSON.stringify(field.length > 40 ? `${field.slice(0, 40)}…` : field);
}

/** Index of each node's parent in file order, -1 for roots. */
function parentIndices({ ids, parentIds, lines }: Nodes, fault: Fault): Int32Array {
  const indexOf = new Map<number, number>();
  for (let i = 0; i < ids.length; i++) {
    const first = indexOf.get(ids[i]);
    if (first !== undefined) {
      throw fault(lines[i], `repeats an id: received ${ids[i]} again, expected it only on line ${lines[first]}`);
    }
    indexOf.set(ids[i], i);
  }
  return Int32Array.from(parentIds, (id, i) => {
    if (id === NO_PARENT) return NO_PARENT;
    const parent = indexOf.get(id);
    if (parent === undefined) {
      throw fault(lines[i], `has an unknown parent: received ${id}, expected the id of a node in the file or -1`);
    }
    if (parent === i) throw fault(lines[i], `is its own parent: received ${id}, expected another node's id or -1`);
    return parent;
  });
}

/** File indices in an order with every parent before its children: the file's own where it already is one. */
function parentsFirst(parents: Int32Array, lines: readonly number[], fault: Fault): Int32Array {
  const count = parents.length;
  if (parents.every((parent, i) => parent < i)) return Int32Array.from({ length: count }, (_, i) => i);

  // children of node p: childList[childStart[p] … childStart[p + 1] - 1], in file order
  const childStart = new Int32Array(count + 1);
  for (const parent of parents) if (parent !== NO_PARENT) childStart[parent + 1]++;
  for (let i = 0; i < count; i++) childStart[i + 1] += childStart[i];
  const childList = new Int32Array(childStart[count]);
  const next = childStart.slice();
  parents.forEach((parent, i) => {
    if (parent !== NO_PARENT) childList[next[parent]++] = i;
  });

  const order = new Int32Array(count);
  let placed = 0;
  const stack: number[] = [];
  for (let root = 0; root < count; root++) {
    if (parents[root] !== NO_PARENT) continue;
    stack.push(root);
    for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
      order[placed++] = node;
      for (let c = childStart[node + 1] - 1; c >= childStart[node]; c--) stack.push(childList[c]);
    }
  }
  if (placed < count) {
    const inCycle = firstInCycle(parents, order.subarray(0, placed));
    throw fault(
      lines[inCycle],
      'lies on a cycle: received parents that lead back to it, expected a path to a root (-1)',
    );
  }
  return order;
}

/** The earliest node in file order that lies on a cycle itself, not merely below one. */
function firstInCycle(parents: Int32Array, reached: Int32Array): number {
  const state = new Uint8Array(parents.length); // 0 new, 1 known to lead nowhere, 2 on the path walked now
  for (const node of reached) state[node] = 1;
  let earliest = parents.length;
  for (let start = 0; start < parents.length; start++) {
    const path: number[] = [];
    let node = start;
    while (state[node] === 0) {
      state[node] = 2;
      path.push(node);
      node = parents[node];
    }
    if (state[node] === 2) for (const inCycle of path.slice(path.indexOf(node))) earliest = Math.min(earliest, inCycle);
    for (const walked of path) state[walked] = 1;
  }
  return earliest;
}

function arrange({ values, types }: Nodes, parents: Int32Array, order: Int32Array, nmPerUnit: number): Skeleton {
  const nodeCount = order.length;
  const placeOf = new Int32Array(nodeCount);
  order.forEach((from, to) => {
    placeOf[from] = to;
  });
  const positionsNm = new Float32Array(3 * nodeCount);
  const radiiNm = new Float32Array(nodeCount);
  const compartments = new Uint8Array(nodeCount);
  const parentPlaces = new Int32Array(nodeCount);
  order.forEach((from, to) => {
    for (let k = 0; k < 3; k++) positionsNm[3 * to + k] = values[4 * from + k] * nmPerUnit;
    radiiNm[to] = values[4 * from + 3] * nmPerUnit;
    compartments[to] = types[from];
    parentPlaces[to] = parents[from] === NO_PARENT ? NO_PARENT : placeOf[parents[from]];
  });
  return { nodeCount, positionsNm, radiiNm, parents: parentPlaces, compartments };
}
