import { mkdir, open, readFile, rename, stat, unlink } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { FormatError, SourceError } from '../../errors.js';
import { temporaryPath } from '../source/file-layout.js';

/** CAVE's global server, where accounts, tokens and the list of datastacks live. */
export const GLOBAL_SERVER = 'https://global.daf-apis.com';

const STANDARD = 'cave-secret.json';
const FORMER = 'chunkedgraph-secret.json';
const KEY = 'token';

/** The folder CAVEclient and cloud-volume keep tokens in: `~/.cloudvolume/secrets`. */
export function secretsFolder(home: string = homedir()): string {
  return join(home, '.cloudvolume', 'secrets');
}

/** A token and the file it stands in. */
export interface FoundToken {
  readonly token: string;
  readonly path: string;
}

/**
 * The saved token for `server`, looked up as CAVEclient does: in `SERVER-cave-secret.json` where that file exists, else
 * in `cave-secret.json`; when there is none, in `chunkedgraph-secret.json`. Each is JSON with the key `token`.
 *
 * @returns `undefined` when no file has one.
 * @throws {FormatError} when a file is not JSON; the message names the file and repeats nothing of it.
 * @source https://github.com/CAVEconnectome/CAVEclient/blob/master/caveclient/auth.py
 */
export async function findToken(server: string, folder: string = secretsFolder()): Promise<FoundToken | undefined> {
  for (const path of [await currentFile(server, folder), join(folder, FORMER)]) {
    const token = (await readSecrets(path))?.[KEY];
    if (typeof token === 'string' && token !== '') return { token, path };
  }
  return undefined;
}

/**
 * Writes `token` to the file in which {@link findToken} looks first, and returns its path. Other keys in that file stay.
 *
 * The file is readable by its owner alone (0600, in a folder made with 0700) and appears at once, whole. On Windows the
 * user's profile folder is what keeps others out.
 *
 * @throws {SourceError} when another token stands there and `overwrite` is not set, or the file cannot be written.
 */
export async function saveSecret(
  token: string,
  server: string,
  { folder = secretsFolder(), overwrite = false }: { readonly folder?: string; readonly overwrite?: boolean } = {},
): Promise<string> {
  const path = await currentFile(server, folder, true);
  const secrets = (await readSecrets(path)) ?? {};
  const former = secrets[KEY];
  if (typeof former === 'string' && former !== '' && former !== token && !overwrite) {
    throw new SourceError(
      `cave token file ${path} holds another token: received a new one, expected the same; pass { overwrite: true } ` +
        'to replace it',
      { url: path },
    );
  }
  await writePrivately(path, `${JSON.stringify({ ...secrets, [KEY]: token })}\n`);
  return path;
}

async function currentFile(server: string, folder: string, forSaving = false): Promise<string> {
  const own = join(folder, `${hostOf(server)}-${STANDARD}`);
  if (await isFile(own)) return own;
  return forSaving && hostOf(server) !== hostOf(GLOBAL_SERVER) ? own : join(folder, STANDARD);
}

/** Host and port, as CAVEclient names the file; a colon may not stand in a Windows file name. */
function hostOf(server: string): string {
  const { host } = new URL(server);
  return process.platform === 'win32' ? host.replace(':', '_') : host;
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    found => found.isFile(),
    () => false,
  );
}

async function readSecrets(path: string): Promise<Record<string, unknown> | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new SourceError(`cave token file ${path} cannot be read (${code}): make it readable for you`, { url: path });
  }
  // No cause and no piece of the text: JSON.parse would quote the token in its message.
  const damaged = (received: string): FormatError =>
    new FormatError(
      `cave token file ${path} is damaged: received ${received}, expected {"token": "…"}; delete it and save the token again`,
      { format: 'cave token file', at: 'start of file', file: path },
    );
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw damaged(`${text.length} characters that are not JSON`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw damaged('JSON that is not an object');
  return value as Record<string, unknown>;
}

async function writePrivately(path: string, text: string): Promise<void> {
  const temporary = temporaryPath(path);
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const file = await open(temporary, 'wx', 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await unlink(temporary).catch(() => {});
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
    throw new SourceError(`cave token file ${path} cannot be written (${code}): make its folder writable for you`, {
      url: path,
    });
  }
}
