import type { Skeleton } from '../../core/skeleton.js';
import { InvalidArgumentError } from '../../errors.js';
import { shortestDecimal } from '../text/shortest-decimal.js';
import { NM_PER } from './swc.js';

/** How an SWC file is written. */
export interface WriteSwcOptions {
  /** Unit of x, y, z and radius in the file. Other programs expect `um`. */
  readonly units: 'um' | 'nm';
  /** Lines of comment to put at the head, behind the one that names the unit. */
  readonly comments?: readonly string[];
}

/**
 * The text of an SWC file of `skeleton`: a header that names the unit, then one line per node, counted from 1.
 *
 * `parseSwc(writeSwc(skeleton, { units }), { units })` gives back every array bit for bit: numbers are written with as
 * few decimals as single precision needs.
 *
 * @throws {InvalidArgumentError} for a skeleton that no SWC file can hold: a position or radius that is not finite, a
 * negative radius, a parent that does not come before its child, arrays of other lengths than `nodeCount` says.
 * @source https://swc-specification.readthedocs.io/en/latest/swc.html
 * @example
 * const neurite = morphology.parseSwc('1 1 0 0 0 5 -1\n2 3 0 10 0 1 1\n', { units: 'um' });
 * morphology.writeSwc(neurite, { units: 'um' }).split('\n')[3]; // '2 3 0 10 0 1 1'
 */
export function writeSwc(skeleton: Skeleton, options: WriteSwcOptions): string {
  const { units, comments = [] } = options;
  if (!Object.hasOwn(NM_PER, units)) {
    throw new InvalidArgumentError(`writeSwc units are not known: received ${units}, expected um or nm`, {
      argument: 'units',
    });
  }
  checkLengths(skeleton);
  const { nodeCount, positionsNm, radiiNm, parents, compartments } = skeleton;
  const nmPerUnit = NM_PER[units];
  const lines = [`# units: ${units}`];
  for (const comment of comments) for (const line of comment.split(/\r\n|\n|\r/)) lines.push(`# ${line}`);
  lines.push('# id type x y z radius parent');
  const decimal = (nm: number, what: string, node: number): string => {
    if (Number.isFinite(Math.fround((nm / nmPerUnit) * 1000))) return shortestDecimal(nm, nmPerUnit);
    throw unwritable(
      `${what} of node ${node} is not a number an SWC file can hold: received ${nm} nm, expected a finite one`,
    );
  };
  for (let i = 0; i < nodeCount; i++) {
    const parent = parents[i];
    if (parent < -1 || parent >= i) {
      throw unwritable(`parent of node ${i} does not come before it: received ${parent}, expected -1 to ${i - 1}`);
    }
    if (radiiNm[i] < 0) throw unwritable(`radius of node ${i} is negative: received ${radiiNm[i]}, expected 0 or more`);
    const x = decimal(positionsNm[3 * i], 'x', i);
    const y = decimal(positionsNm[3 * i + 1], 'y', i);
    const z = decimal(positionsNm[3 * i + 2], 'z', i);
    const radius = decimal(radiiNm[i], 'radius', i);
    lines.push(`${i + 1} ${compartments[i]} ${x} ${y} ${z} ${radius} ${parent < 0 ? -1 : parent + 1}`);
  }
  return `${lines.join('\n')}\n`;
}

function checkLengths({ nodeCount, positionsNm, radiiNm, parents, compartments }: Skeleton): void {
  const lengths = [positionsNm.length, radiiNm.length, parents.length, compartments.length];
  const expected = [3 * nodeCount, nodeCount, nodeCount, nodeCount];
  if (nodeCount > 0 && lengths.every((length, k) => length === expected[k])) return;
  throw unwritable(
    `skeleton does not fit its node count: received arrays of ${lengths.join(', ')} for ${nodeCount} nodes, expected 3, 1, 1, 1 per node and at least one node`,
  );
}

function unwritable(problem: string): InvalidArgumentError {
  return new InvalidArgumentError(`writeSwc ${problem}`, { argument: 'skeleton' });
}
