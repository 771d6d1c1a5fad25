import { InvalidArgumentError, SourceError } from '../../errors.js';
import { CaveClient } from './client.js';
import { Credential } from './credential.js';
import { readDatastackInfo, serverOf } from './datastack-info.js';
import { secretPrompt } from './notebook.js';
import { findToken, GLOBAL_SERVER, saveSecret } from './secret-file.js';
import { howToGetToken } from './service-errors.js';
import { CaveTransport, type TransportOptions } from './transport.js';
import { chooseVersion } from './versions.js';

/** How to reach CAVE. */
export interface ConnectOptions extends TransportOptions {
  /** Global server, which knows datastacks and accounts; default `https://global.daf-apis.com`. */
  readonly server?: string;
  /** The token, instead of the saved one. Do not write it into a notebook: `await cave.saveToken()` asks for it. */
  readonly token?: string;
  /** Materialization version; default: the newest. A notebook that others run should name it. */
  readonly version?: number;
  /** Folder with saved tokens; default `~/.cloudvolume/secrets`, as CAVEclient uses it. */
  readonly secrets?: string;
}

/**
 * Opens a datastack of CAVE, the live database behind MICrONS and other connectomes.
 *
 * It needs a token, which is free: looked for in CAVE's standard files (`~/.cloudvolume/secrets/cave-secret.json`, as
 * CAVEclient does), else asked for without echo in a notebook. Public data at fixed versions need none: `datasets`.
 *
 * @param datastack `'minnie65_public'` (default), or another that your account may see.
 * @returns a client for one version, which does not change while it is used.
 * @throws {SourceError} without a token (says how to get one), or when CAVE cannot be reached or refuses.
 * @throws {NotFoundError} for a datastack or version that is not there: names the nearest, or when it expired.
 * @source https://github.com/CAVEconnectome/CAVEclient
 * @example
 * const client = await cave.connect('minnie65_public', { version: 1300 });
 * client.version.timestamp; // '2025-01-13T10:10:01.286229Z'
 */
export async function connect(datastack = 'minnie65_public', options: ConnectOptions = {}): Promise<CaveClient> {
  const { version, token, secrets, ...transportOptions } = options;
  if (version !== undefined && (!Number.isSafeInteger(version) || version < 1)) {
    throw new InvalidArgumentError(`cave version is no number of one: received ${version}, expected 1 or more`, {
      argument: 'version',
    });
  }
  const server = globalServer(options.server);
  const credential = await credentialFor(server, token, secrets);
  const transport = new CaveTransport(server, credential, transportOptions);
  const info = await readDatastackInfo(transport, datastack);
  return new CaveClient({
    transport,
    credential,
    info,
    version: await chooseVersion(transport, info.localServer, info.name, version),
  });
}

/** Where a token is saved. */
export interface SaveTokenOptions {
  /** Global server; default `https://global.daf-apis.com`. */
  readonly server?: string;
  /** Folder of tokens; default `~/.cloudvolume/secrets`. */
  readonly folder?: string;
  /** Replace a token that is already saved. Default false. */
  readonly overwrite?: boolean;
}

/**
 * Asks for a CAVE token without echo and writes it to CAVE's standard file, readable by you alone; CAVEclient in Python
 * finds it there as well. Returns the file's path; the token is never shown.
 *
 * To get a token: open https://global.daf-apis.com/auth/api/v1/create_token, log in with a Google account, accept the
 * dataset's terms and copy what it shows. A new token ends the one before.
 *
 * @throws {SourceError} where nobody can be asked, or when another token stands in the file and `overwrite` is not set.
 * @example
 * // await cave.saveToken(); // asks; run it by hand
 */
export async function saveToken({ server, ...options }: SaveTokenOptions = {}): Promise<string> {
  const address = globalServer(server);
  const ask = secretPrompt();
  if (ask === undefined) {
    throw new SourceError(
      'cave token has nobody to be asked of: received a call outside a notebook, expected one in JupyterLab; ' +
        `or write {"token": "…"} to ~/.cloudvolume/secrets/cave-secret.json yourself`,
      { url: address },
    );
  }
  const credential = new Credential(await ask(`Token of ${new URL(address).host}: `), 'the prompt');
  return credential.reveal(token => saveSecret(token, address, options));
}

function globalServer(server: string = GLOBAL_SERVER): string {
  return serverOf(/^[a-z]+:\/\//i.test(server) ? server : `https://${server}`, 'server');
}

async function credentialFor(
  server: string,
  token: string | undefined,
  folder: string | undefined,
): Promise<Credential> {
  if (token !== undefined) return new Credential(token, 'the token option');
  const found = await findToken(server, folder);
  if (found) return new Credential(found.token, found.path);
  const ask = secretPrompt();
  if (ask) return new Credential(await ask(`Token of ${new URL(server).host}: `), 'the prompt');
  throw new SourceError(
    `cave token is missing: received none in ${folder ?? '~/.cloudvolume/secrets'}, expected cave-secret.json there; ` +
      howToGetToken(server),
    { url: server },
  );
}
