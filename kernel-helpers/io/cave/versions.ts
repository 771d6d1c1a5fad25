import { NotFoundError } from '../../errors.js';
import { utcText } from './instant.js';
import { asArray, asObject, asText, shapeFault } from './json-shape.js';
import type { CaveTransport } from './transport.js';

/** A materialization: all tables of a datastack, frozen at one moment of proofreading. */
export interface MaterializationVersion {
  readonly version: number;
  /** The moment, ISO 8601 in UTC to the microsecond: `2025-01-13T10:10:01.286229Z`. */
  readonly timestamp: string;
  /** When the server will drop it, ISO 8601 in UTC; `undefined` when not known. */
  readonly expires: string | undefined;
  /** False once it has expired. */
  readonly valid: boolean;
}

/**
 * The versions of a datastack, newest first.
 *
 * @param expired also those that the server has dropped.
 */
export async function readVersions(
  transport: CaveTransport,
  localServer: string,
  datastack: string,
  expired: boolean,
): Promise<MaterializationVersion[]> {
  const what = `versions of ${datastack}`;
  const url = `${localServer}/materialize/api/v3/datastack/${encodeURIComponent(datastack)}/metadata`;
  const list = asArray(await transport.json(url, { what, query: { expired: expired ? 'True' : 'False' } }), what);
  const versions = list.map((entry, i): MaterializationVersion => {
    const at = `entry ${i}`;
    const record = asObject(entry, what, at);
    const { version } = record;
    if (typeof version !== 'number' || !Number.isSafeInteger(version)) {
      throw shapeFault(what, `${at} version`, version, 'a whole number');
    }
    const timestamp = asText(record.time_stamp, what, `${at} time_stamp`);
    if (timestamp === undefined) throw shapeFault(what, `${at} time_stamp`, record.time_stamp, 'a string');
    const expires = asText(record.expires_on, what, `${at} expires_on`);
    return {
      version,
      timestamp: utcText(timestamp),
      expires: expires === undefined ? undefined : utcText(expires),
      valid: record.valid !== false,
    };
  });
  return versions.sort((a, b) => b.version - a.version);
}

/**
 * The version with this number, or the newest.
 *
 * @throws {NotFoundError} when there is none: says when it expired, and which versions there are.
 */
export async function chooseVersion(
  transport: CaveTransport,
  localServer: string,
  datastack: string,
  wanted: number | undefined,
): Promise<MaterializationVersion> {
  const versions = (await readVersions(transport, localServer, datastack, false)).filter(({ valid }) => valid);
  const chosen = wanted === undefined ? versions[0] : versions.find(({ version }) => version === wanted);
  if (chosen) return chosen;
  const known = versions.map(({ version }) => String(version));
  const there = known.length === 0 ? 'none is there now' : `expected one of ${known.join(', ')}`;
  if (wanted === undefined) {
    throw new NotFoundError(`cave datastack ${datastack} has no version: received none, ${there}`, { known });
  }
  const past = await readVersions(transport, localServer, datastack, true).catch(() => []);
  const gone = past.find(({ version }) => version === wanted);
  const story =
    gone === undefined
      ? 'does not exist'
      : `has expired (materialized ${gone.timestamp}${gone.expires === undefined ? '' : `, kept until ${gone.expires}`})`;
  throw new NotFoundError(
    `cave version of ${datastack} ${story}: received ${wanted}, ${there}; static exports of old versions are in the ` +
      'catalogue: datasets.search()',
    { known },
  );
}
