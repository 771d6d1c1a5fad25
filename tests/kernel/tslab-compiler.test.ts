import { expect, test } from 'vitest';
import { createCompiler, splitInlineMap } from '../../kernel-helpers/kernel/tslab-compiler.js';
import { loadTypeScript } from '../../kernel-helpers/kernel/tslab-load.js';

const typescript = loadTypeScript();
const compiler = createCompiler(typescript, { globalsFile: '/x.d.ts', typeRoot: '/types' });

test('the inline source map comes off, and both maps are kept by the code that runs', () => {
  const map = '{"version":3,"mappings":""}';
  const source = `const a = 1;\n//# sourceMappingURL=data:application/json;base64,${Buffer.from(map).toString('base64')}`;
  expect(splitInlineMap(source)).toEqual({ code: 'const a = 1;\n', map });
  expect(splitInlineMap('const a = 1;')).toEqual({ code: 'const a = 1;', map: undefined });
  const { outputText } = compiler.typescript.transpileModule(source, {});
  expect(outputText).not.toContain('sourceMappingURL');
  expect(compiler.maps.get(outputText)?.toSource).toBe(map);
  expect(JSON.parse(compiler.maps.get(outputText)?.toModule ?? '{}')).toMatchObject({ version: 3 });
});
