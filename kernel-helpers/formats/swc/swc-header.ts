/** What the comments at the head of an SWC file say of themselves: free text that some writers give a form. */
export interface SwcHeader {
  /** The comment lines before the first node, without `#` and the space after it. */
  readonly comments: readonly string[];
  /** Unit the header names, in its own words ("nm", "microns", "8 nanometer"); `undefined` where it names none. */
  readonly units: string | undefined;
  /** Three factors of a `SCALE` line; `undefined` where there is none. */
  readonly scale: readonly [number, number, number] | undefined;
}

const MOST_HEADER_BYTES = 1 << 20;
/** A unit or a scale is said in fewer letters; a line of a megabyte would be searched for minutes. */
const MOST_SAID_LENGTH = 300;

/**
 * The header of an SWC file: its comments, and the unit and scale they name.
 *
 * Known are `# units: nm`, navis's `# Meta: {"units": "1 nanometer"}`, the `# All positions and radii in microns` of
 * Simple Neurite Tracer, and `# SCALE x y z` of the first SWC files. A scale is told, never applied: in files from
 * NeuroMorpho.Org the coordinates are scaled already.
 *
 * @source https://swc-specification.readthedocs.io/en/latest/swc.html
 * @example
 * morphology.swcHeader('# units: nm\n1 1 0 0 0 5 -1\n').units; // 'nm'
 */
export function swcHeader(data: string | Uint8Array): SwcHeader {
  const comments: string[] = [];
  for (const raw of headText(data).split(/\r\n|\n|\r/)) {
    const line = raw.trim();
    if (line === '') continue;
    if (!line.startsWith('#')) break;
    comments.push(line.replace(/^#+ ?/, ''));
  }
  let units: string | undefined;
  let scale: SwcHeader['scale'];
  for (const comment of comments) {
    units ??= unitsIn(comment);
    scale ??= scaleIn(comment);
  }
  return { comments, units, scale };
}

/** The unit as {@link SwcOptions} has it; `other` for one that is neither, `undefined` where nothing definite is said. */
export function knownUnits(units: string | undefined): 'nm' | 'um' | 'other' | undefined {
  const match = /^(?:([\d.]+)\s*)?(nm|nanomet(?:er|re)s?|[uµμ]m|microns?|micromet(?:er|re)s?)$/i.exec(units ?? '');
  if (!match) return undefined;
  if (match[1] !== undefined && Number(match[1]) !== 1) return 'other';
  return /^n/i.test(match[2]) ? 'nm' : 'um';
}

/** The text before the first line of a node. Comments in the wild are Latin-1 as often as UTF-8, so bytes stand for
 * themselves where they are no UTF-8. */
function headText(data: string | Uint8Array): string {
  if (typeof data === 'string') return data.slice(0, MOST_HEADER_BYTES).replace(/^\ufeff/, '');
  let end = 0;
  while (end < data.length && end < MOST_HEADER_BYTES) {
    const lineEnd = data.indexOf(10, end);
    const next = lineEnd < 0 ? data.length : lineEnd + 1;
    const isNode = /^[\s\d+-]*\d/.test(latin1(data.subarray(end, Math.min(next, end + 64))));
    if (isNode) break;
    end = next;
  }
  const head = data.subarray(0, Math.min(end, MOST_HEADER_BYTES));
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(head);
  } catch {
    return latin1(head);
  }
}

function latin1(bytes: Uint8Array): string {
  const parts: string[] = [];
  // A function takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 4096) parts.push(String.fromCharCode(...bytes.subarray(at, at + 4096)));
  return parts.join('');
}

function unitsIn(comment: string): string | undefined {
  const meta = /^meta:\s*(\{.*\})\s*$/i.exec(comment);
  if (meta) {
    try {
      const { units } = JSON.parse(meta[1]) as { units?: unknown };
      return typeof units === 'string' ? units : undefined;
    } catch {
      return undefined;
    }
  }
  if (comment.length > MOST_SAID_LENGTH) return undefined;
  const said = /^units?\s*[:=]\s*(.+?)\s*$/i.exec(comment) ?? /^all positions and radii in (.+?)\.?\s*$/i.exec(comment);
  return said?.[1];
}

function scaleIn(comment: string): [number, number, number] | undefined {
  if (comment.length > MOST_SAID_LENGTH) return undefined;
  const match = /^scale[\s:=]+([-+.\de]+)[\s,]+([-+.\de]+)[\s,]+([-+.\de]+)\s*$/i.exec(comment);
  const factors = match?.slice(1, 4).map(Number);
  return factors?.every(Number.isFinite) ? (factors as [number, number, number]) : undefined;
}
