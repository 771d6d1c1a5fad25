import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FormatError, InvalidArgumentError, SourceError } from '../../../kernel-helpers/errors.js';
import { connect, saveToken } from '../../../kernel-helpers/io/cave/connect.js';
import { Credential } from '../../../kernel-helpers/io/cave/credential.js';
import { setSecretPrompt } from '../../../kernel-helpers/io/cave/notebook.js';
import { findToken, GLOBAL_SERVER, saveSecret, secretsFolder } from '../../../kernel-helpers/io/cave/secret-file.js';
import { type CaveServer, startCaveServer, TOKEN } from './cave-server.js';

const OTHER = '0123456789abcdef0123456789abcdef';
const posix = process.platform !== 'win32';

let folder: string;
let server: CaveServer;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cave-secrets-'));
  server = await startCaveServer();
});
afterEach(async () => {
  setSecretPrompt();
  await server.close();
  await chmod(folder, 0o700);
  await rm(folder, { recursive: true });
});
afterAll(() => setSecretPrompt());

const put = (name: string, token: string | object): Promise<void> =>
  writeFile(join(folder, name), JSON.stringify(typeof token === 'string' ? { token } : token));
const modeOf = async (path: string): Promise<number> => (await stat(path)).mode & 0o777;

describe('a saved token is looked for as CAVEclient does', () => {
  test("in cloud-volume's folder", () => {
    expect(secretsFolder('/home/ada')).toBe(join('/home/ada', '.cloudvolume', 'secrets'));
    expect(secretsFolder().startsWith(homedir())).toBe(true);
  });

  test('in the file of the server, else the standard one, else the former one', async () => {
    expect(await findToken(GLOBAL_SERVER, folder)).toBeUndefined();
    await put('chunkedgraph-secret.json', 'former');
    expect(await findToken(GLOBAL_SERVER, folder)).toEqual({
      token: 'former',
      path: join(folder, 'chunkedgraph-secret.json'),
    });
    await put('cave-secret.json', 'standard');
    expect((await findToken(GLOBAL_SERVER, folder))?.token).toBe('standard');
    await put('global.daf-apis.com-cave-secret.json', 'own');
    expect((await findToken(GLOBAL_SERVER, folder))?.token).toBe('own');
    expect((await findToken('https://other.example.org', folder))?.token).toBe('standard');
    // a server's file without a token hides the standard one, there as here
    await put('global.daf-apis.com-cave-secret.json', { key: 1 });
    expect((await findToken(GLOBAL_SERVER, folder))?.token).toBe('former');
  });

  test('a damaged file is named, and nothing of it repeated', async () => {
    for (const text of [`{"token": "${TOKEN}`, `"${TOKEN}"`, TOKEN]) {
      await writeFile(join(folder, 'cave-secret.json'), text);
      const error = await findToken(GLOBAL_SERVER, folder).catch(e => e);
      expect(error).toBeInstanceOf(FormatError);
      expect(error.message).toContain(`cave token file ${join(folder, 'cave-secret.json')} is damaged: received `);
      expect(`${inspect(error, { depth: 9, showHidden: true })}${error.stack}`).not.toContain(TOKEN.slice(0, 8));
    }
  });

  test.runIf(posix && process.getuid?.() !== 0)('a file that cannot be read is told as such', async () => {
    await put('cave-secret.json', TOKEN);
    await chmod(join(folder, 'cave-secret.json'), 0o000);
    await expect(findToken(GLOBAL_SERVER, folder)).rejects.toThrow('cannot be read (EACCES)');
  });
});

describe('a token is saved', () => {
  test.runIf(posix)('for its owner alone, in a folder for its owner alone', async () => {
    const inside = join(folder, 'a', 'secrets');
    const path = await saveSecret(TOKEN, GLOBAL_SERVER, { folder: inside });
    expect(path).toBe(join(inside, 'cave-secret.json'));
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ token: TOKEN });
    expect(await modeOf(path)).toBe(0o600);
    expect(await modeOf(inside)).toBe(0o700);
    expect(await readdir(inside)).toEqual(['cave-secret.json']);
  });

  test.runIf(posix)('over a file that others could read, which they then cannot', async () => {
    await put('cave-secret.json', { other: 7 });
    await chmod(join(folder, 'cave-secret.json'), 0o644);
    const path = await saveSecret(TOKEN, GLOBAL_SERVER, { folder });
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ other: 7, token: TOKEN });
    expect(await modeOf(path)).toBe(0o600);
  });

  test('where it is looked for first', async () => {
    expect(await saveSecret(TOKEN, 'https://other.example.org', { folder })).toBe(
      join(folder, 'other.example.org-cave-secret.json'),
    );
    await put('global.daf-apis.com-cave-secret.json', { key: 1 });
    expect(await saveSecret(TOKEN, GLOBAL_SERVER, { folder })).toBe(
      join(folder, 'global.daf-apis.com-cave-secret.json'),
    );
    expect((await findToken(GLOBAL_SERVER, folder))?.token).toBe(TOKEN);
  });

  test('over another one only when that is asked for', async () => {
    await put('cave-secret.json', OTHER);
    const error = await saveSecret(TOKEN, GLOBAL_SERVER, { folder }).catch(e => e);
    expect(error).toBeInstanceOf(SourceError);
    expect(error.message).toContain(
      'holds another token: received a new one, expected the same; pass { overwrite: true }',
    );
    expect(inspect(error, { depth: 9 })).not.toMatch(new RegExp(`${TOKEN}|${OTHER}`));
    await saveSecret(TOKEN, GLOBAL_SERVER, { folder, overwrite: true });
    expect((await findToken(GLOBAL_SERVER, folder))?.token).toBe(TOKEN);
    await saveSecret(TOKEN, GLOBAL_SERVER, { folder });
  });

  test('or the folder that is in the way is named', async () => {
    await writeFile(join(folder, 'file'), '');
    await expect(saveSecret(TOKEN, GLOBAL_SERVER, { folder: join(folder, 'file', 'x') })).rejects.toThrow(
      /cave token file .*cave-secret\.json cannot be written \((ENOTDIR|EEXIST|ENOENT)\)/,
    );
    await mkdir(join(folder, 'cave-secret.json'));
    await expect(saveSecret(TOKEN, GLOBAL_SERVER, { folder })).rejects.toThrow('cannot be read (EISDIR)');
    expect(await readdir(folder)).toEqual(['cave-secret.json', 'file']);
  });
});

describe('connect', () => {
  test('takes the saved token', async () => {
    await put('cave-secret.json', TOKEN);
    const client = await connect('minnie65_public', { server: server.origin, secrets: folder });
    expect(client.version.version).toBe(1300);
  });

  test('without a token says how to get one, and asks the server nothing', async () => {
    await expect(connect('minnie65_public', { server: server.origin, secrets: folder })).rejects.toThrow(
      `cave token is missing: received none in ${folder}, expected cave-secret.json there; make one at ` +
        `${server.origin}/auth/api/v1/create_token`,
    );
    expect(server.requests).toHaveLength(0);
  });

  test('asks for it where somebody can be asked, and keeps it only when told to', async () => {
    const asked: string[] = [];
    setSecretPrompt(async question => {
      asked.push(question);
      return ` ${TOKEN}\n`;
    });
    const client = await connect('minnie65_public', { server: server.origin, secrets: folder });
    expect(asked).toEqual([`Token of ${new URL(server.origin).host}: `]);
    expect(await readdir(folder)).toEqual([]);
    const path = await client.saveToken({ folder });
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ token: TOKEN });
    await connect('minnie65_public', { server: server.origin, secrets: folder });
    expect(asked).toHaveLength(1);
  });
});

describe('saveToken', () => {
  test('asks and writes, and gives the path', async () => {
    setSecretPrompt(async () => TOKEN);
    const path = await saveToken({ folder });
    expect(path).toBe(join(folder, 'cave-secret.json'));
    expect((await findToken(GLOBAL_SERVER, folder))?.token).toBe(TOKEN);
  });

  test('says so where nobody can be asked', async () => {
    await expect(saveToken({ folder })).rejects.toThrow('cave token has nobody to be asked of');
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('a credential', () => {
  test('shows nothing of its token', () => {
    const credential = new Credential(TOKEN, 'the prompt');
    const shown = [
      inspect(credential, { showHidden: true, depth: 9 }),
      JSON.stringify(credential),
      String(credential),
      JSON.stringify({ ...credential }),
      JSON.stringify(Object.getOwnPropertyDescriptors(credential)),
    ];
    for (const text of shown) expect(text).not.toContain(TOKEN);
    expect(credential.authorization()).toBe(`Bearer ${TOKEN}`);
    expect(credential.redact(`a ${TOKEN} b ${TOKEN}`)).toBe('a [token] b [token]');
  });

  test('hides a token in the writing of addresses as well', () => {
    expect(new Credential('a+b/c', 'x').redact('?t=a%2Bb%2Fc a+b/c')).toBe('?t=[token] [token]');
  });

  test.each([
    ['', 'nothing'],
    ['  ', 'nothing'],
    ['two words', '9 characters, not all of them allowed'],
    [`${TOKEN}\r\nx-evil: 1`, '43 characters, not all of them allowed'],
    ['tökén', '5 characters, not all of them allowed'],
    ['x'.repeat(5000), '5000 characters, not all of them allowed'],
    [undefined, 'undefined'],
    [null, 'null'],
  ])('refuses %j without repeating it', (token, received) => {
    const make = (): Credential => new Credential(token as string, 'the prompt');
    expect(make).toThrow(InvalidArgumentError);
    expect(make).toThrow(`cave token from the prompt is not a token: received ${received}, expected`);
    if (token?.trim()) expect(inspect(() => make())).not.toContain(token);
  });
});
