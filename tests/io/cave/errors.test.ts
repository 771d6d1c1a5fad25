import { inspect } from 'node:util';
import { tableFromArrays, tableToIPC } from 'apache-arrow';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ConnectomeError } from '../../../kernel-helpers/errors.js';
import type { CaveClient } from '../../../kernel-helpers/io/cave/client.js';
import { type ConnectOptions, connect } from '../../../kernel-helpers/io/cave/connect.js';
import { setAnnotator } from '../../../kernel-helpers/io/cave/notebook.js';
import { type Answer, type CaveServer, json, startCaveServer, TOKEN } from './cave-server.js';

const QUERY = /\/query$/;
const WRONG = 'ffffffffffffffffffffffffffffffff';

let server: CaveServer;
let said: string[];

beforeEach(async () => {
  said = [];
  setAnnotator(line => said.push(line));
  server = await startCaveServer();
});
afterEach(() => server.close());
afterAll(() => setAnnotator());

const open = (options: Partial<ConnectOptions> = {}): Promise<CaveClient> =>
  connect('minnie65_public', { server: server.origin, token: TOKEN, retryDelaysMs: [0, 0], ...options });

/** What a query throws when the server answers like this. */
async function thrown(answer: Answer, times = 1): Promise<ConnectomeError & { status?: number }> {
  const client = await open();
  server.next(QUERY, answer, times);
  const error = await client.query('nucleus_detection_v0').then(
    () => new Error('nothing was thrown'),
    reason => reason,
  );
  expect(error).toBeInstanceOf(ConnectomeError);
  return error;
}

describe('what the server refuses is told in a sentence', () => {
  test('a token that is not accepted', async () => {
    const error = await connect('minnie65_public', { server: server.origin, token: WRONG }).catch(e => e);
    expect(error.message).toBe(
      'cave datastack minnie65_public could not be had: received HTTP 401 (Unauthorized - Token is Invalid or Expired), ' +
        'expected 200; the token from the token option is not accepted: make one at ' +
        `${server.origin}/auth/api/v1/create_token (log in with a Google account and accept the dataset's terms; a new ` +
        'token ends the one before), then run: await cave.saveToken()',
    );
    expect(error.status).toBe(401);
    expect(server.requests).toHaveLength(1);
  });

  test('the way to the login page, which is not followed', async () => {
    const error = await thrown((_, response) =>
      response.writeHead(302, { location: `${server.origin}/sticky_auth/api/v1/authorize?redirect=x` }).end(),
    );
    expect(error.message).toContain(
      'received HTTP 302 to the login page, expected 200; the token from the token option is not accepted',
    );
    expect(server.to(/sticky_auth/)).toHaveLength(0);
  });

  test('terms of service that are not accepted yet, with their address', async () => {
    const error = await thrown((_, response) =>
      json(
        response,
        {
          error: 'missing_tos',
          message: 'Need to accept Terms of Service to access resource.',
          data: {
            tos_id: 2,
            tos_name: 'MICrONS',
            tos_form_url: 'https://global.daf-apis.com/sticky_auth/api/v1/tos/2/accept',
          },
        },
        403,
      ),
    );
    expect(error.message).toBe(
      'cave table nucleus_detection_v0 could not be had: received HTTP 403 (Need to accept Terms of Service to access ' +
        'resource.), expected 200; the terms of service of this dataset are not accepted yet: accept them at ' +
        'https://global.daf-apis.com/sticky_auth/api/v1/tos/2/accept, then try again',
    );
  });

  test('an account without access', async () => {
    const error = await thrown((_, response) =>
      json(response, { error: 'missing_permission', message: 'Missing permission: view for dataset x', data: {} }, 403),
    );
    expect(error.message).toContain('(Missing permission: view for dataset x), expected 200; the account of the token');
  });

  test.each([
    [400, 'look at the filters, columns and ids of the query'],
    [404, 'look at the name and the version'],
    [410, 'this version has expired: choose one that client.versions() lists'],
    [422, 'look at the filters, columns and ids of the query'],
    [500, 'the server failed: look at the filters and columns of the query, or try again later'],
    [504, 'the query takes longer than the server allows: narrow it (fewer ids, a smaller box, a limit)'],
  ])('HTTP %i', async (status, remedy) => {
    const error = await thrown((_, response) =>
      json(response, { message: "column\n 'x'  is wrong", traceback: ['secret'] }, status),
    );
    expect(error.message).toBe(
      `cave table nucleus_detection_v0 could not be had: received HTTP ${status} (column 'x' is wrong), expected 200; ${remedy}`,
    );
    expect(error.status).toBe(status);
    expect(server.to(QUERY)).toHaveLength(1);
  });

  test('a body that is no JSON though it says so, and one that is endless', async () => {
    const damaged = await thrown((_, response) =>
      response.writeHead(400, { 'content-type': 'application/json' }).end('{"a'),
    );
    expect(damaged.message).toContain('received HTTP 400, expected 200');
    const endless = await thrown((_, response) => {
      response.writeHead(500, { 'content-type': 'text/plain' }).write('x'.repeat(1_000_000));
    });
    expect(endless.message.length).toBeLessThan(400);
  });
});

describe('what may pass is tried again', () => {
  test('429, 502 and 503, after the pause that the server asks for', async () => {
    for (const status of [429, 502, 503]) {
      const client = await open();
      server.next(QUERY, (_, response) => response.writeHead(status, { 'retry-after': '0' }).end(), 2);
      expect((await client.query('nucleus_detection_v0')).numRows).toBe(12);
    }
    expect(server.to(QUERY)).toHaveLength(9);
  });

  test('but not for ever, and not when the pause is long', async () => {
    const busy = await thrown((_, response) => response.writeHead(429).end(), 9);
    expect(busy.message).toContain('the server is busy: try again in a few minutes');
    expect(server.to(QUERY)).toHaveLength(3);
    server.requests.length = 0;
    await server.close();
    server = await startCaveServer();
    const long = await thrown((_, response) => response.writeHead(503, { 'retry-after': '3600' }).end(), 9);
    expect(long.message).toContain('the server is busy: try again in 3600 s');
    expect(server.to(QUERY)).toHaveLength(1);
  });

  test('a connection that breaks in the middle of an answer', async () => {
    const bytes = tableToIPC(tableFromArrays({ id: BigInt64Array.of(1n, 2n) }), 'stream');
    const client = await open();
    server.next(QUERY, (_, response) => {
      response.writeHead(200, { 'content-type': 'data.arrow', 'content-length': bytes.length });
      response.write(bytes.subarray(0, 200), () => response.destroy());
    });
    // a length that nobody claims: only the missing end mark tells
    server.next(QUERY, (_, response) => {
      response.writeHead(200, { 'content-type': 'data.arrow', connection: 'close' });
      response.end(bytes.subarray(0, -8));
    });
    expect((await client.query('nucleus_detection_v0')).numRows).toBe(12);
    expect(server.to(QUERY)).toHaveLength(3);
  });

  test('and told when it breaks every time', async () => {
    const error = await thrown((_, response) => {
      response.writeHead(200, { 'content-length': 1000 });
      response.write('x', () => response.destroy());
    }, 3);
    expect(error.message).toMatch(
      /^cave table nucleus_detection_v0 could not be had: received no whole answer from 127\.0\.0\.1:\d+ \(.+\), expected one;/,
    );
    expect(server.to(QUERY)).toHaveLength(3);
    const bytes = tableToIPC(tableFromArrays({ id: BigInt64Array.of(1n, 2n) }), 'stream');
    const short = await thrown((_, response) => response.writeHead(200).end(bytes.subarray(0, -8)), 9);
    expect(short.message).toContain('cave table nucleus_detection_v0 broke off: received');
    expect(short.message).toContain('bytes without an end mark');
  });

  test('but not silence, of which there were minutes', async () => {
    let calls = 0;
    const silent: typeof fetch = () => {
      calls++;
      return Promise.reject(new TypeError('fetch failed', { cause: new Error('Headers Timeout Error') }));
    };
    await expect(open({ fetch: silent })).rejects.toThrow('(Headers Timeout Error), expected one');
    expect(calls).toBe(1);
  });

  test('a server that is not there', async () => {
    const { origin } = server;
    await server.close();
    await expect(connect('minnie65_public', { server: origin, token: TOKEN, retryDelaysMs: [0] })).rejects.toThrow(
      /could not be had: received no whole answer from 127\.0\.0\.1:\d+ \(.*ECONNREFUSED/,
    );
  });
});

describe('answers that are something else', () => {
  test('a login page where data should be', async () => {
    const page: Answer = (_, response) =>
      response
        .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
        .end('<!doctype html><title>Sign in</title>');
    const error = await thrown(page);
    expect(error.message).toBe(
      'cave table nucleus_detection_v0 could not be had: received a web page (text/html; charset=utf-8), expected data; ' +
        `open ${server.origin} in a browser to see whether the network or CAVE wants a login`,
    );
    server.next(/full/, page);
    await expect(open()).rejects.toThrow('cave datastack minnie65_public could not be had: received a web page');
    const client = await open();
    server.next(/skeleton/, page);
    await expect(client.skeleton(5n)).rejects.toThrow('received a web page');
  });

  test('the format of old servers, text, nothing, damaged Arrow', async () => {
    const old = await thrown((_, response) =>
      response.writeHead(200, { 'content-type': 'x-application/pyarrow' }).end(Buffer.alloc(20)),
    );
    expect(old.message).toContain('comes in a format of old servers: received x-application/pyarrow');
    const words = await thrown((_, response) => json(response, [{ id: 1 }]));
    expect(words.message).toContain(
      'is not Arrow: received 10 bytes of application/json, expected an Arrow IPC stream',
    );
    const nothing = await thrown((_, response) => response.writeHead(200).end());
    expect(nothing.message).toContain('is not Arrow: received 0 bytes of no content type');
    const bytes = tableToIPC(tableFromArrays({ id: BigInt64Array.of(1n, 2n) }), 'stream');
    bytes[60] ^= 0xff;
    const damaged = await thrown((_, response) => response.writeHead(200).end(bytes));
    expect(damaged.tag).toBe('Format');
    expect(damaged.message).toContain('arrow table nucleus_detection_v0');
  });

  test.each([
    ['no JSON', '{"a": ', 'is damaged: received 6 characters of text that is not JSON'],
    ['another shape', '[]', 'cave json of datastack minnie65_public top: received an array, expected an object'],
    ['a missing member', '{"aligned_volume": {}}', 'segmentation_source: received nothing, expected a string'],
    ['no text', Buffer.from([0xff, 0xfe, 0x00]), 'bytes that are not UTF-8'],
  ])('a datastack as %s', async (_, body, message) => {
    server.next(/full/, (_seen, response) => response.writeHead(200, { 'content-type': 'application/json' }).end(body));
    await expect(open()).rejects.toThrow(message);
  });

  test('roots and lists of the wrong length', async () => {
    const { chunkedgraph } = await open();
    server.next(/roots_binary/, (_, response) => response.writeHead(200).end(Buffer.alloc(12)));
    await expect(chunkedgraph.roots([1n, 2n])).rejects.toThrow(
      'cave roots of supervoxels has the wrong length: received 12 bytes, expected 16',
    );
    server.next(/is_latest/, (_, response) => json(response, { is_latest: [true] }));
    await expect(chunkedgraph.isLatest([1n, 2n])).rejects.toThrow(
      'is_latest: received an array, expected 2 values, not 1',
    );
    server.next(/leaves/, (_, response) => json(response, { leaf_ids: ['x', -1] }));
    await expect(chunkedgraph.leaves(1n)).rejects.toThrow(
      'cave json of leaves of 1 entry 0: received a string, expected an id',
    );
  });

  test('versions and tables of another shape', async () => {
    server.next(/metadata$/, (_, response) => json(response, [{ version: '1300' }]));
    await expect(open()).rejects.toThrow('entry 0 version: received a string, expected a whole number');
    server.next(/metadata$/, (_, response) => json(response, []));
    await expect(open()).rejects.toThrow(
      'cave datastack minnie65_public has no version: received none, none is there now',
    );
    const client = await open();
    server.next(/tables$/, (_, response) => json(response, [1]));
    await expect(client.tables()).rejects.toThrow('entry 0: received a number, expected a string');
    expect(await client.tables()).toHaveLength(3);
  });
});

describe('where the token goes', () => {
  test('nowhere in clear over a network', async () => {
    await expect(connect('x', { server: 'http://cave.example.org', token: TOKEN })).rejects.toThrow(
      'cave server is not safe: received http://cave.example.org, expected https://cave.example.org: the token would travel in clear',
    );
    server.next(/full/, (_, response) =>
      json(response, {
        aligned_volume: { name: 'v' },
        segmentation_source: 'graphene://x/y',
        local_server: 'http://cave.example.org',
      }),
    );
    await expect(open()).rejects.toThrow('cave local server of datastack minnie65_public is not safe');
  });

  test('into no message, even when the server repeats it', async () => {
    const echo: Answer = (seen, response) =>
      json(response, { message: `bad header ${seen.headers.authorization}`, traceback: [TOKEN] }, 500);
    const error = await thrown(echo);
    expect(error.message).toContain('(bad header Bearer [token])');
    const terms = await thrown((_, response) =>
      json(response, { error: 'missing_tos', data: { tos_form_url: `https://x/?t=${TOKEN}` } }, 403),
    );
    expect(terms.message).toContain('https://x/?t=[token]');
    const typed = await thrown((_, response) =>
      response.writeHead(200, { 'content-type': `text/html; ${TOKEN}` }).end('<'),
    );
    for (const one of [error, terms, typed]) expect(everything(one)).not.toContain(TOKEN);
  });

  test('into no error of a fetch that repeats its request', async () => {
    const telling: typeof fetch = (_url, init) =>
      Promise.reject(new TypeError(`failed with ${JSON.stringify(init?.headers)}`, { cause: init }));
    const error = await open({ fetch: telling }).catch(e => e);
    expect(error.message).toContain('[token]');
    expect(everything(error)).not.toContain(TOKEN);
  });

  test('into nothing that a client shows of itself', async () => {
    const client = await open();
    const table = await client.query('nucleus_detection_v0');
    await client.synapses({ limit: 3 });
    for (const shown of [client, client.provenance(), client.chunkedgraph, table.schema, { ...client }, said]) {
      expect(everything(shown)).not.toContain(TOKEN);
    }
    expect(server.requests.some(({ path, query }) => `${path}?${query}`.includes(TOKEN))).toBe(false);
  });
});

/** All that logging, inspecting or serializing `value` could bring to light. */
function everything(value: unknown): string {
  const seen = new Set<unknown>();
  const own: string[] = [];
  const visit = (object: unknown): void => {
    if (typeof object === 'string') own.push(object);
    if (typeof object !== 'object' || object === null || seen.has(object)) return;
    seen.add(object);
    for (const key of Reflect.ownKeys(object)) visit(Reflect.get(object, key));
  };
  visit(value);
  const plain = JSON.stringify(value, (_key, member) => (typeof member === 'bigint' ? String(member) : member));
  return [inspect(value, { depth: 20, showHidden: true, getters: true }), plain, String(value), ...own].join('\n');
}
