import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  Bool,
  type DataType,
  Int32,
  Int64,
  Table,
  TimestampNanosecond,
  tableToIPC,
  Utf8,
  type Vector,
  vectorFromArray,
} from 'apache-arrow';
import { createRandom } from '../../../kernel-helpers/core/random.js';
import { parseExactJson } from '../../../kernel-helpers/io/cave/exact-json.js';

/** A token of the shape CAVE's are, which the server accepts. */
export const TOKEN = '5f0c2b7de94a41d6b1e83c7790afd212';

/** One request as it came. */
export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
  /** The body as JSON, long numbers as bigint. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into it at will
  readonly json: any;
}

type Value = bigint | number | string | boolean | null;
export type Row = Record<string, Value>;
/** How a request is answered instead of as usual. */
export type Answer = (seen: Seen, response: ServerResponse) => void;

/** A server on this machine that speaks the protocol of CAVE's services, with requests noted. */
export interface CaveServer {
  readonly origin: string;
  readonly requests: Seen[];
  /** Most rows of one answer; real ones have 500,000. */
  cap: number;
  /** Rows come in another order with each request, as those of a database without ORDER BY may. */
  unsorted: boolean;
  /** Leaves out the Warning header that says that an answer was cut off. */
  silent: boolean;
  /** Applies `filter_notin_dict`, which real servers take and forget. */
  appliesNotIn: boolean;
  /** What it takes and forgets. */
  forgets: 'offset' | 'range' | undefined;
  readonly tables: Record<string, Row[]>;
  /** Roots that were replaced: old to new. */
  readonly replaced: Map<bigint, bigint>;
  /** Roots that edits made after the version, with the second. */
  readonly young: Map<bigint, number>;
  /** Answers the next `times` requests whose path matches in this way. */
  next(path: RegExp, answer: Answer, times?: number): void;
  /** Requests whose path matches. */
  to(path: RegExp): Seen[];
  close(): Promise<void>;
}

export const VERSION_TIME = '2025-01-13T10:10:01.286229';
const VERSION_SECONDS = Date.parse('2025-01-13T10:10:01Z') / 1000;
const BASE = 864691135000000000n;

export const VERSIONS = [
  {
    id: 7,
    datastack: 'minnie65_public',
    version: 943,
    time_stamp: '2024-01-22T08:10:01.497934',
    valid: true,
    expires_on: '2121-11-10T07:10:00.000000',
    is_merged: true,
    parent_version: null,
    status: 'AVAILABLE',
  },
  {
    id: 9,
    datastack: 'minnie65_public',
    version: 1300,
    time_stamp: VERSION_TIME,
    valid: true,
    expires_on: '2121-11-10T07:10:00.000000',
    is_merged: true,
    parent_version: null,
    status: 'AVAILABLE',
  },
];
export const EXPIRED = {
  id: 11,
  datastack: 'minnie65_public',
  version: 1181,
  time_stamp: '2024-09-16T10:10:00.923811',
  valid: false,
  expires_on: '2025-01-14T10:10:00.923811',
  is_merged: true,
  parent_version: null,
  status: 'EXPIRED',
};

const TYPES: Record<string, () => DataType> = {
  created: () => new TimestampNanosecond(),
  valid: () => new Bool(),
  cell_type: () => new Utf8(),
  classification_system: () => new Utf8(),
  valid_ref: () => new Bool(),
  created_ref: () => new TimestampNanosecond(),
};

const SCHEMAS: Record<string, object> = {
  synapse: {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $ref: '#/definitions/NoCleftSynapse',
    definitions: {
      BoundSpatialPoint: { type: 'object', properties: { position: { type: 'array' }, root_id: { type: 'integer' } } },
      SpatialPoint: { type: 'object', properties: { position: { type: 'array' } } },
      NoCleftSynapse: {
        type: 'object',
        properties: {
          ctr_pt: {
            type: 'object',
            $ref: '#/definitions/SpatialPoint',
            description: 'a point in the center of the synapse',
          },
          pre_pt: {
            type: 'object',
            $ref: '#/definitions/BoundSpatialPoint',
            description: 'a point on the presynaptic side',
          },
          post_pt: { type: 'object', $ref: '#/definitions/BoundSpatialPoint' },
          size: { type: 'number', format: 'float', description: 'size of the synapse' },
          valid: { type: ['boolean', 'null'] },
        },
      },
    },
  },
  nucleus_detection: {
    $ref: '#/definitions/NucleusDetection',
    definitions: {
      BoundSpatialPoint: { type: 'object' },
      SpatialPoint: { type: 'object' },
      NucleusDetection: {
        properties: {
          pt: { type: 'object', $ref: '#/definitions/BoundSpatialPoint' },
          volume: { type: 'number', format: 'float' },
          valid: { type: ['boolean', 'null'] },
        },
      },
    },
  },
  cell_type_reference: {
    $ref: '#/definitions/CellTypeReference',
    definitions: {
      CellTypeReference: {
        properties: {
          cell_type: { type: 'string', description: 'Cell type name' },
          classification_system: { type: 'string' },
          target_id: { type: 'integer' },
          valid: { type: ['boolean', 'null'] },
        },
      },
    },
  },
};

const TABLES: Record<string, { schema: string; reference: string | null; description: string }> = {
  synapses_pni_2: { schema: 'synapse', reference: null, description: 'Automatically detected synapses <with> care' },
  nucleus_detection_v0: { schema: 'nucleus_detection', reference: null, description: 'Nuclei' },
  aibs_metamodel_celltypes_v661: {
    schema: 'cell_type_reference',
    reference: 'nucleus_detection_v0',
    description: 'Cell types',
  },
};

function makeRows(): Record<string, Row[]> {
  const random = createRandom(1300);
  const CREATED = Date.parse('2020-11-04T11:57:19.338Z');
  const synapses = Array.from({ length: 240 }, (_, i): Row => {
    const at = [170_000 + random.integer(1000), 190_000 + random.integer(1000), 18_000 + random.integer(100)];
    return {
      id: 165943687n + BigInt(i * 7),
      created: CREATED,
      superceded_id: null,
      valid: true,
      pre_pt_supervoxel_id: 89875763018073231n + BigInt(i),
      pre_pt_root_id: BASE + BigInt(random.integer(8)),
      post_pt_supervoxel_id: 89875763018073900n + BigInt(i),
      post_pt_root_id: BASE + BigInt(random.integer(8)),
      size: 100 + random.integer(10_000),
      pre_pt_position_x: at[0] - 10,
      pre_pt_position_y: at[1] - 10,
      pre_pt_position_z: at[2],
      post_pt_position_x: at[0] + 10,
      post_pt_position_y: at[1] + 10,
      post_pt_position_z: at[2],
      ctr_pt_position_x: at[0],
      ctr_pt_position_y: at[1],
      ctr_pt_position_z: at[2],
    };
  });
  const nuclei = Array.from(
    { length: 12 },
    (_, i): Row => ({
      id: 264824n + BigInt(i),
      created: CREATED,
      superceded_id: null,
      valid: true,
      volume: 250 + i,
      pt_supervoxel_id: 89875763018000000n + BigInt(i),
      pt_root_id: BASE + BigInt(i),
      pt_position_x: 178_400 + 10 * i,
      pt_position_y: 143_248,
      pt_position_z: 21_238,
    }),
  );
  const types = nuclei.slice(0, 9).map(
    (nucleus, i): Row => ({
      id: BigInt(i + 1),
      created: CREATED,
      superceded_id: null,
      valid: true,
      target_id: nucleus.id,
      cell_type: ['MC', 'BC', '23P'][i % 3],
      classification_system: i % 3 === 2 ? 'excitatory_neuron' : 'inhibitory_neuron',
    }),
  );
  const degree = nuclei.map((nucleus, i): Row => ({ root_id: nucleus.pt_root_id, n_input: 100 + i, n_output: i }));
  return {
    synapses_pni_2: synapses,
    nucleus_detection_v0: nuclei,
    aibs_metamodel_celltypes_v661: types,
    synapses_pni_2_in_out_degree: degree,
  };
}

/** Starts a {@link CaveServer} on a free port. */
export async function startCaveServer(): Promise<CaveServer> {
  const requests: Seen[] = [];
  const nexts: { path: RegExp; answer: Answer; times: number }[] = [];
  const random = createRandom(7);
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://cave');
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const isJson = body.length > 0 && (body[0] === 0x7b || body[0] === 0x5b);
    const seen: Seen = {
      method: request.method ?? '',
      path: decodeURIComponent(url.pathname),
      query: url.searchParams,
      headers: request.headers,
      body,
      json: isJson ? parseExactJson(body.toString(), 'request') : undefined,
    };
    requests.push(seen);
    const next = nexts.find(entry => entry.times > 0 && entry.path.test(seen.path));
    if (next) {
      next.times--;
      next.answer(seen, response);
      return;
    }
    try {
      respond(seen, response);
    } catch (error) {
      const message = (error as Error).message;
      const status = (error as { status?: number }).status ?? 500;
      json(response, status === 500 ? { code: 500, message, traceback: ['Traceback …'] } : { message }, status);
    }
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const play: CaveServer = {
    origin,
    requests,
    cap: 500_000,
    unsorted: false,
    silent: false,
    appliesNotIn: false,
    forgets: undefined,
    tables: makeRows(),
    replaced: new Map(),
    young: new Map(),
    next: (path, answer, times = 1) => void nexts.push({ path, answer, times }),
    to: path => requests.filter(seen => path.test(seen.path)),
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };

  function respond(seen: Seen, response: ServerResponse): unknown {
    if (!authorized(seen, response, origin)) return;
    const { path } = seen;
    const info = /^\/info\/api\/v2\/datastack\/full\/(.+)$/.exec(path);
    if (info) return json(response, infoOf(info[1], origin));
    if (path === '/info/api/v2/datastacks')
      return json(response, ['minnie65_public', 'minnie65_phase3_v1', 'flywire_fafb_public']);
    const schema = /^\/schema\/api\/v2\/type\/(\w+)$/.exec(path);
    if (schema) return json(response, SCHEMAS[schema[1]]);
    const mat = /^\/materialize\/api\/v[23]\/datastack\/minnie65_public\/(.*)$/.exec(path);
    if (mat) return materialize(mat[1], seen, response);
    const graph = /^\/segmentation\/api\/v1\/table\/minnie3_v1\/(.*)$/.exec(path);
    if (graph) return segmentation(graph[1], seen, response);
    if (path === '/segmentation/table/minnie3_v1/info') return json(response, { graph: { n_layers: 12 } });
    throw missing(`The requested URL ${path} was not found on the server.`);
  }

  function materialize(path: string, seen: Seen, response: ServerResponse): unknown {
    if (path === 'metadata') {
      return json(response, seen.query.get('expired') === 'True' ? [...VERSIONS, EXPIRED] : VERSIONS);
    }
    if (path === 'versions')
      return json(
        response,
        VERSIONS.map(({ version }) => version),
      );
    const [, number, rest] = /^version\/(\d+)\/?(.*)$/.exec(path) ?? [];
    if (!VERSIONS.some(({ version }) => version === Number(number))) throw missing(`Version ${number} not found`);
    if (rest === '')
      return json(
        response,
        VERSIONS.find(({ version }) => version === Number(number)),
      );
    if (rest === 'tables') return json(response, Object.keys(TABLES));
    if (rest === 'views') return json(response, { synapses_pni_2_in_out_degree: viewOf() });
    if (rest === 'views/synapses_pni_2_in_out_degree/metadata') return json(response, viewOf());
    if (rest === 'views/synapses_pni_2_in_out_degree/schema') {
      return json(response, {
        root_id: { type: 'integer' },
        n_input: { type: 'integer' },
        n_output: { type: 'integer' },
      });
    }
    const [, table, what] = /^(?:table|views)\/(\w+)\/(metadata|count|query)$/.exec(rest) ?? [];
    if (table && !(table in play.tables)) {
      throw missing(`Analysis table '${table}' not found for version ${number} in datastack minnie65_public`);
    }
    if (what === 'metadata') return json(response, metadataOf(table));
    if (what === 'count') return json(response, play.tables[table].length);
    if (what === 'query') return query(play.tables[table], table, seen, response);
    if (rest === 'query') return query(joined(seen), seen.json.tables[0][0], seen, response);
    throw missing(`nothing at ${path}`);
  }

  function joined(seen: Seen): Row[] {
    const [[left], [right]] = seen.json.tables as string[][];
    const suffix = seen.json.suffix_map[right] as string;
    return play.tables[left].flatMap(row => {
      const target = play.tables[right].find(candidate => candidate.id === row.target_id);
      if (!target) return [];
      const theirs = Object.entries(target).map(([key, value]) => [key in row ? `${key}${suffix}` : key, value]);
      return [{ ...row, ...Object.fromEntries(theirs) }];
    });
  }

  function query(rows: Row[], table: string, seen: Seen, response: ServerResponse): unknown {
    const { json: body, query: args } = seen;
    const known =
      /^(tables|suffix_map|select_columns|select_column_map|offset|limit|desired_resolution|filter_\w+_dict)$/;
    for (const key of Object.keys(body)) if (!known.test(key)) throw refused(`{"${key}": ["Unknown field."]}`);
    const reference = body.tables?.[1]?.[0] as string | undefined;
    const nameOf = (owner: string, column: string): string => {
      const twice = owner === reference && column in play.tables[table][0];
      return twice ? `${column}_ref` : column;
    };
    let found = rows;
    const filter = (kind: string, test: (value: Value, wanted: never) => boolean): void => {
      for (const [owner, columns] of Object.entries((body[kind] ?? {}) as Record<string, object>)) {
        for (const [column, wanted] of Object.entries(columns)) {
          const name = nameOf(owner, column);
          if (kind !== 'filter_spatial_dict' && !(name in (rows[0] ?? {}))) throw new Error(`'${column}'`);
          found = found.filter(row =>
            test(kind === 'filter_spatial_dict' ? inBox(row, name, wanted) : row[name], wanted as never),
          );
        }
      }
    };
    const plain = (value: unknown): string => String(value);
    const sets = new WeakMap<unknown[], Set<string>>();
    const setOf = (wanted: unknown[]): Set<string> => {
      const set = sets.get(wanted) ?? new Set(wanted.map(plain));
      sets.set(wanted, set);
      return set;
    };
    filter('filter_in_dict', (value, wanted: unknown[]) => setOf(wanted).has(plain(value)));
    if (play.appliesNotIn)
      filter('filter_notin_dict', (value, wanted: unknown[]) => !wanted.some(one => plain(one) === plain(value)));
    filter('filter_equal_dict', (value, wanted) => plain(value) === plain(wanted));
    filter('filter_greater_dict', (value, wanted) => (value as number) > wanted);
    filter('filter_less_dict', (value, wanted) => (value as number) < wanted);
    if (play.forgets !== 'range') filter('filter_greater_equal_dict', (value, wanted) => (value as number) >= wanted);
    filter('filter_less_equal_dict', (value, wanted) => (value as number) <= wanted);
    filter('filter_regex_dict', (value, wanted) => new RegExp(wanted).test(String(value)));
    filter('filter_spatial_dict', value => value === true);
    const headers: Record<string, string | string[]> = {
      'content-type': 'data.arrow',
      dataframe_resolution: (body.desired_resolution ?? [4, 4, 40]).map((edge: number) => edge.toFixed(1)),
    };
    if (args.get('count') === 'True') {
      response.writeHead(200, headers).end(ipc({ count: vectorFromArray([BigInt(found.length)], new Int64()) }));
      return;
    }
    if (play.unsorted) found = shuffled(found);
    const limit = Math.min(Number(body.limit ?? play.cap), play.cap);
    const offset = play.forgets === 'offset' ? 0 : Number(body.offset ?? 0);
    const page = found.slice(offset, offset + limit);
    if (page.length === limit && !play.silent) headers.Warning = [`201 - "Limited query to ${limit} rows`];
    const names = selected(Object.keys(rows[0] ?? {}), body, nameOf);
    const scale = ((body.desired_resolution ?? [4, 4, 40]) as number[]).map((edge, k) => [4, 4, 40][k] / edge);
    const columns = names.map(name => {
      const axis = 'xyz'.indexOf(/_position_([xyz])$/.exec(name)?.[1] ?? '-');
      return [
        name,
        column(
          name,
          page.map(row => (axis < 0 ? row[name] : Number(row[name]) * scale[axis])),
        ),
      ];
    });
    response.writeHead(200, headers).end(ipc(Object.fromEntries(columns)));
  }

  function shuffled(rows: Row[]): Row[] {
    const order = rows.map(row => ({ row, key: random.uniform() })).sort((a, b) => a.key - b.key);
    return order.map(({ row }) => row);
  }

  function segmentation(path: string, seen: Seen, response: ServerResponse): unknown {
    const at = Number(seen.query.get('timestamp') ?? Number.MAX_SAFE_INTEGER);
    if (path === 'is_latest_roots') {
      const ids = (seen.json.node_ids as (bigint | number)[]).map(BigInt);
      return json(response, { is_latest: ids.map(id => !play.replaced.has(id)) });
    }
    if (path === 'root_timestamps') {
      const ids = (seen.json.node_ids as (bigint | number)[]).map(BigInt);
      return json(response, { timestamp: ids.map(id => play.young.get(id) ?? VERSION_SECONDS - 86_400.5) });
    }
    const leaves = /^node\/(\d+)\/leaves$/.exec(path);
    if (leaves) {
      const root = BigInt(leaves[1]);
      // four chunks, the last of which went to another cell
      const ids = [0n, 1n, 2n, 3n].map(i => 500_000_000_000_000_000n + (root - BASE) * 10n + i);
      return text(response, `{"leaf_ids":[${ids.join(',')}]}`);
    }
    if (path === 'roots_binary') {
      const chunks = new BigUint64Array(
        seen.body.buffer.slice(seen.body.byteOffset, seen.body.byteOffset + seen.body.length),
      );
      const roots = chunks.map(chunk => {
        if (chunk < 500_000_000_000_000_000n) return BASE + (chunk % 10n);
        const root = BASE + (chunk - 500_000_000_000_000_000n) / 10n;
        const now = at < 1e15 ? (play.replaced.get(root) ?? root) : root;
        return chunk % 10n === 3n ? now + 1000n : now;
      });
      response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(Buffer.from(roots.buffer));
      return;
    }
    if (path === 'lineage_graph_multiple') {
      const [id] = (seen.json.root_ids as (bigint | number)[]).map(BigInt);
      const nodes = [
        `{"id":${id},"operation_id":2,"timestamp":${play.young.get(id) ?? 1_700_000_000.5}}`,
        `{"id":${id - 100n},"operation_id":1,"timestamp":1600000000.25}`,
        `{"id":${id - 200n},"operation_id":1,"timestamp":1600000000.25}`,
      ];
      const links = [`{"source":${id - 100n},"target":${id}}`, `{"source":${id - 200n},"target":${id}}`];
      return text(response, `{"directed":true,"graph":{},"links":[${links}],"multigraph":false,"nodes":[${nodes}]}`);
    }
    throw missing(`nothing at ${path}`);
  }

  return play;
}

/** Answers as CAVE's middle_auth does: no header means a browser, which is sent to the login page. */
function authorized(seen: Seen, response: ServerResponse, origin: string): boolean {
  const { authorization } = seen.headers;
  if (authorization === `Bearer ${TOKEN}`) return true;
  if (authorization === undefined) {
    response.writeHead(302, { location: `${origin}/sticky_auth/api/v1/authorize?redirect=${seen.path}` }).end();
  } else {
    json(response, { error: 'invalid_token', message: 'Unauthorized - Token is Invalid or Expired' }, 401);
  }
  return false;
}

function infoOf(name: string, origin: string): object {
  if (name !== 'minnie65_public') throw missing(`datastack ${name} not found`);
  return {
    aligned_volume: {
      id: 1,
      name: 'minnie65_phase3',
      image_source: 'precomputed://https://bossdb-open-data.s3.amazonaws.com/iarpa_microns/minnie/minnie65/em',
      description: 'EM',
    },
    analysis_database: null,
    description: 'This is the publicly released version of the minnie65 volume and segmentation.',
    local_server: origin,
    segmentation_source: `graphene://${origin}/segmentation/table/minnie3_v1`,
    skeleton_source: `precomputed://${origin}/skeletoncache/api/v1/minnie65_public/precomputed/skeleton/`,
    soma_table: 'nucleus_detection_v0',
    synapse_table: 'synapses_pni_2',
    viewer_resolution_x: 4.0,
    viewer_resolution_y: 4.0,
    viewer_resolution_z: 40,
    viewer_site: 'https://spelunker.cave-explorer.org/',
  };
}

function metadataOf(table: string): object {
  const { schema, reference, description } = TABLES[table];
  return {
    aligned_volume: 'minnie65_phase3',
    created: '2021-04-29T05:58:42.196350',
    description,
    flat_segmentation_source: '',
    id: 473,
    notice_text: table === 'synapses_pni_2' ? 'look twice' : null,
    read_permission: 'PUBLIC',
    reference_table: reference,
    schema,
    schema_type: schema,
    table_name: table,
    user_id: '56',
    valid: true,
    voxel_resolution_x: 4.0,
    voxel_resolution_y: 4.0,
    voxel_resolution_z: 40.0,
    write_permission: 'PRIVATE',
  };
}

function viewOf(): object {
  return {
    datastack_name: 'minnie65_public',
    description: 'Number of input and output synapses of each segment.',
    id: 1,
    live_compatible: false,
    notice_text: null,
    voxel_resolution_x: 4.0,
    voxel_resolution_y: 4.0,
    voxel_resolution_z: 40.0,
  };
}

function inBox(row: Row, name: string, box: unknown): boolean {
  const [low, high] = (box as (number | bigint)[][]).map(corner => corner.map(Number));
  return ['x', 'y', 'z'].every((axis, k) => {
    const value = Number(row[`${name}_${axis}`]);
    return value >= low[k] && value <= high[k];
  });
}

/** The server's own habits: positions are three columns, and a root brings its supervoxel along. */
function selected(all: string[], body: Seen['json'], nameOf: (owner: string, column: string) => string): string[] {
  const map = (body.select_column_map ?? (body.select_columns && { '': body.select_columns })) as Record<
    string,
    string[]
  >;
  if (!map) return all;
  const names: string[] = [];
  for (const [owner, columns] of Object.entries(map)) {
    for (const column of columns) {
      const name = nameOf(owner, column);
      const supervoxel = name.replace(/root_id$/, 'supervoxel_id');
      const wanted = all.includes(`${name}_x`) ? [`${name}_x`, `${name}_y`, `${name}_z`] : [supervoxel, name];
      if (!all.includes(wanted[wanted.length - 1])) throw refused(`column ${column} not found in ${owner}`);
      for (const one of wanted) if (all.includes(one) && !names.includes(one)) names.push(one);
    }
  }
  return names;
}

function column(name: string, values: Value[]): Vector {
  const type =
    TYPES[name]?.() ??
    (values.some(value => typeof value === 'bigint') || /_id$|^id$/.test(name) ? new Int64() : new Int32());
  return vectorFromArray(values, type);
}

function ipc(columns: Record<string, Vector>): Uint8Array {
  return tableToIPC(new Table(columns), 'stream');
}

export function json(response: ServerResponse, value: unknown, status = 200): void {
  text(response, JSON.stringify(value), status);
}

export function text(response: ServerResponse, body: string, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(body);
}

function missing(message: string): Error {
  return Object.assign(new Error(message), { status: 404 });
}

function refused(message: string): Error {
  return Object.assign(new Error(message), { status: 400 });
}
