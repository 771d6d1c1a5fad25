/** `await` at the top of a cell, wherever JavaScript allows one. */
import type ts from '@tslab/typescript-for-tslab';
import type { TypeScript } from './tslab-load.js';

/** The global identity function put behind some `await`s, see {@link topAwaits}. */
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

/** Whether a cell awaits, and how its `await`s have to be written for tslab. */
export interface TopAwaits {
  readonly awaits: boolean;
  readonly edits: readonly Edit[];
}

/**
 * Finds the `await`s that belong to the cell, and turns `await (x)`, `await [x]`, `await /x/` and the like into
 * `await __awaited((x))`. At the top of a module TypeScript first takes `await (x)` for a call and parses the file again
 * when it has seen its mistake: tslab cannot work with what comes out of that, and some of it is an error. In an async
 * function, which is where the cell is read here, `await` is never a name.
 */
export function topAwaits(typescript: TypeScript, code: string): TopAwaits {
  if (!/\bawait\b/.test(code)) return { awaits: false, edits: [] };
  const before = 'async () => {';
  const file = typescript.createSourceFile('cell.ts', `${before}${code}\n}`, typescript.ScriptTarget.ES2022, true);
  const edits: Edit[] = [];
  let awaits = false;
  const visit = (node: ts.Node): void => {
    if (typescript.isAwaitExpression(node)) {
      awaits = true;
      edits.push(...wrapOperand(node, file));
    }
    if (typescript.isForOfStatement(node) && node.awaitModifier) awaits = true;
    typescript.forEachChild(node, child => {
      if (isEvaluatedWith(typescript, node, child)) visit(child);
    });
  };
  const [statement] = file.statements;
  const cell = statement && typescript.isExpressionStatement(statement) ? statement.expression : undefined;
  if (cell && typescript.isArrowFunction(cell)) visit(cell.body);
  return { awaits, edits: edits.map(edit => ({ ...edit, at: edit.at - before.length })) };
}

/** An operand on the same line that begins with a name or a string cannot be taken for a call's argument. */
function wrapOperand(node: ts.AwaitExpression, file: ts.SourceFile): Edit[] {
  const at = node.getStart(file) + 'await'.length;
  if (node.expression.getText(file) === '') return []; // an error anyway, to be told of what was written
  if (/^[ \t]+(?!in\b|of\b|instanceof\b)[\p{ID_Start}$_'"]/u.test(file.text.slice(at))) return [];
  return [
    { at, blank: 0, insert: ` ${IDENTITY}(` },
    { at: node.getEnd(), blank: 0, insert: ')' },
  ];
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
