import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules, createRequire } from 'node:module';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const generated = new Set(['dist', 'lib', 'labextension', 'node_modules']);

interface SourceFile {
  readonly path: string;
  readonly room: string;
  readonly text: string;
  readonly imports: readonly string[];
}

function filesUnder(folder: string, ending: RegExp): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return generated.has(entry.name) ? [] : filesUnder(path, ending);
    return ending.test(entry.name) ? [path] : [];
  });
}

function roomOf(path: string): string {
  const [top, second, third] = path.split(sep);
  if (top === 'extension') return 'extension';
  return third === undefined ? 'kernel-helpers' : second;
}

function read(path: string): SourceFile {
  const text = readFileSync(join(root, path), 'utf8');
  const specifiers = text.matchAll(/(?:\bfrom|\bimport|\brequire|\bimport\()\s*\(?\s*['"]([^'"]+)['"]/g);
  const imports = path.endsWith('.d.ts') ? [] : [...stripComments(text, specifiers)];
  return { path, room: roomOf(path), text, imports };
}

/** Import specifiers that stand in code, not in a doc comment's example. */
function* stripComments(text: string, matches: Iterable<RegExpMatchArray>): Generator<string> {
  const comments = [...text.matchAll(/\/\*[\s\S]*?\*\//g)].map(m => [m.index, m.index + m[0].length] as const);
  for (const match of matches) {
    const at = match.index ?? 0;
    if (!comments.some(([start, end]) => at >= start && at < end)) yield match[1];
  }
}

const sources = [...filesUnder('kernel-helpers', /\.ts$/), ...filesUnder('extension', /\.ts$/)].map(read);

/** The room a relative or package-path import leads to; `undefined` for packages of others. */
function targetRoom(file: SourceFile, specifier: string): string | undefined {
  if (specifier.startsWith('.')) {
    const target = relative(root, resolve(root, dirname(file.path), specifier));
    return target.startsWith('kernel-helpers') && target.split(sep).length === 2 ? 'kernel-helpers' : roomOf(target);
  }
  const ours = /^connectome-helpers(?:\/dist\/(\w+)\/.*)?$/.exec(specifier);
  return ours ? (ours[1] ?? 'kernel-helpers') : undefined;
}

const mayImport: Record<string, readonly string[]> = {
  core: ['core'],
  contract: ['core', 'contract'],
  formats: ['core', 'formats'],
  io: ['core', 'contract', 'formats', 'io'],
  published: ['core', 'contract', 'published'],
  display: ['core', 'contract', 'display'],
  recipes: ['core', 'contract', 'formats', 'io', 'published', 'display', 'recipes'],
  kernel: ['core', 'contract', 'formats', 'io', 'published', 'display', 'kernel'],
  cli: ['core', 'contract', 'formats', 'io', 'published', 'display', 'recipes', 'kernel', 'cli'],
  extension: ['core', 'contract', 'formats', 'extension'],
};

const isBuiltin = (specifier: string): boolean =>
  specifier.startsWith('node:') || builtinModules.includes(specifier.split('/')[0]);

describe('who may import whom', () => {
  test('every room imports only the rooms below it', () => {
    const trespasses = sources.flatMap(file =>
      file.imports
        .map(specifier => ({ specifier, target: targetRoom(file, specifier) }))
        .filter(({ specifier, target }) => {
          if (target === undefined || file.room === 'kernel-helpers') return false;
          if (file.room === 'extension' && /^(?:\.\.\/)+style\/.*\.svg$/.test(specifier)) return false;
          if (/(^|\/)errors(\.js)?$/.test(specifier) && target === 'kernel-helpers') return false;
          // The kernel preloads the public API itself.
          if (file.room === 'kernel' && target === 'kernel-helpers') return false;
          return !mayImport[file.room].includes(target);
        })
        .map(({ specifier }) => `${file.path} imports ${specifier}`),
    );
    expect(trespasses).toEqual([]);
  });

  test('core imports no package, but for the distributions and the linear algebra it wraps', () => {
    const packages = sources
      .filter(file => file.room === 'core')
      .flatMap(file => file.imports.filter(s => !s.startsWith('.')).map(s => `${file.path} imports ${s}`));
    const wrapped = /core\/stats\/(distributions\.ts imports @stdlib\/[\w-]+|linear-algebra\.ts imports ml-matrix)$/;
    expect(packages.filter(line => !wrapped.test(line))).toEqual([]);
  });

  test('node built-ins are used in io, kernel and cli only', () => {
    const trespasses = sources
      .filter(file => !['io', 'kernel', 'cli'].includes(file.room))
      .flatMap(file => file.imports.filter(isBuiltin).map(s => `${file.path} imports ${s}`));
    expect(trespasses).toEqual([]);
  });

  test('formats use no global of node, for they run in the browser too', () => {
    const using = sources
      .filter(file => file.room === 'formats' && /\b(?:Buffer\.|process\.|setImmediate\b|__dirname\b)/.test(file.text))
      .map(file => file.path);
    expect(using).toEqual([]);
  });

  test('tslab is known to kernel/tslab*.ts only', () => {
    const knowing = sources.filter(
      file => file.imports.some(s => /^@?tslab(\/|$)/.test(s)) || /['"]@?tslab\//.test(file.text),
    );
    expect(knowing.map(file => file.path).filter(path => !/kernel\/tslab[^/]*\.ts$/.test(path))).toEqual([]);
  });

  test('no import goes round in a circle', () => {
    const byPath = new Map(sources.map(file => [file.path, file]));
    const next = (file: SourceFile): SourceFile[] =>
      file.imports
        .filter(s => s.startsWith('.'))
        .flatMap(s => {
          const target = relative(root, resolve(root, dirname(file.path), s)).replace(/\.js$/, '');
          return [byPath.get(`${target}.ts`), byPath.get(join(target, 'index.ts'))].filter(f => f !== undefined);
        });
    const done = new Set<string>();
    const circles: string[] = [];
    const visit = (file: SourceFile, trail: string[]): void => {
      const seen = trail.indexOf(file.path);
      if (seen >= 0) circles.push([...trail.slice(seen), file.path].join(' -> '));
      if (seen >= 0 || done.has(file.path)) return;
      for (const target of next(file)) visit(target, [...trail, file.path]);
      done.add(file.path);
    };
    for (const file of sources) visit(file, []);
    expect(circles).toEqual([]);
  });
});

describe('a small house', () => {
  test('no source file is longer than 400 lines', () => {
    const long = sources
      .map(file => ({ path: file.path, lines: file.text.split('\n').length }))
      .filter(f => f.lines > 400);
    expect(long).toEqual([]);
  });

  test('no file is a bag of utilities', () => {
    expect(sources.map(file => file.path).filter(path => /(^|\/)(utils?|helpers|common|misc)\.ts$/.test(path))).toEqual(
      [],
    );
  });

  test("heavy browser libraries are loaded by import(), never on the way from the extension's entry", () => {
    const heavy: string[] = [];
    const seen = new Set<string>();
    const visit = (path: string): void => {
      if (seen.has(path)) return;
      seen.add(path);
      // What is imported as a type only, or by import(), is not there when the page loads.
      const eager = readFileSync(join(root, path), 'utf8').matchAll(
        /^(?:import|export)\s+(?!type\b)(?:[^'"]*?\sfrom\s+)?['"]([^'"]+)['"]/gm,
      );
      for (const [, specifier] of eager) {
        if (/^(three|plotly\.js|mediabunny)(\/|$)/.test(specifier)) heavy.push(`${path} imports ${specifier}`);
        if (!specifier.startsWith('.')) continue;
        const target = relative(root, resolve(root, dirname(path), specifier));
        for (const candidate of [`${target}.ts`, join(target, 'index.ts')]) {
          if (sources.some(file => file.path === candidate)) visit(candidate);
        }
      }
    };
    visit(join('extension', 'index.ts'));
    expect(heavy).toEqual([]);
    expect(seen.size).toBeGreaterThan(8);
  });

  test('styles take their colours from the theme', () => {
    const coloured = filesUnder('style', /\.css$/).flatMap(path =>
      readFileSync(join(root, path), 'utf8')
        .split('\n')
        .map((line, i) => ({ line, at: `${path}:${i + 1}` }))
        .filter(({ line }) => /#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(/i.test(line.replace(/\/\*.*?\*\//g, '')))
        .map(({ at, line }) => `${at} ${line.trim()}`),
    );
    expect(coloured).toEqual([]);
  });
});

describe('what tslab can read', () => {
  const dist = join(root, 'kernel-helpers', 'dist');

  test('TypeScript 5.0, which checks the cells, finds no fault in our declarations', () => {
    const typescript = createRequire(import.meta.url)('@tslab/typescript-for-tslab');
    const program = typescript.createProgram([join(dist, 'index.d.ts')], {
      target: typescript.ScriptTarget.ES2022,
      module: typescript.ModuleKind.ESNext,
      moduleResolution: typescript.ModuleResolutionKind.Bundler,
      strict: true,
      noEmit: true,
      types: ['node'],
    });
    const own = program.getSourceFiles().filter((file: { fileName: string }) => file.fileName.startsWith(dist));
    expect(own.length).toBeGreaterThan(20);
    const problems = own.flatMap((file: object) => program.getSemanticDiagnostics(file));
    expect(problems.map((p: { messageText: unknown }) => JSON.stringify(p.messageText))).toEqual([]);
  });

  test('declarations name no typed array with a type argument, which 5.0 reads as any', () => {
    const walk = (folder: string): string[] =>
      readdirSync(folder, { withFileTypes: true }).flatMap(e =>
        e.isDirectory() ? walk(join(folder, e.name)) : e.name.endsWith('.d.ts') ? [join(folder, e.name)] : [],
      );
    const generic = walk(dist).filter(path => /\b\w+Array<ArrayBuffer(Like)?>/.test(readFileSync(path, 'utf8')));
    expect(generic).toEqual([]);
  });
});
