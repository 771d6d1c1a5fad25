import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { patchConverter } from '../../kernel-helpers/kernel/tslab-patch.js';

const converter = readFileSync(createRequire(import.meta.url).resolve('tslab/dist/converter.js'), 'utf8');

test('the converter of the pinned tslab is changed in its places, with any line ends', () => {
  const patched = patchConverter(converter);
  expect(patched.match(/updateContent\(prevDecl, src/g)).toHaveLength(
    converter.split('updateContent(prevDecl, src').length - 2,
  );
  expect(patchConverter(converter.replaceAll('\n', '\r\n'))).toBe(patched);
});

test('another converter is refused, by the name of the place that has moved', () => {
  expect(() => patchConverter(converter.replace('const locals = srcFile.locals;', 'const locals = 1;'))).toThrow(
    /tslab seam "names of a cell in converter\.js" has moved/,
  );
  expect(() => patchConverter(converter.replace('dirname(__dirname), rel)', 'dirname(__dirname), path)'))).toThrow(
    /tslab seam "place of its package in converter\.js" has moved/,
  );
  expect(() => patchConverter(converter.replace('let notifyUpdateDecls = null;', 'let notifyUpdateDecls;'))).toThrow(
    /tslab seam "declarations of earlier cells in converter\.js" has moved/,
  );
  expect(() => patchConverter(converter.replace('unexpected emit path', 'emit path'))).toThrow(
    /tslab seam "files above the notebook in converter\.js" has moved/,
  );
});
