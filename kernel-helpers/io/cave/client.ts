import type { Table } from 'apache-arrow';
import { escapeHtml } from '../../contract/html.js';
import { type Displayable, jupyterDisplay, type MimeBundle } from '../../contract/mime.js';
import { type IdLike, parseId, type RootId } from '../../core/ids.js';
import type { Skeleton } from '../../core/skeleton.js';
import { InvalidArgumentError } from '../../errors.js';
import { formatCount } from '../catalogue/format-count.js';
import { keepColumns, rowsThatDiffer, takeRows, withMetadata } from './arrow-tables.js';
import { ChunkedGraph } from './chunkedgraph.js';
import type { Credential } from './credential.js';
import { type DatastackInfo, unknownName } from './datastack-info.js';
import { annotateNotebook } from './notebook.js';
import type { QueryOptions, SynapseOptions } from './query-options.js';
import { planQuery } from './query-request.js';
import { runQuery } from './run-query.js';
import { saveSecret } from './secret-file.js';
import { parseSkeletonDict } from './skeleton-dict.js';
import { staleIdError } from './stale-ids.js';
import { type TableDescription, tableDescription } from './table-description.js';
import {
  readRowCount,
  readTableFacts,
  readTableNames,
  readViewFacts,
  readViewNames,
  type TableFacts,
  type TablePlace,
} from './table-facts.js';
import type { CaveTransport } from './transport.js';
import { type MaterializationVersion, readVersions } from './versions.js';

/** Where every table of a client comes from. */
export interface Provenance {
  readonly server: string;
  readonly datastack: string;
  readonly version: number;
  /** The version's moment, ISO 8601 in UTC. */
  readonly timestamp: string;
  /** When the server drops the version. */
  readonly expires: string | undefined;
  /** What was asked of it so far, in order. */
  readonly queries: readonly { readonly table: string; readonly rows: number }[];
}

/** What a client is made of; `connect` makes it. */
export interface ClientParts {
  readonly transport: CaveTransport;
  readonly credential: Credential;
  readonly info: DatastackInfo;
  readonly version: MaterializationVersion;
}

/**
 * One datastack of CAVE at one version: its tables, its segmentation and its skeletons. `cave.connect` makes it.
 *
 * Everything it gives is of the same moment, and says so: each table carries datastack, version and timestamp in its
 * schema's metadata, {@link provenance} lists them, and the first query writes them below the cell.
 */
export class CaveClient {
  /** Name of the datastack. */
  readonly datastack: string;
  /** What CAVE's info service knows of it. */
  readonly info: DatastackInfo;
  /** The version that is asked, with its time. */
  readonly version: MaterializationVersion;
  /** Roots of supervoxels, and what became of a root. */
  readonly chunkedgraph: ChunkedGraph;
  readonly #transport: CaveTransport;
  readonly #credential: Credential;
  readonly #place: TablePlace;
  readonly #facts = new Map<string, Promise<TableFacts>>();
  readonly #currentRoots = new Set<bigint>();
  readonly #queries: { table: string; rows: number }[] = [];
  #tables: Promise<string[]> | undefined;
  #views: Promise<string[]> | undefined;
  #annotated = false;

  /** @internal */
  constructor({ transport, credential, info, version }: ClientParts) {
    this.datastack = info.name;
    this.info = info;
    this.version = version;
    this.#transport = transport;
    this.#credential = credential;
    this.#place = { localServer: info.localServer, datastack: info.name, version: version.version };
    this.chunkedgraph = new ChunkedGraph(transport, info, version.timestamp);
  }

  /**
   * The versions that can be asked, newest first.
   *
   * @param options `expired: true` lists those as well that the server has dropped.
   */
  async versions({ expired = false }: { readonly expired?: boolean } = {}): Promise<MaterializationVersion[]> {
    return readVersions(this.#transport, this.info.localServer, this.datastack, expired);
  }

  /** Names of the version's tables, sorted. */
  async tables(): Promise<string[]> {
    this.#tables ??= remembered(readTableNames(this.#transport, this.#place), () => {
      this.#tables = undefined;
    });
    return [...(await this.#tables)];
  }

  /** Names of the version's views, sorted: tables that the server computes from others. */
  async views(): Promise<string[]> {
    this.#views ??= remembered(readViewNames(this.#transport, this.#place), () => {
      this.#views = undefined;
    });
    return [...(await this.#views)];
  }

  /**
   * What the server says of a table or view: description, warning of its owner, columns, resolution of its positions.
   *
   * @throws {NotFoundError} for a name that is neither, with the nearest one.
   * @example
   * await client.describe('nucleus_detection_v0');
   */
  async describe(name: string): Promise<TableDescription> {
    return tableDescription(await this.#factsOf(name), this.datastack, this.version);
  }

  /**
   * Number of rows of a table, whatever the filters.
   *
   * @throws {NotFoundError} for a name that is no table.
   */
  async count(table: string): Promise<number> {
    const facts = await this.#factsOf(table);
    return readRowCount(this.#transport, this.#place, facts.name);
  }

  /**
   * Rows of a table or view as an Arrow Table: all that fulfil the filters, in as many requests as that takes.
   *
   * Columns have the database's types; ids are 64-bit integers, `bigint` from `get(i)`. Positions are whole voxels of
   * the table's resolution unless `resolutionNm` says otherwise. A table that annotates another, as cell types do
   * nuclei, comes joined with it (`reference`). Schema metadata name where it comes from: `cave.datastack`,
   * `cave.version`, `cave.timestamp`, `cave.server`, `cave.table`, `cave.resolution_nm`, `cave.query`.
   *
   * @throws {NotFoundError} for a table or column that is not there, with the nearest one.
   * @throws {InvalidArgumentError} for a filter that cannot be meant, or a root id that is none at the version's time:
   * the message offers the id to use instead.
   * @throws {SourceError} when the server refuses, fails, or it cannot be shown that all rows came.
   * @example
   * const martinotti = await client.query('aibs_metamodel_celltypes_v661', { equal: { cell_type: 'MC' } });
   * martinotti.getChild('pt_root_id')?.get(0); // a bigint
   * @example
   * await client.query('nucleus_detection_v0', {
   *   withinNm: { pt_position: [[700_000, 500_000, 800_000], [720_000, 520_000, 820_000]] },
   *   columns: ['id', 'pt_root_id', 'pt_position'],
   *   resolutionNm: [1, 1, 1],
   * });
   */
  async query(table: string, options: QueryOptions = {}): Promise<Table> {
    const facts = await this.#factsOf(table);
    const joined = options.reference !== false && facts.referenceTable !== undefined;
    const reference = joined ? await this.#factsOf(facts.referenceTable as string) : undefined;
    const plan = planQuery(facts, reference, options);
    await this.#checkRoots(plan.rootIds, options.staleIds ?? 'error');
    const result = await runQuery(this.#transport, this.#place, plan, options);
    const resolutionNm = result.resolutionNm ?? (options.resolutionNm === undefined ? facts.resolutionNm : undefined);
    const { staleIds: _, onProgress: __, signal: ___, ...asked } = options;
    return this.#stamped(result.table, facts.name, resolutionNm, asked);
  }

  /**
   * Synapses from or onto cells, or in a box, as an Arrow Table with `pre_pt_root_id`, `post_pt_root_id`, `size`, and
   * the positions `pre_pt_position`, `ctr_pt_position`, `post_pt_position`.
   *
   * @throws {InvalidArgumentError} without `pre`, `post`, box or limit: the whole table has hundreds of millions of rows.
   * @throws as {@link query}.
   * @example
   * const inputs = await client.synapses({ post: 864691136968109774n });
   * inputs.numRows;
   */
  async synapses(options: SynapseOptions): Promise<Table> {
    const table = options.table ?? this.info.synapseTable;
    if (table === undefined) {
      throw new InvalidArgumentError(
        `cave datastack ${this.datastack} names no synapse table: received no table option, expected { table }`,
        { argument: 'table' },
      );
    }
    const {
      pre,
      post,
      withinNm,
      position = 'ctr_pt_position',
      autapses = false,
      table: _,
      columns,
      limit,
      ...rest
    } = options;
    if (pre === undefined && post === undefined && withinNm === undefined && limit === undefined) {
      throw new InvalidArgumentError(
        'cave synapses are too many: received no filter, expected pre, post, withinNm or limit (the catalogue has whole tables)',
        { argument: 'options' },
      );
    }
    const lists: Record<string, bigint[]> = {};
    if (pre !== undefined) lists.pre_pt_root_id = rootList(pre, 'pre');
    if (post !== undefined) lists.post_pt_root_id = rootList(post, 'post');
    const ends = ['pre_pt_root_id', 'post_pt_root_id'];
    const found = await this.query(table, {
      ...rest,
      in: lists,
      withinNm: withinNm === undefined ? undefined : { [position]: withinNm },
      columns: columns === undefined || autapses ? columns : [...new Set([...columns, ...ends])],
      limit,
      reference: false,
    });
    if (autapses) return found;
    const rows = rowsThatDiffer(found, ends[0], ends[1]);
    const kept = rows.length === found.numRows ? found : takeRows(found, rows);
    const asked = new Set(columns?.flatMap(name => [name, `${name}_x`, `${name}_y`, `${name}_z`]));
    const names = kept.schema.fields.map(field => field.name).filter(name => columns === undefined || asked.has(name));
    return withMetadata(keepColumns(kept, names), found.schema.metadata);
  }

  /**
   * The skeleton of a root, from CAVE's skeleton service: positions and radii in nm, compartments as SWC codes, hung from
   * the soma. A root that nobody asked for before is computed first, which takes minutes.
   *
   * @param options `version` of the skeleton algorithm; 4 is the newest in 2026.
   * @throws {SourceError} when the service refuses, or is not done in time.
   * @throws {FormatError} when the answer is no skeleton.
   * @example
   * const skeleton = await client.skeleton(864691135122603047n);
   * morphology.cableLengthNm(skeleton) / 1e6; // mm
   */
  async skeleton(root: IdLike, { version = 4 }: { readonly version?: number } = {}): Promise<Skeleton> {
    const id = parseId(root, 'root id') as RootId;
    await this.#checkRoots([{ id, where: 'skeleton' }], 'error');
    const { localServer } = this.info;
    const path = `${encodeURIComponent(this.datastack)}/async/get_skeleton/${version}/${id}/flatdict`;
    const { bytes } = await this.#transport.bytes(`${localServer}/skeletoncache/api/v1/${path}`, {
      what: `skeleton of ${id}`,
      query: { verbose_level: '0' },
    });
    return parseSkeletonDict(bytes, { file: String(id) });
  }

  /** Datastack, version and moment of everything this client gives, and what was asked of it. */
  provenance(): Provenance & Displayable {
    const { version, timestamp, expires } = this.version;
    const queries = this.#queries.map(query => ({ ...query }));
    const line = this.#line();
    const server = this.info.localServer;
    return {
      ...{ server, datastack: this.datastack, version, timestamp, expires, queries },
      [jupyterDisplay]: () => {
        const lines = queries.map(({ table, rows }) => `${table}: ${formatCount(rows)} rows`);
        return bundle([line, ...lines]);
      },
    };
  }

  /**
   * Writes the client's token to CAVE's standard file, where CAVEclient and the next `cave.connect` find it, readable by
   * you alone, and returns the file's path.
   *
   * @throws {SourceError} when another token stands there and `overwrite` is not set.
   */
  async saveToken(options: { readonly folder?: string; readonly overwrite?: boolean } = {}): Promise<string> {
    return this.#credential.reveal(token => saveSecret(token, this.#transport.server, options));
  }

  /** Datastack, version and its moment in one line. */
  toString(): string {
    return this.#line();
  }

  async #factsOf(name: string): Promise<TableFacts> {
    const known = this.#facts.get(name);
    if (known) return known;
    const tables = await this.tables();
    const isTable = tables.includes(name);
    const views = isTable ? [] : await this.views();
    if (!isTable && !views.includes(name)) {
      const problem = `table is not in ${this.datastack} version ${this.version.version}`;
      throw unknownName(problem, name, [...tables, ...views]);
    }
    const read = isTable ? readTableFacts : readViewFacts;
    const facts = remembered(read(this.#transport, this.#place, name), () => this.#facts.delete(name));
    this.#facts.set(name, facts);
    return facts;
  }

  async #checkRoots(
    filtered: readonly { readonly id: bigint; readonly where: string }[],
    staleIds: 'error' | 'warn' | 'ignore',
  ): Promise<void> {
    if (!this.chunkedgraph.available || staleIds === 'ignore' || filtered.length === 0) return;
    const error = await staleIdError(this.chunkedgraph, this.version, filtered, this.#currentRoots);
    if (error === undefined) return;
    if (staleIds === 'error') throw error;
    annotateNotebook(error.message);
  }

  #stamped(table: Table, name: string, resolutionNm: readonly number[] | undefined, query: object): Table {
    const { version, timestamp } = this.version;
    this.#queries.push({ table: name, rows: table.numRows });
    if (!this.#annotated) annotateNotebook(this.#line());
    this.#annotated = true;
    const metadata = new Map([
      ['cave.server', this.info.localServer],
      ['cave.datastack', this.datastack],
      ['cave.version', String(version)],
      ['cave.timestamp', timestamp],
      ['cave.table', name],
      ['cave.query', queryText(query)],
    ]);
    if (resolutionNm) metadata.set('cave.resolution_nm', resolutionNm.join(','));
    return withMetadata(table, metadata);
  }

  #line(): string {
    const { version, timestamp, expires } = this.version;
    const until = expires === undefined ? '' : `, kept until ${expires.slice(0, 10)}`;
    return `CAVE ${this.datastack} version ${version}, materialized ${timestamp.replace('T', ' ').replace(/\..*/, '')} UTC${until}`;
  }
}

// A computed name in the class itself would need its type spelled out for declarations.
Object.defineProperty(CaveClient.prototype, jupyterDisplay, {
  value(this: CaveClient): MimeBundle {
    const { description, synapseTable, segmentationSource } = this.info;
    const synapses = synapseTable === undefined ? undefined : `synapses: ${synapseTable}`;
    const facts = [description, synapses, `segmentation: ${segmentationSource}`];
    return bundle([this.toString(), ...facts.filter(fact => fact !== undefined)]);
  },
});

/** `promise`, forgotten when it fails, so that the next call asks again. */
function remembered<T>(promise: Promise<T>, forget: () => void): Promise<T> {
  promise.catch(forget);
  return promise;
}

function rootList(roots: IdLike | Iterable<IdLike>, what: string): bigint[] {
  if (typeof roots === 'object' && roots !== null)
    return Array.from(roots, (id, i) => parseId(id, `${what} entry ${i}`));
  return [parseId(roots, what)];
}

/** The options as JSON, ids as strings, lists of more than 20 values by their length. */
function queryText(query: object): string {
  return JSON.stringify(query, (_key, value) => {
    if (typeof value === 'bigint') return value.toString();
    if (typeof value !== 'object' || value === null || !(Symbol.iterator in value)) return value;
    const list = Array.from(value as Iterable<unknown>);
    return list.length > 20 ? `${list.length} values` : list;
  });
}

function bundle(lines: readonly string[]): MimeBundle {
  const html = lines.map(line => `<div>${escapeHtml(line)}</div>`).join('');
  return { 'text/plain': lines.join('\n'), 'text/html': html };
}
