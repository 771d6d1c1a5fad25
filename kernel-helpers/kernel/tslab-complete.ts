/** What could stand at the cursor: TypeScript's proposals, those that go on what is typed, with what they replace. */
import { builtinModules } from 'node:module';
import type ts from '@tslab/typescript-for-tslab';
import type { Completion } from './engine.js';
import { IDENTITY } from './tslab-await.js';
import { IMPORTED } from './tslab-cell.js';
import { KERNEL_PACKAGES } from './tslab-files.js';
import type { TypeScript } from './tslab-load.js';

/** The text at the cursor: what is typed of it already lies between `start` and the cursor. */
interface Word {
  readonly start: number;
  readonly end: number;
}

/**
 * Those of TypeScript's proposals that fit what is typed, best first: those that begin with it, then those that do but
 * for capitals, then those that hold it. Names that begin with two underscores are for machines: they show when somebody
 * types those, and ours never do.
 */
export function completionOf(info: ts.CompletionInfo | undefined, code: string, offset: number): Completion {
  const word = replacedWord(info, code, offset);
  const typed = code.slice(word.start, offset);
  const proposals = (info?.entries ?? []).filter(
    // A name that merely occurs somewhere in the cell is no proposal.
    ({ name, kind }) => kind !== 'warning' && (typed.startsWith('__') || !name.startsWith('__')) && !OURS.has(name),
  );
  const sorted = proposals
    .map(({ name, kind, sortText }) => ({ text: name, type: kind as string, rank: rank(name, typed), sortText }))
    .filter(one => one.rank < NO_FIT)
    .sort((a, b) => a.rank - b.rank || compare(a.sortText, b.sortText) || compare(a.text, b.text));
  // In a string where anything may stand, TypeScript proposes the string itself.
  const isEcho =
    sorted.length === 1 && sorted[0]?.type === 'string' && sorted[0].text === code.slice(word.start, word.end);
  return { ...word, matches: isEcho ? [] : sorted.map(({ text, type }) => ({ text, type })) };
}

const OURS: ReadonlySet<string> = new Set([IDENTITY, IMPORTED]);

/**
 * Completes the path in an `import`, `import()` or `require` at the cursor: local files, Node's modules, packages beside
 * the notebook and those of the kernel. `undefined` when the cursor is not in one.
 */
export function completePath(
  typescript: TypeScript,
  folder: string,
  code: string,
  offset: number,
): Completion | undefined {
  const literal = stringAt(typescript, code, offset);
  if (!literal || !isModulePath(typescript, literal)) return undefined;
  const start = literal.getStart() + 1;
  const typed = code.slice(start, offset);
  const isClosed = code[literal.end - 1] === code[literal.getStart()] && literal.end - 1 > literal.getStart();
  const end = Math.max(offset, isClosed ? literal.end - 1 : literal.end);
  const texts = /^\.{0,2}\/|^\.+$/.test(typed) ? localPaths(typescript, folder, typed) : packages(typescript, folder);
  const matches = texts.filter(({ text }) => text.startsWith(typed));
  return { start, end, matches };
}

function rank(name: string, typed: string): number {
  if (name.startsWith(typed)) return 0;
  const [lowerName, lowerTyped] = [name.toLowerCase(), typed.toLowerCase()];
  if (lowerName.startsWith(lowerTyped)) return 1;
  return lowerName.includes(lowerTyped) ? 2 : NO_FIT;
}

const NO_FIT = 3;

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** In a string TypeScript says what it would replace; elsewhere it is the name the cursor stands in. */
function replacedWord(info: ts.CompletionInfo | undefined, code: string, offset: number): Word {
  const span = info?.optionalReplacementSpan;
  if (span && span.start <= offset && offset <= span.start + span.length && isInString(info, code, span)) {
    return { start: span.start, end: span.start + span.length };
  }
  if (info?.entries.some(({ kind }) => kind === 'string')) {
    // An open string ends where the line does.
    const start = Math.max(...['"', "'", '`'].map(quote => code.lastIndexOf(quote, offset - 1))) + 1;
    return { start, end: offset };
  }
  const before = /[#\p{ID_Continue}$\u200c\u200d]*$/u.exec(code.slice(0, offset))?.[0] ?? '';
  const after = /^[\p{ID_Continue}$\u200c\u200d]*/u.exec(code.slice(offset))?.[0] ?? '';
  return { start: offset - before.length, end: offset + after.length };
}

function isInString(info: ts.CompletionInfo, code: string, { start }: ts.TextSpan): boolean {
  return /['"`]/.test(code[start - 1] ?? '') || info.entries.some(({ kind }) => kind === 'string');
}

function stringAt(typescript: TypeScript, code: string, offset: number): ts.StringLiteralLike | undefined {
  const file = typescript.createSourceFile('cell.ts', code, typescript.ScriptTarget.ES2022, true);
  const find = (node: ts.Node): ts.StringLiteralLike | undefined => {
    if (offset <= node.getStart(file) || offset > node.end) return undefined;
    if (typescript.isStringLiteralLike(node)) return node;
    return typescript.forEachChild(node, find);
  };
  return find(file) ?? typescript.forEachChild(file, find);
}

function isModulePath(typescript: TypeScript, literal: ts.StringLiteralLike): boolean {
  const { parent } = literal;
  if (typescript.isImportDeclaration(parent) || typescript.isExternalModuleReference(parent)) return true;
  if (typescript.isLiteralTypeNode(parent)) return typescript.isImportTypeNode(parent.parent);
  if (!typescript.isCallExpression(parent) || parent.arguments[0] !== literal) return false;
  const { expression } = parent;
  return (
    expression.kind === typescript.SyntaxKind.ImportKeyword ||
    (typescript.isIdentifier(expression) && expression.text === 'require')
  );
}

function localPaths({ sys }: TypeScript, folder: string, typed: string): Completion['matches'][number][] {
  const at = typed.slice(0, typed.lastIndexOf('/') + 1);
  if (at === '') return ['./', '../'].map(text => ({ text, type: 'directory' }));
  const place = at.startsWith('/') ? at : `${folder}/${at}`;
  if (!sys.directoryExists(place)) return [];
  const folders = sys.getDirectories(place).filter(name => name !== 'node_modules' && !name.startsWith('.'));
  const files = sys.readDirectory(place, ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'], undefined, undefined, 1);
  const names = files
    .map(path => path.slice(path.lastIndexOf('/') + 1))
    .filter(name => !name.startsWith('__'))
    // The ending of a source is left out, that of JSON is part of the name.
    .map(name => (name.endsWith('.json') ? name : name.replace(/(\.d)?\.[cm]?[jt]sx?$/, '')));
  return [
    ...[...new Set(names)].map(name => ({ text: at + name, type: 'script' })),
    ...folders.map(name => ({ text: `${at}${name}/`, type: 'directory' })),
  ];
}

function packages({ sys }: TypeScript, folder: string): Completion['matches'][number][] {
  const names = new Set(KERNEL_PACKAGES.filter(name => !name.startsWith('@types/')));
  for (let at = folder, up = ''; at !== up; at = up.slice(0, up.lastIndexOf('/')) || '/') {
    up = at;
    const here = `${at === '/' ? '' : at}/node_modules`;
    for (const name of sys.directoryExists(here) ? sys.getDirectories(here) : []) {
      if (name.startsWith('@') && name !== '@types') {
        for (const inner of sys.getDirectories(`${here}/${name}`)) names.add(`${name}/${inner}`);
      } else if (!/^[.@]/.test(name)) names.add(name);
    }
    if (at === '/' || !at.includes('/')) break;
  }
  const builtins = builtinModules.filter(name => !name.startsWith('_')).map(name => `node:${name}`);
  return [...builtins.sort(), ...[...names].sort()].map(text => ({ text, type: 'module' }));
}
