/** Modules in cells: packages of every kind, local files, and what `import` gives. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { KernelClient } from './client.js';

let kernel: KernelClient;

const packages: Record<string, string> = {
  'own-package/package.json':
    '{"name":"own-package","version":"1.0.0","exports":{".":{"node":{"types":"./t.d.ts","default":"./m.mjs"}}},"type":"module"}',
  'own-package/t.d.ts': 'export declare const answer: number;',
  'own-package/m.mjs': 'export const answer = 42;',
  'import-only/package.json': '{"name":"import-only","exports":{"import":{"types":"./t.d.ts","default":"./m.mjs"}}}',
  'import-only/t.d.ts': 'export declare const only: number; declare const d: string; export default d;',
  'import-only/m.mjs': 'export const only = 9; export default "d";',
  'waits/package.json': '{"name":"waits","type":"module","exports":"./m.js"}',
  'waits/m.js': 'export const late = await Promise.resolve(7);',
  'untyped/package.json': '{"name":"untyped","main":"m.js"}',
  'untyped/m.js': 'module.exports = { twice(x) { return 2 * x } };',
  'semver/package.json': '{"name":"semver","main":"m.js"}',
  'semver/m.js': 'exports.beside = true;',
};

beforeAll(async () => {
  kernel = new KernelClient({
    'local.ts': 'import { base } from "./base";\nexport const sum: number = base + 1;',
    'base.ts': 'export const base = 41;',
    'star.ts':
      'export * from "./local";\nexport * as b from "./base";\nimport type { T } from "./types";\nexport const t: T = { a: 1 };',
    'types.ts': 'export interface T { a: number }',
    'plain.js': 'exports.add = function (a, b) { return a + b }',
    'data.json': '{ "list": [1, 2], "deep": { "text": "x" } }',
  });
  for (const [path, text] of Object.entries(packages)) {
    const file = join(kernel.folder, 'node_modules', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  await kernel.started();
});
afterAll(() => kernel?.stop());

const result = async (code: string): Promise<string | undefined> => {
  const { result, reply } = await kernel.cell(code);
  return reply.status === 'ok' ? result : `${reply.ename}: ${reply.evalue}`;
};

describe('packages and files', () => {
  test('console and process have types in a folder without node_modules', async () => {
    expect(await result('const write: (s: string) => boolean = s => process.stdout.write(s); typeof write')).toBe(
      "'function'",
    );
    expect(await result('console.log(1, nowhere)')).toMatch(/Cannot find name 'nowhere'/);
  });

  test('apache-arrow comes with the kernel, with types, and its values can be declared', async () => {
    await kernel.cell('import * as arrow from "apache-arrow"');
    await kernel.cell('const table = arrow.tableFromArrays({ id: new BigUint64Array([5n]) })');
    await kernel.cell(
      'const ids = table.getChild("id")!; const field = table.schema.fields[0].type; const compare = arrow.util.compareTypes',
    );
    expect(await result('[ids.get(0), compare(field, field)]')).toBe('[ 5n, true ]');
    expect(await result('table.nowhere')).toMatch(/Property 'nowhere' does not exist on type 'Table/);
  });

  test('an import statement and the helpers share one apache-arrow', async () => {
    await kernel.cell("const column = await datasets.open('synthetic-column')");
    expect(await result('import { Table } from "apache-arrow"; column.cells.constructor === Table')).toBe('true');
    expect(await result('import { errors as same } from "connectome-helpers"; same === connectome.errors')).toBe(
      'true',
    );
  });

  test('packages beside the notebook are found, those with only an exports map too', async () => {
    expect(await result('import { answer } from "own-package"; answer')).toBe('42');
  });

  test('local files are compiled along', async () => {
    expect(await result('import { sum } from "./local"; sum')).toBe('42');
  });

  test('a cell can be a module', async () => {
    await kernel.cell('/** @module counted */\nexport const count: number = 3;');
    expect(await result('import { count } from "./counted"; count')).toBe('3');
  });

  test('a package that is not there is named', async () => {
    expect(await result('import * as nothing from "no-such-package"')).toMatch(/Cannot find module 'no-such-package'/);
  });

  test.each([
    ['a package that only import can load', 'import word, { only } from "import-only"; [only, word]', "[ 9, 'd' ]"],
    ['a package that waits at its top', 'import { late } from "waits"; late', '7'],
    ['a package without types, which is any', 'import untyped from "untyped"; untyped.twice(2)', '4'],
    [
      'Node itself',
      'import { basename } from "node:path"; import fs from "fs"; [basename("a/b"), typeof fs.readFileSync]',
      "[ 'b', 'function' ]",
    ],
    [
      'the copy beside the notebook of a package that the kernel has too',
      'import semver from "semver"; semver.beside',
      'true',
    ],
    ['a native addon', 'import { Publisher } from "zeromq"; typeof new Publisher().send', "'function'"],
    [
      'JSON, with its type',
      'import data from "./data.json"; data.list.map(n => n + data.deep.text.length)',
      '[ 2, 3 ]',
    ],
    ['JavaScript, which nobody checks', 'import { add } from "./plain.js"; add(1, 2)', '3'],
    [
      'a file that passes on what others export',
      'import { sum as s, b, t } from "./star"; [s, b.base, t.a]',
      '[ 42, 41, 1 ]',
    ],
    [
      'a type',
      'import type { T } from "./types"; import { type T as U } from "./types"; const tu: T & U = { a: 2 }; tu.a',
      '2',
    ],
    ['import x = require()', 'import path = require("node:path"); path.join("a", "b")', "'a/b'"],
    ['require()', 'typeof require("node:fs").readFileSync', "'function'"],
    ['import.meta', 'import.meta.url.startsWith("file:") && import.meta.dirname === process.cwd()', 'true'],
  ])('%s', async (_, code, expected) => {
    expect(await result(code)).toBe(expected);
  });

  test('JSON that changes is read again', async () => {
    writeFileSync(join(kernel.folder, 'data.json'), '{ "list": [5], "deep": { "text": "y" } }');
    expect(await result('import again from "./data.json"; again.list')).toBe('[ 5 ]');
  });

  test('export … from has a message of its own', async () => {
    expect(await result('export * from "./local"')).toMatch(
      /a cell has nobody to export to: write import { … } from "\.\/local"/,
    );
  });
});

describe('import()', () => {
  test('has the type of its package, and can be declared', async () => {
    await kernel.cell('const arrowLater = await import("apache-arrow")');
    expect(await result('arrowLater.tableFromArrays({ a: [1] }).numRows')).toBe('1');
    expect(
      await result('const { vectorFromArray } = await import("apache-arrow"); vectorFromArray([1, 2]).length'),
    ).toBe('2');
    expect(await result('arrowLater.nowhere')).toMatch(/Property 'nowhere' does not exist/);
    expect(await result('async function later() { return import("apache-arrow") } typeof (await later()).Table')).toBe(
      "'function'",
    );
  });

  test.each([
    ['(await import("./base")).base', '41'],
    ['(await import("node:fs")).default.existsSync(".")', 'true'],
    ['const only2 = await import("import-only"); [only2.only, only2.default]', "[ 9, 'd' ]"],
    ['const name: string = "waits"; (await import(name)).late', '7'],
    ['(await import("data:text/javascript,export const x = 3" as string)).x', '3'],
    ['(await import("./data.json")).default.list.length', '1'],
  ])('%s', async (code, expected) => {
    expect(await result(code)).toBe(expected);
  });

  test('a package that is not there is named once', async () => {
    const message = await result('await import("no-such-package")');
    expect(message).toMatch(/cell \d+:1:14 Cannot find module 'no-such-package'/);
    expect(message?.split('\n')).toHaveLength(1);
  });
});
