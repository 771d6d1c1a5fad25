import type { IncomingMessage } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SourceError } from '../../../kernel-helpers/errors.js';
import { setSignalProvider } from '../../../kernel-helpers/io/source/cancellation.js';
import { type HttpRequest, httpFetch } from '../../../kernel-helpers/io/source/http.js';
import { retryAfterMs } from '../../../kernel-helpers/io/source/http-failure.js';
import { type FileServer, startFileServer } from './file-server.js';

let server: FileServer;
let other: FileServer;

beforeEach(async () => {
  [server, other] = await Promise.all([startFileServer(), startFileServer()]);
});

afterEach(async () => {
  setSignalProvider();
  await Promise.all([server.close(), other.close()]);
});

const ask = (path = '/a', request: HttpRequest = {}): Promise<Response> =>
  httpFetch(`${server.origin}${path}`, { retryDelaysMs: [1, 1], ...request });
const failure = async (work: Promise<unknown>): Promise<SourceError> => {
  const error = await work.then(
    value => value,
    reason => reason,
  );
  expect(error).toBeInstanceOf(SourceError);
  return error as SourceError;
};
const textOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
};

/** The pauses longer than a silence that `work` takes; they are over at once. */
const pausesOf = async (work: () => Promise<unknown>): Promise<number[]> => {
  const paused: number[] = [];
  const wait = globalThis.setTimeout;
  try {
    globalThis.setTimeout = ((done: () => void, ms = 0) => {
      if (ms < 10_000) return wait(done, ms);
      paused.push(ms);
      return wait(done, 0);
    }) as typeof setTimeout;
    await work();
  } finally {
    globalThis.setTimeout = wait;
  }
  return paused;
};

describe('httpFetch', () => {
  test('posts JSON with headers, the same again after a 503', async () => {
    const heard: unknown[] = [];
    server.on('/a', async (request, response) => {
      heard.push([
        request.method,
        request.headers['content-type'],
        request.headers.authorization,
        await textOf(request),
      ]);
      response.writeHead(heard.length === 1 ? 503 : 200, { 'x-version': '1507' }).end('[7]');
    });
    const answer = await ask('/a', {
      method: 'POST',
      body: JSON.stringify({ ids: ['864691135000000000'] }),
      headers: { 'content-type': 'application/json', authorization: 'Bearer t' },
    });
    expect([answer.status, answer.headers.get('x-version'), await answer.json()]).toEqual([200, '1507', [7]]);
    const post = ['POST', 'application/json', 'Bearer t', '{"ids":["864691135000000000"]}'];
    expect(heard).toEqual([post, post]);
  });

  test.each([400, 401, 403, 404, 409, 410, 422])('returns a %i at once, with its body', async status => {
    server.on('/a', (_, response) => response.writeHead(status).end('why'));
    const answer = await ask();
    expect([answer.status, await answer.text()]).toEqual([status, 'why']);
    expect(server.requests).toHaveLength(1);
  });

  test.each([408, 429, 500, 502, 503, 504])('returns a %i after the last attempt only', async status => {
    server.on('/a', (_, response) => response.writeHead(status).end('why'));
    const answer = await ask();
    expect([answer.status, await answer.text()]).toEqual([status, 'why']);
    expect(server.requests).toHaveLength(3);
  });

  test('waits as long as Retry-After says, and not where it says more than a minute', async () => {
    let asked = 0;
    server.on('/a', (_, response) => response.writeHead(asked++ === 0 ? 429 : 200, { 'retry-after': '50' }).end());
    server.on('/b', (_, response) => response.writeHead(429, { 'retry-after': '3600' }).end());
    const paused = await pausesOf(async () => {
      expect((await ask('/a', { silenceMs: 9000 })).status).toBe(200);
      expect((await ask('/b', { silenceMs: 9000 })).status).toBe(429);
    });
    expect(paused).toEqual([50_000]);
    expect(server.requests).toEqual(['/a', '/a', '/b']);
  });

  test('draws its pauses from half to one and a half of what it is told', async () => {
    server.on('/a', (_, response) => response.writeHead(500).end());
    const drawn = [0, 0.999];
    const random = (): number => drawn.shift() ?? 0;
    const paused = await pausesOf(() => ask('/a', { retryDelaysMs: [20_000, 40_000], random, silenceMs: 9000 }));
    expect(paused).toEqual([10_000, 40_000 * 1.499]);
  });

  test('asks again when the connection breaks, and says how often', async () => {
    server.on('/a', request => request.socket.destroy());
    expect((await failure(ask())).message).toMatch(
      /^http:\/\/127\.0\.0\.1:\d+\/a could not be read: .+ \(3 attempts\)$/,
    );
    expect(server.requests).toHaveLength(3);
  });

  test('gives up at once where nobody listens', async () => {
    const { origin } = other;
    await other.close();
    const refused = await failure(httpFetch(`${origin}/a`, { retryDelaysMs: [60_000] }));
    expect(refused.message).toMatch(/could not be read: connect ECONNREFUSED/);
  });

  test('leaves a server that says nothing, before its answer or in the middle', async () => {
    server.on('/a', () => {});
    server.on('/b', (_, response) => void response.writeHead(200).write('x'));
    expect((await failure(ask('/a', { silenceMs: 50 }))).message).toMatch(/could not be read: silent for 0\.05 s$/);
    const answer = await ask('/b', { silenceMs: 50 });
    expect((await failure(answer.text())).message).toBe(`${server.origin}/b broke off in its body: silent for 0.05 s`);
  });

  test('tells an answer that breaks off in its body', async () => {
    server.on('/a', (_, response) => {
      response.writeHead(200, { 'content-length': 10 }).write('x', () => response.destroy());
    });
    const answer = await ask();
    expect((await failure(answer.text())).message).toMatch(/\/a broke off in its body: .+/);
  });

  test('ends with the signal, or with the cell, in the body too', async () => {
    server.on('/a', (_, response) => void response.writeHead(200).write('x'));
    const cell = new AbortController();
    setSignalProvider(() => cell.signal);
    const answer = await ask();
    const text = answer.text();
    cell.abort(new Error('interrupted'));
    await expect(text).rejects.toThrow('interrupted');
    await expect(ask()).rejects.toThrow('interrupted');
    expect(server.requests).toHaveLength(1);
  });

  test('keeps its connections for the next request', async () => {
    const sockets = new Set<unknown>();
    server.on('/a', (request, response) => {
      sockets.add(request.socket);
      response.end('x');
    });
    for (let i = 0; i < 20; i++) await (await ask()).text();
    expect(sockets.size).toBeLessThan(4);
  });
});

describe('a redirect', () => {
  const redirect = (from: FileServer, path: string, status: number, location: string): void =>
    from.on(path, (_, response) => response.writeHead(status, { location }).end());

  test.each([301, 302, 303, 307, 308])('%i is followed, wherever it leads by http', async status => {
    redirect(server, '/a', status, `${other.origin}/b`);
    other.on('/b', (_, response) => response.end('there'));
    expect(await (await ask()).text()).toBe('there');
  });

  test('in a circle is given up', async () => {
    redirect(server, '/a', 302, '/b');
    redirect(server, '/b', 302, '/a');
    expect((await failure(ask())).message).toBe(`${server.origin}/a could not be read: more than 8 redirects`);
    expect(server.requests).toHaveLength(9);
  });

  test.each([
    ['file:///etc/passwd', 'redirected to protocol file:, expected https:'],
    ['data:text/plain,x', 'redirected to protocol data:, expected https:'],
    ['ftp://host/x', 'redirected to protocol ftp:, expected https:'],
    ['http://[', 'redirected to something that is no URL'],
    ['http://me:secret@host/', 'redirected to a URL with credentials'],
  ])('to %s is refused', async (location, story) => {
    redirect(server, '/a', 302, location);
    expect((await failure(ask())).message).toBe(`${server.origin}/a could not be read: ${story}`);
    expect(server.requests).toHaveLength(1);
  });

  test('from https to http is refused', async () => {
    redirect(server, '/a', 302, `${other.origin}/b`);
    const secure: typeof fetch = (input, init) => fetch(String(input).replace('https://host', server.origin), init);
    expect((await failure(httpFetch('https://host/a', { fetch: secure }))).message).toBe(
      'https://host/a could not be read: redirected to protocol http:, expected https:',
    );
    expect(other.requests).toEqual([]);
  });

  test('takes a token to the same host only', async () => {
    const tokens: unknown[] = [];
    redirect(server, '/a', 302, '/b');
    redirect(server, '/b', 302, `${other.origin}/c`);
    for (const each of [server, other]) {
      each.on('/c', (request, response) => {
        tokens.push(request.headers.authorization, request.headers['x-kind']);
        response.end();
      });
    }
    await ask('/a', { headers: { Authorization: 'Bearer t', 'x-kind': 'k' } });
    expect(tokens).toEqual([undefined, 'k']);
  });

  test.each([
    [302, 'GET', ''],
    [303, 'GET', ''],
    [307, 'POST', '{}'],
  ])('%i of a POST becomes a %s', async (status, method, body) => {
    redirect(server, '/a', status, '/b');
    server.on('/b', async (request, response) => response.end(`${request.method} ${await textOf(request)}`));
    expect(await (await ask('/a', { method: 'POST', body: '{}' })).text()).toBe(`${method} ${body}`);
  });
});

describe('no error holds a secret', () => {
  test.each([
    ['a query', '/a?token=secret', {}],
    ['a header', '/a', { headers: { authorization: 'Bearer secret' } }],
    ['a body', '/a', { method: 'POST', body: '{"token":"secret"}' }],
    ['a header that cannot be sent', '/a', { headers: { authorization: 'Bearer secret\nx' } }],
    ['a header of letters that cannot be sent', '/a', { headers: { authorization: 'Bearer secret ✓' } }],
  ])('that was in %s', async (_, path, request) => {
    server.on(path, asked => asked.socket.destroy());
    const error = await failure(ask(path, request));
    const { message, url, stack } = error;
    expect([message, url, stack].join()).not.toContain('secret');
    for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
      expect(JSON.stringify([cause.message, cause.stack, { ...cause }])).not.toContain('secret');
    }
  });

  test('that was in the URL', async () => {
    const error = await failure(httpFetch('https://me:secret@host/a'));
    expect(error.message).toBe(
      'https://host/a could not be read: received credentials in the URL, expected them in a header',
    );
  });

  test.each(['no url secret', 'file:///secret', 'javascript:secret'])('that was in %s', async url => {
    const error = await failure(httpFetch(url));
    expect(error.message).toMatch(/received (text that is not a URL|protocol \w+:), expected https:/);
  });
});

test('Retry-After holds seconds or a date', () => {
  const now = Date.parse('2025-04-09T12:00:00Z');
  expect(retryAfterMs('120', now)).toBe(120_000);
  expect(retryAfterMs('Wed, 09 Apr 2025 12:00:30 GMT', now)).toBe(30_000);
  expect(retryAfterMs('Wed, 09 Apr 2025 11:00:00 GMT', now)).toBe(0);
  expect(retryAfterMs('soon', now)).toBeUndefined();
  expect(retryAfterMs(null, now)).toBeUndefined();
});
