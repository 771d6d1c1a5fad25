import type { Contents } from '@jupyterlab/services';
import { expect, test } from 'vitest';
import { contentsSource, pathBelow } from '../../../../extension/files/folder/source';

/** Contents that know what is asked of them. */
function contents(answer: (path: string) => unknown): { asked: string[]; get: Contents.IManager['get'] } {
  const asked: string[] = [];
  const get = async (path: string, options?: Contents.IFetchOptions): Promise<Contents.IModel> => {
    asked.push(`${options?.type} ${path}`);
    return answer(path) as Contents.IModel;
  };
  return { asked, get };
}

test('files are asked for below their folder, at the top so that none is taken for a drive', async () => {
  const asked = async (folder: string, path: string): Promise<string[]> => {
    const manager = contents(() => ({ content: '' }));
    await contentsSource(manager, folder).read(path);
    return manager.asked;
  };
  expect(await asked('a/b', '7:0')).toEqual(['file a/b/7:0']);
  expect(await asked('', 'RTC:0')).toEqual(['file /RTC:0']);
  expect(await asked('RTC:', 'info')).toEqual(['file RTC:info']);
});

test('bytes come as base64, in lines or not; a listing tells sizes', async () => {
  const source = contentsSource(
    contents(() => ({ content: 'AQ\nID\n' })),
    'a',
  );
  expect(await source.read('x')).toEqual(Uint8Array.of(1, 2, 3));
  const content = [
    { name: 'b', type: 'directory' },
    { name: '7', type: 'file', size: 3 },
  ];
  expect(
    await contentsSource(
      contents(() => ({ content })),
      'a',
    ).list(''),
  ).toEqual([
    { name: 'b', isFolder: true, bytes: undefined },
    { name: '7', isFolder: false, bytes: 3 },
  ]);
  const seven = { isFolder: false, name: '7', bytes: 3 };
  expect(
    await contentsSource(
      contents(() => content[1]),
      'a',
    ).look('7'),
  ).toEqual(seven);
});

test('what the server does not have is undefined, what fails otherwise an error', async () => {
  const failing = (status: number): ReturnType<typeof contentsSource> =>
    contentsSource(
      contents(() => {
        throw Object.assign(new Error('no'), { response: { status } });
      }),
      'a',
    );
  expect(await failing(404).read('x')).toBeUndefined();
  expect(await failing(404).look('x')).toBeUndefined();
  expect(await failing(404).list('x')).toBeUndefined();
  await expect(failing(500).read('x')).rejects.toThrow('no');
});

test('a path that a file names stays below the folder of that file', () => {
  expect(pathBelow('a', './b/', 'info')).toBe('a/b');
  expect(pathBelow('', 'b/c', 'info')).toBe('b/c');
  for (const named of ['..', 'b/..', 'b/../../c', '/b', '', '.', 'b//c', 'b\\c', 'b\nc']) {
    expect(() => pathBelow('a', named, 'info mesh'), named).toThrow('info mesh names what is not in its folder');
  }
});
