// node bundle-compiler.mjs FILE REPORT: writes the script that the kernel's start-up snapshot is built from, and prints
// the paths of the files it is made of, as JSON. The script in turn writes those it reads while it runs into REPORT.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';
import { findPlaces } from './places.mjs';

const [file, report] = process.argv.slice(2);
const { packageFolder } = findPlaces();
const built = path => `${packageFolder}/dist/${path}`;
const load = path => import(pathToFileURL(built(path)).href);

const helpers = await load('index.js');
const { namesOf } = await load('kernel/preload.js');
const { loadParts } = await load('kernel/tslab-load.js');
const { patchConverter } = await load('kernel/tslab-patch.js');
const parts = { kernel: loadParts().kernel, names: namesOf(helpers), report };
const requireTslab = createRequire(createRequire(built('kernel/main.js')).resolve('tslab/package.json'));
const converter = requireTslab.resolve('./dist/converter.js');
const metadata = requireTslab.resolve('./dist/metadata.js');

const ENTRY = 'entry of the compiler';
const COMPILER = 'the compiler that tslab is given';
/** Its place until then: tslab is loaded when this is set. */
const GIVEN = 'globalThis[Symbol.for("connectome.compiler")]';
/** In place of what the compiler loads and does not use here; no snapshot can hold the native keys of `crypto`. */
const NOTHING = 'nothing';

const sources = {
  [ENTRY]: `
    import typescript from ${JSON.stringify(parts.kernel.typescript)};
    import { fillSnapshot } from ${JSON.stringify(built('kernel/tslab-snapshot.js'))};
    function loadTslab(compiler) {
      ${GIVEN} = compiler;
      const { createConverter, isCompleteCode } = require(${JSON.stringify(converter)});
      const { getCodeMetadata } = require(${JSON.stringify(metadata)});
      delete ${GIVEN};
      return { createConverter, isCompleteCode, getCodeMetadata };
    }
    fillSnapshot({ typescript, loadTslab, ...${JSON.stringify(parts)} });`,
  [COMPILER]: `module.exports = ${GIVEN};`,
  [NOTHING]: 'module.exports = {};',
};

const bundle = await rolldown({
  input: ENTRY,
  platform: 'node',
  logLevel: 'silent',
  plugins: [
    {
      name: 'compiler',
      resolveId(id, importer) {
        if (id in sources) return id;
        if (id === 'crypto' || id === 'source-map-support') return NOTHING;
        if (id === '@tslab/typescript-for-tslab' && importer !== ENTRY) return COMPILER;
        return undefined;
      },
      load(id) {
        // It has a variable called await, which the parser of modules does not take.
        if (id === converter) {
          return patchConverter(readFileSync(id, 'utf8')).replace(/\bawait(?= =|\.(?:kind|parent)\b)/g, 'awaiting');
        }
        return sources[id];
      },
    },
  ],
});
// The text of every function stays in the snapshot: short, and of one-byte characters, it loads sooner.
const { output } = await bundle.generate({ format: 'cjs', minify: true });
const escaped = character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
writeFileSync(file, output[0].code.replace(/[\u0080-\uffff]/g, escaped));
await bundle.close();
const makers = [fileURLToPath(import.meta.url), ...['preload', 'tslab-patch'].map(name => built(`kernel/${name}.js`))];
console.log(JSON.stringify([...output[0].moduleIds.filter(id => existsSync(id)), ...makers]));
