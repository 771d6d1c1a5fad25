// node bundle-packages.mjs: writes the packages that core wraps into the built files that wrap them. They are some four
// hundred small modules, and finding them one by one takes longer than loading all the rest of the helpers.
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { findPlaces } from './places.mjs';

const folder = join(findPlaces().packageFolder, 'dist/core/stats');
for (const name of ['distributions', 'linear-algebra']) {
  const file = join(folder, `${name}.js`);
  const bundle = await rolldown({
    input: file,
    platform: 'node',
    logLevel: 'silent',
    // What is ours stays one module for all who import it.
    external: (id, importer) => importer === file && id.startsWith('.'),
  });
  // Not written in place: a kernel may be loading it.
  const { output } = await bundle.write({ file: `${file}.new`, format: 'esm' });
  await bundle.close();
  if (output.length !== 1) throw new Error(`${name} was bundled into ${output.length} files, expected 1`);
  renameSync(`${file}.new`, file);
}
