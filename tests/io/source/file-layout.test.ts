import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SourceError } from '../../../kernel-helpers/errors.js';
import { cacheFolder, fileParts, filePath, mirrorFolder } from '../../../kernel-helpers/io/source/file-layout.js';

describe('cacheFolder is', () => {
  test.each([
    [{ CONNECTOME_CACHE: '/c', XDG_CACHE_HOME: '/x' }, 'linux', '/c'],
    [{ XDG_CACHE_HOME: '/x' }, 'linux', join('/x', 'connectome')],
    [{}, 'linux', join('/home/me', '.cache', 'connectome')],
    [{ LOCALAPPDATA: '/local' }, 'win32', join('/local', 'connectome', 'Cache')],
    [{ LOCALAPPDATA: '/local' }, 'linux', join('/home/me', '.cache', 'connectome')],
  ])('for %j on %s: %s', (environment, platform, folder) => {
    expect(cacheFolder(environment, platform, '/home/me')).toBe(folder);
  });

  test('under the real home by default', () => {
    expect(cacheFolder({}, 'linux')).toBe(join(homedir(), '.cache', 'connectome'));
  });
});

test('mirrorFolder is CONNECTOME_MIRROR, absolute, or undefined', () => {
  expect(mirrorFolder({ CONNECTOME_MIRROR: 'stick' })).toBe(resolve('stick'));
  expect(mirrorFolder({ CONNECTOME_MIRROR: '' })).toBeUndefined();
  expect(mirrorFolder({})).toBeUndefined();
});

describe('fileParts', () => {
  test('are the host and the decoded path', () => {
    expect(fileParts('https://example.org/a%20b/Fig%207/c.csv')).toEqual(['example.org', 'a b', 'Fig 7', 'c.csv']);
    expect(fileParts('http://127.0.0.1:8080/x')).toEqual(['127.0.0.1_8080', 'x']);
  });

  test.each([
    ['https://h/a/..%2f..%2fetc/passwd', 'path part "..%2f..%2fetc"'],
    ['https://h/a%5c..%5cb', 'path part "a%5c..%5cb"'],
    ['https://h/C%3A/x', 'path part "C%3A"'],
    ['https://h/a%00b', 'path part "a%00b"'],
    ['https://h/a//b', 'path part ""'],
    ['https://h/', 'path part ""'],
  ])('refuse %s', url => {
    expect(() => fileParts(url)).toThrow(
      /^url .+ has no place in a cache or mirror: received path part .+, expected a plain file name$/,
    );
  });

  test.each([
    ['file:///etc/passwd', 'received protocol file:, expected https:'],
    ['https://h/a?b=c', 'received a query, fragment or credentials, expected https://HOST/PATH alone'],
    ['https://me:pw@h/a', 'received a query, fragment or credentials, expected https://HOST/PATH alone'],
    ['no url', 'received text that is not a URL, expected https://HOST/PATH'],
    ['https://h/%zz', 'received path part "%zz", expected valid percent-encoding'],
  ])('refuse %s: %s', (url, story) => {
    expect(() => fileParts(url)).toThrow(
      new SourceError(`url ${url} has no place in a cache or mirror: ${story}`, { url }),
    );
  });

  test('never lead out of the folder, whatever the URL says', () => {
    const part = fc.oneof(fc.string(), fc.constantFrom('..', '%2e%2e', '..%2f', '%5c..', '.', '', '%00', 'a'));
    fc.assert(
      fc.property(fc.array(part), parts => {
        let path: string;
        try {
          path = filePath('/folder', `https://h/${parts.join('/')}`);
        } catch (error) {
          expect(error).toBeInstanceOf(SourceError);
          return;
        }
        expect(path.startsWith(join(resolve('/folder'), 'h') + (process.platform === 'win32' ? '\\' : '/'))).toBe(true);
      }),
    );
  });
});
