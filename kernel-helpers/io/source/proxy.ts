import { SourceError } from '../../errors.js';
import type { Environment } from './file-layout.js';

type Fetch = typeof globalThis.fetch;

/** The `fetch` made for the last environment asked for; its connections live on with it. */
let latest: { readonly key: string; readonly fetch: Promise<Fetch> } | undefined;

/**
 * A `fetch` that goes through the proxy the environment names: `HTTPS_PROXY` and `HTTP_PROXY`, but not to the hosts of
 * `NO_PROXY`; in lower case too, which counts first. Without a proxy it is Node's own.
 *
 * undici, which knows proxies, is loaded where there is one only. Its own `fetch` is used with it, as that of another
 * version of Node may not understand its connections.
 *
 * @throws {SourceError} for a proxy that is not a URL; what it is is not told, as it may hold a password.
 */
export async function environmentFetch(environment: Environment = process.env): Promise<Fetch> {
  const proxies = proxiesOf(environment);
  if (proxies === undefined) return globalThis.fetch;
  const key = JSON.stringify(proxies);
  if (latest?.key !== key) latest = { key, fetch: proxied(proxies) };
  return latest.fetch;
}

interface Proxies {
  readonly httpProxy: string;
  readonly httpsProxy: string;
  readonly noProxy: string;
}

function proxiesOf(environment: Environment): Proxies | undefined {
  const value = (name: string): [string, string] => {
    const lower = environment[name.toLowerCase()];
    return lower ? [name.toLowerCase(), lower] : [name, environment[name] ?? ''];
  };
  const httpProxy = proxyUrl(...value('HTTP_PROXY'));
  const httpsProxy = proxyUrl(...value('HTTPS_PROXY'));
  if (httpProxy === '' && httpsProxy === '') return undefined;
  return { httpProxy, httpsProxy, noProxy: value('NO_PROXY')[1] };
}

/** `HOST:PORT` means `http://HOST:PORT`, as for curl. */
function proxyUrl(name: string, value: string): string {
  if (value === '') return '';
  const url = value.includes('://') ? value : `http://${value}`;
  if (!URL.canParse(url)) {
    throw new SourceError(`variable ${name} names no proxy: expected http://HOST:PORT`, { url: name });
  }
  return url;
}

async function proxied({ httpProxy, httpsProxy, noProxy }: Proxies): Promise<Fetch> {
  const { EnvHttpProxyAgent, fetch } = await import('undici');
  const dispatcher = new EnvHttpProxyAgent({
    // An empty text means none; the agent would take the variable of the environment for an undefined one.
    httpProxy,
    httpsProxy,
    noProxy,
    // Plain http goes to a proxy by its full address, as for every other program; only https is tunnelled.
    proxyTunnel: false,
  });
  return ((input, init) => {
    // Where only HTTP_PROXY is set the agent would take it for https as well; no other program does.
    if (httpsProxy === '' && String(input).startsWith('https:')) return globalThis.fetch(input, init);
    return fetch(input as never, { ...(init as object), dispatcher });
  }) as Fetch;
}
