import { execFile } from 'node:child_process';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type IndexReport, pipEnvironment } from '../../kernel-helpers/cli/pip-indexes.js';
import { environmentPython } from '../../kernel-helpers/cli/python-environment.js';
import { repository } from './command-line.js';

const report = (problems: Readonly<Record<string, string | null>>, more: Partial<IndexReport> = {}): IndexReport => ({
  indexes: Object.entries(problems).map(([url, problem]) => ({ url, problem })),
  withoutIndex: false,
  findLinks: false,
  retriesSet: false,
  timeoutSet: false,
  ...more,
});

describe('the environment of pip', () => {
  test('names no index when all of them answer', () => {
    const env = pipEnvironment({ HOME: '/home/a' }, report({ 'https://a/simple': null, 'https://b/simple': null }));
    expect(env).not.toHaveProperty('PIP_INDEX_URL');
    expect(env).not.toHaveProperty('PIP_EXTRA_INDEX_URL');
    expect(env).toMatchObject({ HOME: '/home/a', PIP_RETRIES: '1', PIP_DEFAULT_TIMEOUT: '15' });
  });

  test('leaves patience to the reader who set it', () => {
    const set = { PIP_RETRIES: '7', PIP_DEFAULT_TIMEOUT: '180' };
    expect(pipEnvironment(set, report({ 'https://a': null }, { retriesSet: true, timeoutSet: true }))).toMatchObject(
      set,
    );
    expect(pipEnvironment({}, report({}, { retriesSet: true, timeoutSet: true }))).not.toHaveProperty('PIP_RETRIES');
  });

  test('leaves out the indexes that are down, and never by an empty value, which pip ignores', () => {
    const first = pipEnvironment({}, report({ 'https://a': 'refused', 'https://b': null, 'file:///c': null }));
    expect([first.PIP_INDEX_URL, first.PIP_EXTRA_INDEX_URL]).toEqual(['https://b', 'file:///c']);
    const extra = pipEnvironment({}, report({ 'https://a': null, 'https://b': 'timed out' }));
    expect([extra.PIP_INDEX_URL, extra.PIP_EXTRA_INDEX_URL]).toEqual(['https://a', 'https://a']);
  });

  test('goes without an index when none answers', () => {
    expect(pipEnvironment({}, report({ 'https://a': 'refused' }, { findLinks: true })).PIP_NO_INDEX).toBe('1');
  });

  test('lets nothing send the packages elsewhere', () => {
    const env = pipEnvironment({ PIP_TARGET: '/x', PIP_PREFIX: '/y', PIP_USER: '1' }, report({ 'https://a': null }));
    expect([env.PIP_TARGET, env.PIP_PREFIX, env.PIP_USER]).toEqual([undefined, undefined, '0']);
  });
});

/** A port that takes connections and never says a word, or one where nobody listens. */
async function listen(silent: boolean): Promise<number> {
  const server: Server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  if (silent) {
    const sockets: { destroy(): void }[] = [];
    server.on('connection', socket => sockets.push(socket));
    onTestFinished(() => {
      for (const socket of sockets) socket.destroy();
      server.close();
    });
  } else await new Promise(resolve => server.close(resolve));
  return port;
}

test('a refused and a silent index are found out together, within the patience given', async () => {
  const refused = `http://127.0.0.1:${await listen(false)}/simple`;
  const silent = `http://reader:secret@127.0.0.1:${await listen(true)}/simple`;
  const env = {
    PATH: process.env.PATH,
    PIP_CONFIG_FILE: '/dev/null',
    PIP_INDEX_URL: 'file:///somewhere/simple',
    PIP_EXTRA_INDEX_URL: `${refused} ${silent}`,
    PIP_RETRIES: '3',
  };
  const python = environmentPython(join(repository, '.connectome'));
  const args = ['-I', join(repository, 'kernel-helpers', 'cli', 'pip_indexes.py'), '0.5'];
  const { stdout } = await promisify(execFile)(python, args, { env });
  const found = JSON.parse(stdout) as IndexReport;
  expect(found.indexes.map(index => [index.url, index.problem === null])).toEqual([
    ['file:///somewhere/simple', true],
    [refused, false],
    [silent, false],
  ]);
  expect(found).toMatchObject({ withoutIndex: false, findLinks: false, retriesSet: true, timeoutSet: false });
});
