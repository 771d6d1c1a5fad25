/** A cell before tslab compiles it: what tslab gets wrong is rewritten, what a notebook must not contain is found. */
import type ts from '@tslab/typescript-for-tslab';
import { SCOPE } from './cell-names.js';
import { type Edit, topAwaits } from './tslab-await.js';
import type { TypeScript } from './tslab-load.js';
import { declaredNames } from './tslab-names.js';
import { inexactLiteral } from './tslab-numbers.js';

/** The global function, an identity too, that {@link prepareCell} gives an `import()` its type with. */
export const IMPORTED = '__imported';

/** Something to tell about a stretch of the cell, in offsets of the cell as it was written. */
export interface CellProblem {
  readonly offset: number;
  readonly message: string;
}

/** A cell ready for tslab. */
export interface PreparedCell {
  readonly text: string;
  readonly awaits: boolean;
  /** What keeps it from running; the compiler need not be asked then. */
  readonly problems: readonly CellProblem[];
  /** Whether the cell says `// @strict: off` or `on` at its top; `undefined` when it says nothing. */
  readonly strict: boolean | undefined;
  /** The packages it imports, by static import. */
  readonly imports: readonly string[];
  /** The offset in the written cell of an offset in {@link text}. */
  readonly toWritten: (offset: number) => number;
}

/**
 * Rewrites `code`, keeping every line on its line:
 *
 * - `await (x)`, `await [x]` and the like become `await __awaited((x))`, see `tslab-await.ts`;
 * - `export` is blanked, for tslab exports every name itself;
 * - `import('x')` gets the type `typeof import('x')`: what TypeScript makes of a package in the older format cannot be
 *   written down, so that its value could not be declared;
 * - `{x}` becomes `{x: x}`: tslab overlooks that this x may be one of an earlier cell;
 * - `import x = require('x')` becomes an import of the same;
 * - a cell that is nothing but `{a: 1}` becomes `({a: 1})`: nobody means a block with a label;
 * - syntax errors are reported, and whole numbers that a double cannot hold: they are ids somebody forgot an `n` behind.
 */
export function prepareCell(typescript: TypeScript, code: string): PreparedCell {
  const { awaits, edits } = topAwaits(typescript, code);
  const first = applyEdits(code, [...bracketLiteral(typescript, code), ...edits]);
  const file = parseCell(typescript, first.text);
  const problems = syntaxErrors(typescript, file, first.toWritten, code);
  const inner: Edit[] = [];
  const imports: string[] = [];
  const visit = (node: ts.Node): void => {
    if (typescript.isNumericLiteral(node)) {
      const message = inexactLiteral(typescript, node, node.getText(file));
      if (message !== undefined) problems.push({ offset: first.toWritten(node.getStart(file)), message });
    }
    inner.push(...typeImport(typescript, node, file));
    if (typescript.isShorthandPropertyAssignment(node)) {
      inner.push({ at: node.getStart(file), blank: 0, insert: `${node.name.text}: ` });
    }
    typescript.forEachChild(node, visit);
  };
  for (const statement of file.statements) {
    if (isEndMark(statement, first.text)) continue;
    inner.push(...rewriteModuleSyntax(typescript, statement, file));
    problems.push(...meaningless(typescript, statement, file), ...reserved(typescript, statement, file));
    const from = specifier(typescript, statement);
    if (from !== undefined) imports.push(from);
    visit(statement);
  }
  const rewritten = applyEdits(first.text, inner);
  return {
    text: rewritten.text,
    awaits,
    problems,
    strict: strictness(typescript, code),
    imports,
    toWritten: offset => first.toWritten(rewritten.toWritten(offset)),
  };
}

const END_MARK = '\nexport {};';

/** With an export it is a module, and top-level `await` is parsed as such. */
export function parseCell(typescript: TypeScript, text: string): ts.SourceFile {
  return typescript.createSourceFile('cell.ts', text + END_MARK, typescript.ScriptTarget.ES2022, true);
}

/** Whether a statement of {@link parseCell} is the export put behind the cell. */
export function isEndMark(statement: ts.Statement, text: string): boolean {
  return statement.end > text.length && statement.getStart() >= text.length;
}

function syntaxErrors(
  typescript: TypeScript,
  file: ts.SourceFile,
  toWritten: (offset: number) => number,
  code: string,
): CellProblem[] {
  const { parseDiagnostics = [] } = file as unknown as { parseDiagnostics?: readonly ts.DiagnosticWithLocation[] };
  const starts = new Set<number>();
  return parseDiagnostics.flatMap(({ start, messageText, code: number }) => {
    const offset = Math.min(toWritten(start), code.trimEnd().length);
    if (starts.has(offset)) return [];
    starts.add(offset);
    if (/^(?:await\s+)?using\s+[\p{ID_Start}$_]/u.test(code.slice(code.lastIndexOf('\n', offset) + 1).trimStart())) {
      return [{ offset, message: '`using` is not known yet: the TypeScript of this kernel is 5.0; write const' }];
    }
    return [{ offset, message: `${typescript.flattenDiagnosticMessageText(messageText, '\n')} (TS${number})` }];
  });
}

function typeImport(typescript: TypeScript, node: ts.Node, file: ts.SourceFile): Edit[] {
  if (!typescript.isCallExpression(node) || node.expression.kind !== typescript.SyntaxKind.ImportKeyword) return [];
  const [id] = node.arguments;
  if (!id || !typescript.isStringLiteralLike(id) || node.arguments.length !== 1) return [];
  const type = `typeof import(${JSON.stringify(id.text)})`;
  return [
    { at: node.getStart(file), blank: 0, insert: `${IMPORTED}<${type}>(` },
    { at: node.getEnd(), blank: 0, insert: ')' },
  ];
}

function rewriteModuleSyntax(typescript: TypeScript, statement: ts.Statement, file: ts.SourceFile): Edit[] {
  const start = statement.getStart(file);
  const blank = (from: number, to: number, insert = ''): Edit => ({ at: from, blank: to - from, insert });
  if (typescript.isImportEqualsDeclaration(statement)) {
    const { name, moduleReference, isTypeOnly } = statement;
    if (!typescript.isExternalModuleReference(moduleReference)) return blankExport(typescript, statement, file);
    const from = moduleReference.expression.getText(file);
    return [blank(start, statement.getEnd(), `import ${isTypeOnly ? 'type ' : ''}* as ${name.text} from ${from};`)];
  }
  if (typescript.isExportDeclaration(statement) && !statement.moduleSpecifier)
    return [blank(start, statement.getEnd())];
  if (typescript.isExportAssignment(statement) && !statement.isExportEquals) {
    return [blank(start, statement.expression.getStart(file))];
  }
  return blankExport(typescript, statement, file);
}

function blankExport(typescript: TypeScript, statement: ts.Statement, file: ts.SourceFile): Edit[] {
  if (!typescript.canHaveModifiers(statement)) return [];
  const isDeclaration = typescript.isFunctionDeclaration(statement) || typescript.isClassDeclaration(statement);
  // `export default function () {}` is the only way to declare one without a name: it becomes an expression.
  const brackets = isDeclaration && statement.name === undefined ? ['(', ')'] : [];
  const around = brackets.map(
    (insert, i): Edit => ({ at: i === 0 ? statement.getStart(file) : statement.end, blank: 0, insert }),
  );
  return around.concat(
    (typescript.getModifiers(statement) ?? [])
      .filter(
        ({ kind }) => kind === typescript.SyntaxKind.ExportKeyword || kind === typescript.SyntaxKind.DefaultKeyword,
      )
      .map(modifier => ({
        at: modifier.getStart(file),
        blank: modifier.getEnd() - modifier.getStart(file),
        insert: '',
      })),
  );
}

/** What is right in a module and does nothing in a cell. */
function meaningless(typescript: TypeScript, statement: ts.Statement, file: ts.SourceFile): CellProblem[] {
  const offset = statement.getStart(file);
  if (typescript.isExportDeclaration(statement) && statement.moduleSpecifier) {
    const from = statement.moduleSpecifier.getText(file);
    return [
      { offset, message: `a cell has nobody to export to: write import { … } from ${from} to use the names here` },
    ];
  }
  if (typescript.isExportAssignment(statement) && statement.isExportEquals) {
    return [{ offset, message: 'a cell has nobody to export to: leave out "export ="' }];
  }
  return [];
}

/** The names that the compiled cell calls the kernel by. */
function reserved(typescript: TypeScript, statement: ts.Statement, file: ts.SourceFile): CellProblem[] {
  const ours: readonly string[] = Object.values(SCOPE);
  return declaredNames(typescript, statement)
    .filter(name => ours.includes(name))
    .map(name => ({
      offset: statement.getStart(file),
      message: `${name} is a name of the kernel's own: choose another`,
    }));
}

function specifier(typescript: TypeScript, statement: ts.Statement): string | undefined {
  if (typescript.isImportDeclaration(statement) && !statement.importClause?.isTypeOnly) {
    const { moduleSpecifier } = statement;
    return typescript.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : undefined;
  }
  if (!typescript.isImportEqualsDeclaration(statement) || statement.isTypeOnly) return undefined;
  const { moduleReference } = statement;
  if (!typescript.isExternalModuleReference(moduleReference)) return undefined;
  return typescript.isStringLiteral(moduleReference.expression) ? moduleReference.expression.text : undefined;
}

/** As Node's own console reads a line that begins with a brace. */
function bracketLiteral(typescript: TypeScript, code: string): Edit[] {
  const text = code.trim();
  if (!text.startsWith('{') || !text.endsWith('}')) return [];
  const file = parseCell(typescript, `(${text})`);
  const [only, mark] = file.statements;
  const { parseDiagnostics = [] } = file as unknown as { parseDiagnostics?: readonly unknown[] };
  if (
    parseDiagnostics.length > 0 ||
    !only ||
    !typescript.isExpressionStatement(only) ||
    mark !== file.statements.at(-1)
  )
    return [];
  const literal = typescript.isParenthesizedExpression(only.expression) ? only.expression.expression : undefined;
  if (!literal || !typescript.isObjectLiteralExpression(literal)) return [];
  const start = code.indexOf('{');
  return [
    { at: start, blank: 0, insert: '(' },
    { at: start + text.length, blank: 0, insert: ')' },
  ];
}

/** What the comments at the top of a cell say: `@strict: on` or `@strict: off`. */
export function strictness(typescript: TypeScript, code: string): boolean | undefined {
  for (const { pos, end } of typescript.getLeadingCommentRanges(code, 0) ?? []) {
    const [, value] = /@strict:\s*(on|off)\b/.exec(code.slice(pos, end)) ?? [];
    if (value !== undefined) return value === 'on';
  }
  return undefined;
}

function applyEdits(code: string, unsorted: readonly Edit[]): Pick<PreparedCell, 'text' | 'toWritten'> {
  const edits = [...unsorted].sort((a, b) => a.at - b.at);
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
