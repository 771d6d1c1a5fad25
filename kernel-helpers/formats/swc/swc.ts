import type { Skeleton } from '../../core/skeleton.js';
import { FormatError, InvalidArgumentError } from '../../errors.js';
import { knownUnits, swcHeader } from './swc-header.js';
import { FIELDS, type SwcFault } from './swc-line.js';
import { scanSwc } from './swc-scan.js';
import { treeOf } from './swc-tree.js';

/** How an SWC file is read. */
export interface SwcOptions {
  /** Unit of x, y, z and radius in the file; SWC itself names none. */
  readonly units: 'um' | 'nm';
  /** File name for error messages. */
  readonly file?: string;
  /** Reads a file whose header names another unit than `units`; default: that is an error. */
  readonly ignoreHeaderUnits?: boolean;
}

/** Nanometres in one unit of an SWC file. */
export const NM_PER: { readonly um: 1000; readonly nm: 1 } = { um: 1000, nm: 1 };

/**
 * The tree of an SWC file, as a {@link Skeleton} in nanometres. Takes the file's bytes (fastest) or its text.
 *
 * Node `i` lies at `positionsNm[3*i + k]`. Nodes keep the file's order where that puts parents first; otherwise they
 * are put in the order of their roots, each parent followed by its children, so that `parents[i] < i` holds.
 *
 * What files in the wild do, and what is made of it:
 * - ids may start at 0 or 1, have gaps and come in any order; only the tree they describe is kept;
 * - fields are separated by any number of spaces and tabs, lines may begin or end in them; commas are an error;
 * - numbers may be `1`, `1.0` (an id or type too), `-.5`, `+2.5`, `1e1`, of any length, and are read exactly;
 * - lines that start with `#` are comments, and so is the rest of a line from `#` on; blank lines are nothing; lines
 *   may end in LF, CRLF or CR, the last one in none; a byte order mark is skipped; comments may be in any encoding;
 * - several roots (parent -1) are several trees of one skeleton; any negative parent other than -1 is an error;
 * - a file that has no parent -1 and no node 0 may mark its roots with parent 0;
 * - more or fewer than seven fields are an error, `nan` and `None` too: cut such columns off, or drop such nodes, first;
 * - the soma stays as the file has it: one node, or the three-point soma of NeuroMorpho;
 * - types above 4 (custom) are kept up to 255; radius 0 is kept, a negative radius is an error;
 * - a header that names another unit than `units` is an error, a `SCALE` in it is not applied: see {@link swcHeader};
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
export function parseSwc(data: string | Uint8Array, options: SwcOptions): Skeleton {
  if (!Object.hasOwn(NM_PER, options.units)) {
    throw new InvalidArgumentError(
      `parseSwc units are not known: received ${options.units}, expected um or nm (SWC itself names none)`,
      { argument: 'units' },
    );
  }
  const { file } = options;
  const where = file === undefined ? 'swc' : `swc ${file}`;
  const fault: SwcFault = (line, problem) =>
    new FormatError(`${where} line ${line} ${problem}`, { format: 'swc', at: `line ${line}`, file });
  const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data;
  refuseUtf16(bytes, fault);

  const nodes = scanSwc(bytes, NM_PER[options.units], fault);
  if (nodes.count === 0) {
    const received = `${data.length} ${typeof data === 'string' ? 'characters' : 'bytes'}`;
    throw new FormatError(`${where} holds no nodes: received ${received}, expected lines "${FIELDS}"`, {
      format: 'swc',
      at: 'end of file',
      file,
    });
  }
  if (!options.ignoreHeaderUnits) checkHeaderUnits(bytes, options.units, where, file);
  return treeOf(nodes, fault);
}

function checkHeaderUnits(bytes: Uint8Array, units: 'um' | 'nm', where: string, file: string | undefined): void {
  const { units: said } = swcHeader(bytes);
  const known = knownUnits(said);
  if (known === undefined || known === units) return;
  const remedy = known === 'other' ? 'scale the file first' : `pass { units: '${known}' }`;
  throw new FormatError(
    `${where} header names another unit: received "${said}", expected ${units} as asked for; ${remedy}, or pass { ignoreHeaderUnits: true } if the header is wrong`,
    { format: 'swc', at: 'header', file },
  );
}

function refuseUtf16(bytes: Uint8Array, fault: SwcFault): void {
  const mark = bytes[0] * 256 + bytes[1];
  if (mark !== 0xfffe && mark !== 0xfeff) return;
  throw fault(1, 'is UTF-16: received its byte order mark, expected ASCII or UTF-8; save the file as UTF-8');
}
