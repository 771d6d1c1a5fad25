/**
 * Each place where this kernel leans on the inside of tslab. A test that fails here says what a newer tslab would break;
 * what it does for a cell is tested in `language*.test.ts`.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { CELL_FOLDER } from '../../kernel-helpers/kernel/notebook-place.js';
import { prepareCell } from '../../kernel-helpers/kernel/tslab-cell.js';

const built = (name: string): string => new URL(`../../kernel-helpers/dist/kernel/${name}.js`, import.meta.url).href;
type Load = typeof import('../../kernel-helpers/kernel/tslab-load.js');
type Workshops = typeof import('../../kernel-helpers/kernel/tslab-workshop.js');
type Preload = typeof import('../../kernel-helpers/kernel/preload.js');
// As it runs: the kernel's packages lie about its build.
const { loadParts, checkVersion, TSLAB_VERSION } = (await import(built('tslab-load'))) as Load;
const { openWorkshop } = (await import(built('tslab-workshop'))) as Workshops;
const { namesOf } = (await import(built('preload'))) as Preload;

const requireTslab = createRequire(createRequire(built('tslab-load')).resolve('tslab/package.json'));
const folder = mkdtempSync(join(tmpdir(), 'connectome-seams-')).replaceAll('\\', '/');
writeFileSync(join(folder, 'local.ts'), 'export const local: number = 1;');
const helpers: Record<string, unknown> = await import('../../kernel-helpers/index.js');
const parts = loadParts();
const { typescript } = parts;
const { compiler, tslab, converter, place } = openWorkshop({ ...parts, names: namesOf(helpers) });
place.mount(folder);
afterAll(() => {
  converter.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('seam 1, the version: a newer tslab is not started at all', () => {
  test('the installed one is the one all of this was read from', () => {
    const { version } = requireTslab('tslab/package.json') as { version: string };
    expect(version).toBe(TSLAB_VERSION);
    expect(() => checkVersion({ version })).not.toThrow();
    expect(() => checkVersion({ version: '1.0.23' })).toThrow(/tslab version is unknown: received 1\.0\.23/);
  });
});

describe('seam 2, deep imports: without them there is no converter and no @module cell', () => {
  test('dist/converter.js has createConverter, dist/metadata.js has getCodeMetadata', () => {
    const { exports } = requireTslab('tslab/package.json') as { exports?: unknown };
    expect(exports).toBeUndefined();
    expect(Object.keys(converter).sort()).toEqual(['addModule', 'close', 'complete', 'convert', 'inspect']);
    expect(tslab.getCodeMetadata('/** @module name */ 1')).toEqual({ module: 'name' });
    expect(tslab.getCodeMetadata('/** @browser */ 1')).toEqual({ mode: 'browser' });
  });
});

describe('seam 3, the TypeScript under tslab: with another one, none of our changes would reach it', () => {
  test('tslab takes its TypeScript from the module cache, where ours lies', () => {
    expect(requireTslab('@tslab/typescript-for-tslab')).toBe(compiler.typescript);
  });

  test('it is the fork, with what tslab alone calls', () => {
    const fork = typescript as unknown as { getPreEmitDiagnosticsOfFiles: unknown; Completions: object };
    expect(typescript.version).toMatch(/^5\.0\./);
    expect(typeof fork.getPreEmitDiagnosticsOfFiles).toBe('function');
    expect(fork.Completions).toHaveProperty('getCompletionsAtPositionForTslab');
  });

  test('tslab asks it for programs, transpiling and diagnostics by the names we replace', () => {
    const source = readFileSync(requireTslab.resolve('tslab/dist/converter.js'), 'utf8');
    for (const call of [
      'ts.createWatchCompilerHost(',
      'ts.createWatchProgram(',
      'ts.transpileModule(',
      'ts.getPreEmitDiagnosticsOfFiles(',
      'ts.getPreEmitDiagnostics(',
      'ts.factory.createIdentifier("exports")',
      'ts.sys.readFile(',
    ]) {
      expect(source).toContain(call);
    }
  });
});

describe('seam 4, the options: without them no strictness, no packages with exports only, no positions', () => {
  test('our options reach the checker, and strictness can change from cell to cell', () => {
    const implicit = (name: string): number[] =>
      converter.convert('', `function ${name}(a) { return a }`).diagnostics.map(({ code }) => code);
    expect(implicit('first')).toEqual([7006]);
    compiler.strict = false;
    expect(implicit('second')).toEqual([]);
    compiler.strict = true;
    expect(implicit('third')).toEqual([7006]);
  });

  test('our declarations of global names are a root file, and stay one when a cell becomes a module', () => {
    const uses = 'const all: typeof connectome = connectome; stats.mean([1])';
    expect(converter.convert('', uses).diagnostics).toEqual([]);
    expect(converter.addModule('counted', 'export const count: number = 3;')).toEqual([]);
    expect(converter.convert('', `${uses}; import { count } from "./counted"`).diagnostics).toEqual([]);
  });

  test('the whole diagnostics are at hand, with the places that have to do with them', () => {
    converter.convert('', 'const b: { c: { d: number } } = { c: { d: "y" } }');
    const found = compiler.diagnostics.filter(({ file }) => file);
    expect(found.map(({ code, relatedInformation }) => [code, relatedInformation?.length])).toEqual([[2322, 1]]);
  });
});

describe('seam 5, the file of a cell: with another name or first line, no position would be right', () => {
  test('it is __tslab__.ts, with one line before the cell', () => {
    converter.convert('', 'nowhere');
    const [{ file, start }] = compiler.diagnostics.filter(one => one.file);
    expect(file?.fileName).toBe(`${CELL_FOLDER}/__tslab__.ts`);
    expect(file?.text).toBe('export {};\nnowhere');
    expect(start).toBe('export {};\n'.length);
  });

  test('its JavaScript says where it comes from, and so does that of a local file', () => {
    const { output = '', sideOutputs = [] } = converter.convert('', 'import { local } from "./local"; local');
    const cell = compiler.maps.get(output);
    expect(JSON.parse(cell?.toSource ?? '{}')).toMatchObject({ file: '__tslab__.js' });
    expect(sideOutputs.map(({ path }) => path)).toEqual([`${folder}/local.js`]);
    expect(compiler.maps.get(sideOutputs[0].data)?.toSource).toContain('"file":"local.js"');
  });
});

describe('seam 6, what tslab makes of names: values would not reach the session or later cells', () => {
  test('it exports every name behind the cell, those with two underscores too, and not declare global', () => {
    const { output } = converter.convert('', 'const __own = 1; declare global { interface Array<T> { own?: T } }');
    expect(output).toContain('__cell.value("__own", __own);');
    expect(output).not.toContain('global');
  });

  test('it makes a name of an earlier cell a member of exports, which is ours by then', () => {
    const { output } = converter.convert('declare let earlier: number;', 'earlier += 1; const exports = 1;');
    expect(output).toContain('__session.earlier += 1');
    expect(output).toContain('const exports = 1;');
  });

  test('it makes the last expression an exported constant, which is ours by then', () => {
    expect(converter.convert('', '() => 1').output).toContain('__cell.last(() => 1);');
  });
});

describe('seam 7, declarations: cells would forget names, or hold them twice', () => {
  test('those of a cell and those it leaves of earlier ones come in one text', () => {
    const { declOutput } = converter.convert('declare const old: 1;\ndeclare const gone: 2;\n', 'const gone = "new"');
    expect(declOutput).toMatch(/declare const gone = "new";[\s\S]*declare const old: 1;/);
    expect(declOutput).not.toContain('gone: 2');
  });

  test('namespaces, import aliases and global declarations are forgotten, which is why we carry them over', () => {
    const before =
      'declare namespace N { const x = 1; }\nimport mean = stats.mean;\ndeclare global { interface Own {} }\n';
    const { declOutput } = converter.convert(before, 'const y = 1');
    expect(declOutput?.replace(/\s/g, '')).toBe('declareconsty=1;');
  });
});

describe('seam 8, await: cells that wait would be refused, or run as if they did not', () => {
  test('await at the top is no error, also where tslab takes it for one', () => {
    expect(converter.convert('', 'await Promise.resolve(1)').diagnostics).toEqual([]);
    expect(converter.convert('', 'class A extends (await Promise.resolve(Array)) {}').diagnostics).toEqual([]);
    expect(converter.convert('', 'function f() { await Promise.resolve(1) }').diagnostics).toMatchObject([
      { code: 1308 },
    ]);
  });

  test('await ( is beyond tslab, which is why we rewrite it', () => {
    const code = "const cells = await (await datasets.open('synthetic-column')).cells";
    const works = (text: string): boolean => {
      try {
        return converter.convert('', text).diagnostics.length === 0;
      } catch {
        return false;
      }
    };
    expect(works(prepareCell(typescript, code).text)).toBe(true);
    expect(works(code)).toBe(false);
  });
});

describe('seam 9, questions of an editor: without TypeScript’s own answer, strings would be completed wrongly', () => {
  test('completion hands on what TypeScript proposes, and the stretch it would replace', () => {
    const { original } = converter.complete('', 'stats.me', 8);
    expect(original?.entries.map(({ name }) => name)).toContain('mean');
    const code = "const side: 'left' | 'right' = 'le'";
    const inString = converter.complete('', code, code.length - 1).original;
    expect(inString?.optionalReplacementSpan).toEqual({ start: code.indexOf("'le'") + 1, length: 2 });
  });

  test('inspection hands on the parts of the signature and of the docs', () => {
    const info = converter.inspect('/** What it is. */\ndeclare const named: 1;', 'named', 2);
    expect(info?.displayParts?.map(({ text }) => text).join('')).toBe('const named: 1');
    expect(info?.documentation?.[0]?.text).toBe('What it is.');
  });
});

test('every cell of our notebooks compiles strictly', () => {
  const notebooks = fileURLToPath(new URL('../../notebooks', import.meta.url));
  for (const name of ['01-first-look', '02-like-to-like']) {
    const { cells } = JSON.parse(readFileSync(join(notebooks, `${name}.ipynb`), 'utf8')) as {
      cells: { cell_type: string; source: string | string[] }[];
    };
    let declared = '';
    for (const { source } of cells.filter(({ cell_type }) => cell_type === 'code')) {
      const { text, problems, strict } = prepareCell(typescript, [source].flat().join(''));
      const { diagnostics, declOutput } = converter.convert(declared, text);
      expect({ name, text, problems, strict, diagnostics }).toEqual({
        name,
        text,
        problems: [],
        strict: undefined,
        diagnostics: [],
      });
      declared = declOutput ?? '';
    }
  }
});

describe('declarations of earlier cells: read and written again only when they change', () => {
  test('a cell that declares nothing hands on the very text it was given', () => {
    const { declOutput = '' } = converter.convert('', 'const kept = { a: 1 };\ntype Kept = typeof kept;');
    for (const cell of ['kept.a + 1', 'kept', 'for (const key in kept) console.log(key);', '']) {
      const compiled = converter.convert(declOutput, cell);
      expect(compiled.diagnostics).toEqual([]);
      expect(compiled.declOutput).toBe(declOutput);
    }
  });

  test('what a cell leaves out of them is there again for the next, when that cell came to nothing', () => {
    const { declOutput = '' } = converter.convert('', 'const first = 1; const second = "two";');
    // It takes the place of one name; then, as after an error, the same declarations are asked about again.
    expect(converter.convert(declOutput, 'const first = [true];').declOutput).toMatch(/first: boolean\[\]/);
    const again = converter.convert(declOutput, 'const sum: number = first + second.length;');
    expect(again.diagnostics).toEqual([]);
    expect(again.declOutput).toMatch(/first = 1;[\s\S]*second = "two";/);
  });
});
