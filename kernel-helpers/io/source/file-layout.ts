import { randomUUID } from 'node:crypto';
import { homedir } from 'node:os';
import { join, resolve, sep } from 'node:path';
import { SourceError } from '../../errors.js';

/** The environment variables that say where files lie. */
export interface Environment {
  readonly [name: string]: string | undefined;
}

/**
 * The folder downloaded files are kept in: `CONNECTOME_CACHE`, else `XDG_CACHE_HOME/connectome`, else
 * `LOCALAPPDATA\connectome\Cache` on Windows, else `~/.cache/connectome`. It is laid out HOST/PATH as a mirror is.
 */
export function cacheFolder(
  environment: Environment = process.env,
  platform: string = process.platform,
  home: string = homedir(),
): string {
  if (environment.CONNECTOME_CACHE) return resolve(environment.CONNECTOME_CACHE);
  if (environment.XDG_CACHE_HOME) return join(environment.XDG_CACHE_HOME, 'connectome');
  if (platform === 'win32' && environment.LOCALAPPDATA) return join(environment.LOCALAPPDATA, 'connectome', 'Cache');
  return join(home, '.cache', 'connectome');
}

/** The mirror folder `CONNECTOME_MIRROR` names, or `undefined` when it is not set. */
export function mirrorFolder(environment: Environment = process.env): string | undefined {
  return environment.CONNECTOME_MIRROR ? resolve(environment.CONNECTOME_MIRROR) : undefined;
}

/**
 * The path parts HOST, then PATH percent-decoded part by part, of the file that stands for `url` in a cache or mirror.
 *
 * @throws {SourceError} when the URL is not http(s), or carries a query, a fragment, credentials or a path part that
 * cannot be a plain file name, so that no URL can point out of the folder.
 */
export function fileParts(url: string): string[] {
  const refuse = (received: string, expected: string, cause?: unknown): SourceError =>
    new SourceError(`url ${url} has no place in a cache or mirror: received ${received}, expected ${expected}`, {
      url,
      cause,
    });
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch (cause) {
    throw refuse('text that is not a URL', 'https://HOST/PATH', cause);
  }
  if (parsed.protocol !== 'https:' && parsed.protocol !== 'http:') {
    throw refuse(`protocol ${parsed.protocol}`, 'https:');
  }
  if (parsed.search || parsed.hash || parsed.username || parsed.password) {
    throw refuse('a query, fragment or credentials', 'https://HOST/PATH alone');
  }
  const parts = parsed.pathname
    .slice(1)
    .split('/')
    .map(part => {
      try {
        return decodeURIComponent(part);
      } catch (cause) {
        throw refuse(`path part ${JSON.stringify(part)}`, 'valid percent-encoding', cause);
      }
    });
  for (const part of parts) {
    if (!isPlainName(part)) throw refuse(`path part ${JSON.stringify(part)}`, 'a plain file name');
  }
  // A port only occurs on test servers; a colon may not stand in a Windows file name.
  return [parsed.host.replace(':', '_'), ...parts];
}

/** The path in `folder` of the file that stands for `url`; see {@link fileParts}. */
export function filePath(folder: string, url: string): string {
  const root = resolve(folder);
  const path = join(root, ...fileParts(url));
  if (!path.startsWith(root.endsWith(sep) ? root : root + sep)) {
    throw new SourceError(`url ${url} leaves its folder: received ${path}, expected a path inside ${root}`, { url });
  }
  return path;
}

/**
 * A name beside `path` that no other process uses: what is written there and renamed to `path` appears at once, whole.
 */
export function temporaryPath(path: string): string {
  return `${path}.${process.pid}-${randomUUID().slice(0, 8)}.part`;
}

/** Whether `path` is one that {@link temporaryPath} made. */
export function isTemporary(path: string): boolean {
  return /\.\d+-[0-9a-f]{8}\.part$/.test(path);
}

function isPlainName(part: string): boolean {
  if (part === '' || part === '.' || part === '..') return false;
  for (const character of part) {
    if (character < ' ' || '/\\:'.includes(character)) return false;
  }
  return true;
}
