import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { SourceError } from '../../../kernel-helpers/errors.js';
import { httpFetch } from '../../../kernel-helpers/io/source/http.js';
import { environmentFetch } from '../../../kernel-helpers/io/source/proxy.js';
import { type FileServer, startFileServer } from './file-server.js';
import { type ProxyServer, startProxyServer } from './proxy-server.js';

const NAMES = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY'];

let server: FileServer;
let proxy: ProxyServer;

beforeEach(async () => {
  for (const name of NAMES) {
    vi.stubEnv(name, undefined);
    vi.stubEnv(name.toLowerCase(), undefined);
  }
  server = await startFileServer();
  server.on('/a', (_, response) => response.end('the file'));
  proxy = await startProxyServer();
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await Promise.all([server.close(), proxy.close()]);
});

const read = async (): Promise<string> => (await httpFetch(`${server.origin}/a`)).text();

describe('a proxy named by the environment', () => {
  test.each(['HTTP_PROXY', 'http_proxy'])('in %s gets the requests for http', async name => {
    vi.stubEnv(name, `http://${proxy.host}`);
    expect(await read()).toBe('the file');
    expect(proxy.requests).toEqual([{ line: `GET ${server.origin}/a`, authorization: undefined }]);
    expect(server.requests).toEqual(['/a']);
  });

  test('without http:// before it is understood', async () => {
    vi.stubEnv('HTTP_PROXY', proxy.host);
    expect(await read()).toBe('the file');
    expect(proxy.requests).toHaveLength(1);
  });

  test('gets the name and password of its URL', async () => {
    vi.stubEnv('HTTP_PROXY', `http://me:s%20ecret@${proxy.host}`);
    await read();
    expect(proxy.requests[0].authorization).toBe(`Basic ${Buffer.from('me:s ecret').toString('base64')}`);
  });

  test.each([
    ['127.0.0.1', 0],
    ['example.org, 127.0.0.1', 0],
    ['*', 0],
    ['example.org', 1],
  ])('is passed by for the hosts of NO_PROXY=%s', async (hosts, requests) => {
    vi.stubEnv('HTTP_PROXY', `http://${proxy.host}`);
    vi.stubEnv('NO_PROXY', hosts);
    expect(await read()).toBe('the file');
    expect(proxy.requests).toHaveLength(requests);
  });

  test('is looked up for every request, so that a cell can set it', async () => {
    await read();
    vi.stubEnv('HTTP_PROXY', `http://${proxy.host}`);
    await read();
    vi.stubEnv('HTTP_PROXY', '');
    await read();
    expect(proxy.requests).toHaveLength(1);
    expect(server.requests).toHaveLength(3);
  });

  test('for https is asked for a tunnel; one that refuses is told without its password', async () => {
    const refusing = await startProxyServer({ refuse: true });
    vi.stubEnv('HTTPS_PROXY', `http://me:secret@${refusing.host}`);
    const error = await httpFetch('https://example.org/a', { retryDelaysMs: [] }).catch(reason => reason);
    await refusing.close();
    expect(refusing.requests.map(({ line }) => line)).toEqual(['CONNECT example.org:443']);
    expect(error).toBeInstanceOf(SourceError);
    expect(error.message).toBe(
      'https://example.org/a could not be read: Proxy response (403) !== 200 when HTTP Tunneling',
    );
  });

  test('that is no URL is told by the name of its variable', async () => {
    vi.stubEnv('https_proxy', 'http://me:secret@[no host');
    const error = await httpFetch('https://example.org/a', { retryDelaysMs: [] }).catch(reason => reason);
    expect(error).toBeInstanceOf(SourceError);
    expect(error.message).toBe('variable https_proxy names no proxy: expected http://HOST:PORT');
  });
});

test('without a proxy, requests are made by the fetch of Node', async () => {
  expect(await environmentFetch({ NO_PROXY: 'example.org' })).toBe(globalThis.fetch);
  expect(await environmentFetch({ HTTP_PROXY: '' })).toBe(globalThis.fetch);
});
