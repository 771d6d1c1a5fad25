/** A cell before tslab compiles it: what tslab gets wrong is rewritten, what a notebook must not contain is found. */
import type ts from '@tslab/typescript-for-tslab';
import type { TypeScript } from './tslab-load.js';

/** The global identity function that {@link prepareCell} puts behind some `await`s. */
export const IDENTITY = '__awaited';

/** Something to tell about a stretch of the cell, in offsets of the cell as it was written. */
export interface CellProblem {
  readonly offset: number;
  readonly message: string;
}

/** A cell ready for tslab. */
export interface PreparedCell {
  readonly text: string;
  readonly awaits: boolean;
  readonly problems: readonly CellProblem[];
  /** The offset in the written cell of an offset in {@link text}. */
  readonly toWritten: (offset: number) => number;
}

interface Edit {
  readonly at: number;
  /** Characters blanked from `at` on: as many spaces take their place. */
  readonly blank: number;
  readonly insert: string;
}

/**
 * Rewrites `code`, keeping every line on its line:
 *
 * - `await (x)`, `await [x]` and the like become `await __awaited((x))`: TypeScript first takes `await (x)` for a call,
 *   parses the file again, and tslab cannot work with what comes out of that;
 * - `export` is blanked, for tslab exports every name itself;
 * - whole numbers that a double cannot hold are reported: they are ids somebody forgot an `n` behind.
 */
export function prepareCell(typescript: TypeScript, code: string): PreparedCell {
  // With an export it is a module, and top-level `await` is parsed as such.
  const file = typescript.createSourceFile('cell.ts', `${code}\nexport {};`, typescript.ScriptTarget.ES2022, true);
  const edits: Edit[] = [];
  const problems: CellProblem[] = [];
  let awaits = false;
  const visit = (node: ts.Node, top: boolean): void => {
    if (typescript.isNumericLiteral(node)) problems.push(...unsafeLiteral(node.getText(file), node.getStart(file)));
    if (top && typescript.isAwaitExpression(node)) {
      awaits = true;
      edits.push(...wrapOperand(node, file));
    }
    if (top && typescript.isForOfStatement(node) && node.awaitModifier) awaits = true;
    const inside = top && !typescript.isFunctionLike(node) && !typescript.isClassLike(node);
    typescript.forEachChild(node, child => visit(child, inside));
  };
  for (const statement of file.statements) {
    if (statement.getStart(file) >= code.length) continue;
    edits.push(...blankExport(typescript, statement, file));
    visit(statement, true);
  }
  edits.sort((a, b) => a.at - b.at);
  return { ...applyEdits(code, edits), awaits, problems };
}

function wrapOperand(node: ts.AwaitExpression, file: ts.SourceFile): Edit[] {
  const operand = file.text.slice(node.getStart(file) + 'await'.length);
  // An operand on the same line that begins with a name or a string cannot be taken for a call's argument.
  if (/^[ \t]+(?!in\b|of\b|instanceof\b)[\p{ID_Start}$_'"]/u.test(operand)) return [];
  return [
    {
      at: node.getStart(file) + 'await'.length,
      blank: 0,
      insert: ` ${IDENTITY}(`,
    },
    { at: node.getEnd(), blank: 0, insert: ')' },
  ];
}

function blankExport(typescript: TypeScript, statement: ts.Statement, file: ts.SourceFile): Edit[] {
  const start = statement.getStart(file);
  const blank = (from: number, to: number): Edit => ({
    at: from,
    blank: to - from,
    insert: '',
  });
  if (typescript.isExportDeclaration(statement) && !statement.moduleSpecifier)
    return [blank(start, statement.getEnd())];
  if (typescript.isExportAssignment(statement) && !statement.isExportEquals) {
    return [blank(start, statement.expression.getStart(file))];
  }
  if (!typescript.canHaveModifiers(statement)) return [];
  return (typescript.getModifiers(statement) ?? [])
    .filter(({ kind }) => kind === typescript.SyntaxKind.ExportKeyword || kind === typescript.SyntaxKind.DefaultKeyword)
    .map(modifier => blank(modifier.getStart(file), modifier.getEnd()));
}

/** `text` as written; a literal with a point or an exponent says itself that it is not exact. */
function unsafeLiteral(text: string, offset: number): CellProblem[] {
  const digits = text.replaceAll('_', '');
  if (!/^(\d+|0[xob][\da-f]+)$/i.test(digits) || /^0\d/.test(digits)) return [];
  const exact = BigInt(digits);
  if (exact <= BigInt(Number.MAX_SAFE_INTEGER) || BigInt(Number(exact)) === exact) return [];
  return [
    {
      offset,
      message: `number literal is not exact: received ${text}, which would become ${BigInt(Number(exact))}; write ${text}n`,
    },
  ];
}

function applyEdits(code: string, edits: readonly Edit[]): Pick<PreparedCell, 'text' | 'toWritten'> {
  let text = '';
  let from = 0;
  for (const { at, blank, insert } of edits) {
    if (at > code.length) break;
    text += code.slice(from, at) + insert + code.slice(at, at + blank).replace(/[^\r\n]/g, ' ');
    from = at + blank;
  }
  text += code.slice(from);
  const insertions = edits.filter(edit => edit.insert !== '');
  const toWritten = (offset: number): number => {
    let shift = 0;
    for (const { at, insert } of insertions) {
      if (at + shift >= offset) break;
      shift += Math.min(insert.length, offset - at - shift);
    }
    return offset - shift;
  };
  return { text, toWritten };
}
