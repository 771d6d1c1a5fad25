import { FormatError, NotFoundError, SourceError } from '../../errors.js';
import { nearestName } from '../catalogue/find-entry.js';
import { asArray, asNumber, asObject, asString, asText } from './json-shape.js';
import type { CaveTransport } from './transport.js';

/** What CAVE's info service knows of a datastack. */
export interface DatastackInfo {
  readonly name: string;
  readonly description: string | undefined;
  /** Server of materialization, chunkedgraph and skeletons: `https://minnie.microns-daf.com`. */
  readonly localServer: string;
  /** Segmentation, `graphene://…` where it is proofread. */
  readonly segmentationSource: string;
  /** Name of the segmentation in the chunkedgraph; `undefined` for a flat one. */
  readonly chunkedgraphTable: string | undefined;
  readonly synapseTable: string | undefined;
  readonly somaTable: string | undefined;
  readonly skeletonSource: string | undefined;
  readonly imageSource: string | undefined;
  readonly alignedVolume: string;
  readonly viewerSite: string | undefined;
  /** Edges of the viewer's voxel in nm: `[4, 4, 40]`. */
  readonly viewerResolutionNm: readonly [number, number, number] | undefined;
}

/**
 * The info service's record of a datastack.
 *
 * @throws {NotFoundError} when there is no such datastack, with the nearest one.
 * @throws {SourceError} when the server cannot be reached or refuses.
 */
export async function readDatastackInfo(transport: CaveTransport, name: string): Promise<DatastackInfo> {
  const what = `datastack ${name}`;
  const base = `${transport.server}/info/api/v2`;
  try {
    const record = asObject(await transport.json(`${base}/datastack/full/${encodeURIComponent(name)}`, { what }), what);
    const volume = asObject(record.aligned_volume, what, 'aligned_volume');
    const segmentationSource = asString(record.segmentation_source, what, 'segmentation_source');
    const edges = [record.viewer_resolution_x, record.viewer_resolution_y, record.viewer_resolution_z];
    const has = edges.every(edge => edge !== undefined && edge !== null);
    return {
      name,
      description: asText(record.description, what, 'description'),
      localServer: localServerOf(asString(record.local_server, what, 'local_server'), transport.server, what),
      segmentationSource,
      chunkedgraphTable: segmentationSource.startsWith('graphene://')
        ? segmentationSource.replace(/\/+$/, '').split('/').pop()
        : undefined,
      synapseTable: asText(record.synapse_table, what, 'synapse_table'),
      somaTable: asText(record.soma_table, what, 'soma_table'),
      skeletonSource: asText(record.skeleton_source, what, 'skeleton_source'),
      imageSource: asText(volume.image_source, what, 'image_source'),
      alignedVolume: asString(volume.name, what, 'aligned_volume.name'),
      viewerSite: asText(record.viewer_site, what, 'viewer_site'),
      viewerResolutionNm: has
        ? [
            asNumber(edges[0], what, 'viewer_resolution_x'),
            asNumber(edges[1], what, 'viewer_resolution_y'),
            asNumber(edges[2], what, 'viewer_resolution_z'),
          ]
        : undefined,
    };
  } catch (error) {
    if (!(error instanceof SourceError) || error.status !== 404) throw error;
    throw await unknownDatastack(transport, name, error);
  }
}

async function unknownDatastack(transport: CaveTransport, name: string, error: SourceError): Promise<Error> {
  const what = 'list of datastacks';
  const list = await transport.json(`${transport.server}/info/api/v2/datastacks`, { what }).catch(() => undefined);
  if (list === undefined) return error;
  const known = asArray(list, what).map((entry, i) => asString(entry, what, `entry ${i}`));
  return unknownName(`datastack ${name} is not on ${new URL(transport.server).host}`, name, known);
}

/** The error for a name that is not there, with the nearest one. */
export function unknownName(problem: string, name: string, known: readonly string[]): NotFoundError {
  const nearest = nearestName(name, known);
  const few =
    known.length > 12 ? `one of ${known.length} (${known.slice(0, 8).join(', ')}, …)` : `one of ${known.join(', ')}`;
  const hint = nearest === undefined ? '' : `; did you mean '${nearest}'?`;
  return new NotFoundError(`cave ${problem}: received '${name}', expected ${few}${hint}`, { known });
}

/** A server's address without path or slash at its end; the token is never sent in clear over a network. */
export function serverOf(address: string, what: string): string {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    throw new FormatError(
      `cave ${what} is not an address: received ${JSON.stringify(address.slice(0, 80))}, expected https://HOST`,
      {
        format: 'cave json',
        at: what,
      },
    );
  }
  const here = /^(127(\.\d+){3}|localhost|\[::1\])$/.test(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && here)) {
    throw new SourceError(
      `cave ${what} is not safe: received ${url.protocol}//${url.host}, expected https://${url.host}: the token would travel in clear`,
      { url: `${url.protocol}//${url.host}` },
    );
  }
  return url.origin;
}

function localServerOf(address: string, server: string, what: string): string {
  const local = serverOf(address, `local server of ${what}`);
  if (server.startsWith('https:') && !local.startsWith('https:')) {
    throw new SourceError(
      `cave local server of ${what} is not safe: received ${local}, expected https: the token would travel in clear`,
      { url: local },
    );
  }
  return local;
}
