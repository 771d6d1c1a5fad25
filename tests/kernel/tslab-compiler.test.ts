import { describe, expect, test } from 'vitest';
import { createCompiler, splitInlineMap } from '../../kernel-helpers/kernel/tslab-compiler.js';
import { loadTypeScript } from '../../kernel-helpers/kernel/tslab-load.js';

const typescript = loadTypeScript();
const compiler = createCompiler(typescript, { globalsFile: '/x.d.ts', typeRoot: '/types' });
const transpile = (source: string): string =>
  compiler.typescript.transpileModule(source, {
    compilerOptions: { module: typescript.ModuleKind.CommonJS, target: typescript.ScriptTarget.ES2022 },
  }).outputText;

describe('what a cell exports', () => {
  test('is assigned to the session, and nothing is set to undefined before', () => {
    const output = transpile('const a = 1; let b = 2; export { a, b };');
    expect(output).toContain('exports.a = a');
    expect(output).not.toContain('void 0');
    expect(output).not.toContain('__esModule');
  });

  test('is assigned for imported names too, so that a later cell can declare them again', () => {
    const output = transpile('import { x } from "y"; export { x };');
    expect(output).toContain('exports.x = y_1.x;');
    expect(output).not.toContain('defineProperty');
  });

  test('leaves calls of its own to Object.defineProperty alone', () => {
    const own = 'Object.defineProperty(thing, "x", { get: function () { return 1; } });';
    expect(transpile(`const thing = {}; ${own} export { thing };`)).toContain('Object.defineProperty(thing, "x"');
  });
});

test('the inline source map comes off, and both maps are kept', () => {
  const map = '{"version":3,"mappings":""}';
  const source = `const a = 1;\n//# sourceMappingURL=data:application/json;base64,${Buffer.from(map).toString('base64')}`;
  expect(splitInlineMap(source)).toEqual({ code: 'const a = 1;\n', map });
  expect(splitInlineMap('const a = 1;')).toEqual({ code: 'const a = 1;', map: undefined });
  expect(transpile(source)).not.toContain('sourceMappingURL');
  expect(compiler.lastMaps?.toSource).toBe(map);
  expect(JSON.parse(compiler.lastMaps?.toModule ?? '{}')).toMatchObject({ version: 3 });
});
