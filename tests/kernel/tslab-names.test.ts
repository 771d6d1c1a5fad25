import { describe, expect, test } from 'vitest';
import { createCompiler } from '../../kernel-helpers/kernel/tslab-compiler.js';
import { loadTypeScript } from '../../kernel-helpers/kernel/tslab-load.js';
import { valueNames } from '../../kernel-helpers/kernel/tslab-names.js';

const typescript = loadTypeScript();
const compiler = createCompiler(typescript, { globalsFile: '/x.d.ts', typeRoot: '/types' });
const map = Buffer.from('{"version":3,"file":"__tslab__.js","mappings":""}').toString('base64');

/** As tslab hands a cell over, when it has compiled it to an ES module. */
const compile = (source: string, file = `\n//# sourceMappingURL=data:application/json;base64,${map}`): string =>
  compiler.typescript.transpileModule(source + file, {
    compilerOptions: {
      module: typescript.ModuleKind.CommonJS,
      target: typescript.ScriptTarget.ES2022,
      esModuleInterop: true,
      noImplicitUseStrict: true,
    },
  }).outputText;

describe('what a cell declares', () => {
  test('is handed over behind its statement, and nothing is set to undefined before', () => {
    expect(compile('const a = 1; class B {} export { a, B };').split('\n').filter(Boolean)).toEqual([
      'const a = 1;',
      '__cell.value("a", a);',
      'class B {',
      '}',
      '__cell.value("B", B);',
    ]);
  });

  test('is handed over as the variable itself when it can be assigned', () => {
    const code = compile('let a = 1, { b, ...c } = {}; const f = () => b; export { a, b, c, f };');
    expect(code).toMatch(/__cell\.variable\("a", \(\) => a, \w+ => \{ a = \w+; \}, false\);/);
    expect(code).toMatch(/__cell\.variable\("b", .*, true\);/);
    expect(code).toMatch(/__cell\.variable\("c", .*, false\);/);
    expect(valueNames(code)).toEqual(new Set(['a', 'b', 'c', 'f']));
  });

  test('is handed over at the start when it is a function', () => {
    expect(compile('f(); function f() {} export { f };').split('\n')[0]).toBe('__cell.value("f", f);');
  });

  test('is the member of the module when it is imported, so that a later cell can declare it again', () => {
    const code = compile('import d, { x as y } from "y"; import * as z from "z"; export { d, y, z };');
    expect(code).toContain('__cell.value("d", y_1.default);');
    expect(code).toContain('__cell.value("y", y_1.x);');
    expect(code).toContain('__cell.value("z", z);');
    expect(code).not.toContain('exports');
  });

  test('is left alone in a local file, which is a module', () => {
    expect(compile('export const a = 1;', '')).toContain('exports.a = 1;');
  });
});

test('the last expression is an argument, so that a function in it gets no name', () => {
  expect(compile('export const tsLastExpr = () => 1;')).toContain('__cell.last(() => 1);');
});

test('an import is required by a name of ours, so that a cell may have a require of its own', () => {
  const code = compile('import x from "x"; const require = 1, exports = 2; f(require(x)); export { x, require };');
  expect(code).toContain('__require("x")');
  expect(code).toContain('f(require(x_1.default))');
});

test('import() and import.meta are those of the cell', () => {
  expect(compile('const m = () => [import("x"), import.meta.url];')).toContain(
    '() => [__cell.import("x"), __cell.meta.url]',
  );
});

describe('an await stands between guards, so that an interrupted cell does not go on', () => {
  test.each([
    ['await f(x);', '__cell.alive(await __cell.pausing(f(x)));'],
    ['const f = async () => await x;', 'async () => __cell.alive(await __cell.pausing(x));'],
    ['f(await g(await x));', 'f(__cell.alive(await __cell.pausing(g(__cell.alive(await __cell.pausing(x))))));'],
    ['for await (const a of x) { }', 'for await (const a of __cell.pausingEach(x)) { }'],
    ['for (const a of x) { }', 'for (const a of x) { }'],
  ])('%s', (written, runs) => {
    expect(compile(written)).toContain(runs);
  });
});
