/**
 * What Node.js keeps in the kernel's start-up snapshot: a workshop that has compiled before. Everything else of the
 * kernel is loaded from its files when the snapshot starts, as without one.
 *
 * `bin/bootstrap/bundle-compiler.mjs` makes one script of this, of tslab and of its TypeScript, for while a snapshot is
 * built nothing else can be loaded.
 */
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { startupSnapshot } from 'node:v8';
import type { TypeScript } from './tslab-load.js';
import { keepWorkshop, openWorkshop, type Workshop, type WorkshopParts } from './tslab-workshop.js';

/** Cells that take the compiler through its usual ways, so that what it makes on first use is there. */
const PRACTICE: readonly string[] = [
  '1 + 1',
  'const a = [1, 2, 3].map(n => n * 2);\nlet b = { a, c: "d" };\nfunction f<T>(x: T): T[] { return [x]; }',
  'interface I { x: number }\nclass C implements I { constructor(readonly x: number) {} }\nenum E { A, B }\nnew C(a.length)',
  "import * as fs from 'node:fs';\nconst t = await Promise.resolve(f(b));\nfs.existsSync('.') ? t : undefined",
  "import { tableFromArrays } from 'apache-arrow';\nconst table = tableFromArrays({ id: [1n, 2n] });\ntable.getChild('id')",
  'const open = await datasets.open("synthetic-column");\nopen',
  'for (const x of a) console.log(x, process.version);',
];

/** What a snapshot is made from. */
export interface SnapshotParts extends WorkshopParts {
  /** The file that gets the paths of all declarations in the snapshot, as JSON. */
  readonly report: string;
}

/** Makes the workshop and what happens when the snapshot starts; to be called while the snapshot is being built. */
export function fillSnapshot({ report, ...parts }: SnapshotParts): void {
  const read = noteReading(parts.typescript);
  const workshop = openWorkshop(parts);
  practise(workshop);
  writeFileSync(report, JSON.stringify([...read]));
  keepWorkshop(workshop);
  startupSnapshot.setDeserializeMainFunction(() => {
    // Node.js takes it away while a snapshot is built, and without it no error has a stack.
    Error.stackTraceLimit ??= 10;
    // The script that the command line names, as Node would have started it.
    const [, main] = process.argv;
    const importHere = createRequire(main)('./import-here.cjs') as (url: string) => Promise<unknown>;
    importHere(pathToFileURL(main).href).catch((error: unknown) => {
      process.nextTick(() => {
        throw error;
      });
    });
  });
}

/** The paths of the files that the compiler reads from now on. */
function noteReading({ sys }: TypeScript): ReadonlySet<string> {
  const read = new Set<string>();
  const { readFile } = sys;
  sys.readFile = (path, encoding) => {
    const text = readFile(path, encoding);
    if (text !== undefined) read.add(path);
    return text;
  };
  return read;
}

function practise({ converter }: Workshop): void {
  let declared = '';
  for (const cell of PRACTICE) {
    const { declOutput, diagnostics } = converter.convert(declared, cell);
    if (diagnostics.length > 0) {
      throw new Error(`practice cell is not right: ${JSON.stringify(cell)}: ${diagnostics[0].messageText}`);
    }
    declared = declOutput ?? '';
  }
  // No completion: it sorts with a collator, which no snapshot can hold.
  converter.inspect(declared, 'connectivity', 3);
  converter.convert('', '');
}
