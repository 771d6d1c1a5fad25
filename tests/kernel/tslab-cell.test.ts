import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { IDENTITY } from '../../kernel-helpers/kernel/tslab-await.js';
import { type PreparedCell, prepareCell } from '../../kernel-helpers/kernel/tslab-cell.js';
import { checkVersion, loadTypeScript } from '../../kernel-helpers/kernel/tslab-load.js';

const typescript = loadTypeScript();
const prepare = (code: string): PreparedCell => prepareCell(typescript, code);

test('another tslab than the one this adapter knows is refused', () => {
  expect(() => checkVersion({ version: '1.0.23' })).toThrow(
    'tslab version is unknown: received 1.0.23, expected 1.0.22; run "npm ci" to install it',
  );
});

describe('await at the top of a cell', () => {
  test.each([
    ['await fetch(u)', 'await fetch(u)'],
    ['await (x)', `await ${IDENTITY}( (x))`],
    ['await [a, b]', `await ${IDENTITY}( [a, b])`],
    ['await {a: 1}', `await ${IDENTITY}( {a: 1})`],
    ['await `x`', `await ${IDENTITY}( \`x\`)`],
    ['await -x', `await ${IDENTITY}( -x)`],
    ['await\n  x', `await ${IDENTITY}(\n  x)`],
    ['(await (await f()).json()).x', `(await ${IDENTITY}( (await f()).json())).x`],
    ['if (a) { await (x) }', `if (a) { await ${IDENTITY}( (x)) }`],
  ])('%j is understood', (code, text) => {
    expect(prepare(code)).toMatchObject({ text, awaits: true });
  });

  test('for await is one', () => {
    expect(prepare('for await (const x of y) x;')).toMatchObject({
      awaits: true,
    });
  });

  test.each([
    'async function f() { await (x) }',
    'const f = async () => await (x)',
    'class A { async m() { await (x) } }',
    '// await (x)',
    '"await (x)"',
  ])('%j has none', code => {
    expect(prepare(code)).toMatchObject({ text: code, awaits: false });
  });

  test('places in the rewritten cell lead back to the written one', () => {
    const part = fc.constantFrom(
      'await (x);',
      'const a = 1;\n',
      'await [await (y)];',
      'export const b = 2;',
      '\n',
      'f(z); ',
    );
    fc.assert(
      fc.property(fc.array(part), parts => {
        const code = parts.join('');
        const { text, toWritten } = prepare(code);
        for (const name of ['x)', 'y)', 'z)', 'a =', 'b =']) {
          for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
            expect(code.slice(toWritten(at), toWritten(at) + name.length)).toBe(name);
          }
        }
        expect(toWritten(text.length)).toBe(code.length);
      }),
    );
  });
});

describe('export in a cell', () => {
  test.each([
    ['export const x = 1', '       const x = 1'],
    ['export default function f() {}', '               function f() {}'],
    ['export default 5', '               5'],
    ['const x = 1; export { x }', 'const x = 1;             '],
    ['export type T = 1', '       type T = 1'],
    ['export default function () {}', '(               function () {})'],
  ])('%j is blanked', (code, text) => {
    expect(prepare(code).text).toBe(text);
  });
});

describe('whole numbers that a double cannot hold', () => {
  test('are an error that says what to write', () => {
    expect(prepare('const id = 720575940625363947').problems).toEqual([
      {
        offset: 11,
        message:
          'number literal is not exact: received 720575940625363947, which would become 720575940625363968; ' +
          'write 720575940625363947n',
      },
    ]);
  });

  test.each(['9_007_199_254_740_993', '0x20000000000001', '-9007199254740993'])('%s is one', literal => {
    expect(prepare(literal).problems).toHaveLength(1);
  });

  test.each([
    '9007199254740992',
    '9007199254740993n',
    '1e300',
    '9007199254740993.0',
    '0.1',
    '"9007199254740993"',
    '017',
  ])('%s is none', literal => {
    expect(prepare(literal).problems).toEqual([]);
  });
});
