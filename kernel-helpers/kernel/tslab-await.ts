/** `await` at the top of a cell, wherever JavaScript allows one. */
import type ts from '@tslab/typescript-for-tslab';
import type { TypeScript } from './tslab-load.js';

/** The global identity function put behind some `await`s, see {@link wrapOperand}. */
export const IDENTITY = '__awaited';

/** A change to the text of a cell: text put in, and characters that become blanks. */
export interface Edit {
  readonly at: number;
  /** Characters blanked from `at` on: as many spaces take their place. */
  readonly blank: number;
  readonly insert: string;
}

/**
 * Whether `child` is evaluated where `parent` is: what stands inside a function or a member of a class is not, save
 * computed names and decorators.
 */
export function isEvaluatedWith(typescript: TypeScript, parent: ts.Node, child: ts.Node): boolean {
  const closed =
    typescript.isFunctionLike(parent) ||
    typescript.isPropertyDeclaration(parent) ||
    typescript.isClassStaticBlockDeclaration(parent);
  return !closed || typescript.isComputedPropertyName(child) || typescript.isDecorator(child);
}

/**
 * `await (x)`, `await [x]` and the like become `await __awaited((x))`: TypeScript first takes `await (x)` for a call,
 * parses the file again, and tslab cannot work with what comes out of that. An operand on the same line that begins with
 * a name or a string cannot be taken for a call's argument.
 */
export function wrapOperand(node: ts.AwaitExpression, file: ts.SourceFile): Edit[] {
  const operand = file.text.slice(node.getStart(file) + 'await'.length);
  if (/^[ \t]+(?!in\b|of\b|instanceof\b)[\p{ID_Start}$_'"]/u.test(operand)) return [];
  return [
    { at: node.getStart(file) + 'await'.length, blank: 0, insert: ` ${IDENTITY}(` },
    { at: node.getEnd(), blank: 0, insert: ')' },
  ];
}

/** TypeScript reads `await /x/` at the top of a module as two divisions. In an async function it does not. */
export function wrapExpressions(typescript: TypeScript, code: string): Edit[] {
  if (!/\bawait\s*\//.test(code)) return [];
  const before = 'async () => {';
  const file = typescript.createSourceFile('cell.ts', `${before}${code}\n}`, typescript.ScriptTarget.ES2022, true);
  const found: Edit[] = [];
  const visit = (node: ts.Node): void => {
    if (typescript.isAwaitExpression(node) && /^await\s*\//.test(node.getText(file))) {
      found.push(...wrapOperand(node, file));
    }
    typescript.forEachChild(node, visit);
  };
  visit(file);
  return found.map(edit => ({ ...edit, at: edit.at - before.length }));
}

/**
 * Whether a diagnostic is about an `await` that only lacks the async function we put around the cell. tslab lets most of
 * them pass, but none inside a class.
 */
export function isAwaitOfCell(typescript: TypeScript, { code, file, start = 0 }: ts.Diagnostic): boolean {
  if (code !== AWAIT_OUTSIDE || !file?.fileName.endsWith('/__tslab__.ts')) return false;
  const isTop = (node: ts.Node): boolean | undefined => {
    if (typescript.isAwaitExpression(node) && node.getStart(file) === start) return true;
    return typescript.forEachChild(node, child => {
      if (start < child.pos || start >= child.end) return undefined;
      return isEvaluatedWith(typescript, node, child) && isTop(child);
    });
  };
  return isTop(file) === true;
}

const AWAIT_OUTSIDE = 1308;
