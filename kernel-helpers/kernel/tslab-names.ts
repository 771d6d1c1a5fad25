/** What a cell's names become in the JavaScript that runs: each statement hands what it declared to the session. */
import type ts from '@tslab/typescript-for-tslab';
import { SCOPE } from './cell-names.js';
import { guardAwaits } from './tslab-guards.js';
import type { TypeScript } from './tslab-load.js';

/** The transformers that turn the ES module which tslab makes of a cell into what runs. */
export function cellTransformers(typescript: TypeScript): ts.CustomTransformers {
  return { before: [recordNames(typescript), guardAwaits(typescript)], after: [useOwnRequire(typescript)] };
}

/**
 * The factory tslab builds nodes with. tslab writes `exports.x` for a name of an earlier cell; here that becomes a
 * member of the session, which a cell's own `exports` does not hide.
 */
export function sessionFactory(typescript: TypeScript): ts.NodeFactory {
  return Object.create(typescript.factory, {
    createIdentifier: {
      value: (text: string) => typescript.factory.createIdentifier(text === 'exports' ? SCOPE.session : text),
    },
  }) as ts.NodeFactory;
}

/** The names for which compiled code hands over a value, and perhaps some that only look like it. */
export function valueNames(compiled: string): Set<string> {
  const handed = new RegExp(`\\b${SCOPE.cell}\\.(?:value|variable)\\("([^"]+)"`, 'g');
  return new Set(Array.from(compiled.matchAll(handed), ([, name]) => name));
}

/** The names a top-level statement declares. A `var` in a block of it stays in the cell: tslab declares none. */
export function declaredNames(typescript: TypeScript, statement: ts.Statement): string[] {
  const names: string[] = [];
  const bind = (name: ts.BindingName): void => {
    if (typescript.isIdentifier(name)) names.push(name.text);
    else for (const element of name.elements) if (!typescript.isOmittedExpression(element)) bind(element.name);
  };
  if (typescript.isVariableStatement(statement)) {
    for (const { name } of statement.declarationList.declarations) bind(name);
  } else if (typescript.isImportDeclaration(statement)) {
    names.push(...importedNames(typescript, statement).map(({ text }) => text));
  } else if (
    typescript.isFunctionDeclaration(statement) ||
    typescript.isClassDeclaration(statement) ||
    typescript.isEnumDeclaration(statement) ||
    typescript.isModuleDeclaration(statement) ||
    typescript.isImportEqualsDeclaration(statement) ||
    typescript.isInterfaceDeclaration(statement) ||
    typescript.isTypeAliasDeclaration(statement)
  ) {
    if (statement.name && typescript.isIdentifier(statement.name)) names.push(statement.name.text);
  }
  return names;
}

/**
 * Takes the place of the `export {…}` that tslab puts at the end of a cell. TypeScript would set all of those names to
 * undefined at the start and write each assignment twice, to the variable and to the export, and the two would go apart
 * as soon as a later cell assigns one. Instead, right behind its statement,
 *
 * - a name that cannot be assigned is handed over by value;
 * - a `let` or `var` is handed over as itself, by a function that reads and one that writes it;
 * - functions are handed over at the start, for they can be called from there on;
 * - the value of the last expression is handed over as that.
 */
function recordNames(typescript: TypeScript): ts.TransformerFactory<ts.SourceFile> {
  const { factory } = typescript;
  const tell = (method: string, ...args: ts.Expression[]): ts.Statement =>
    factory.createExpressionStatement(
      factory.createCallExpression(
        factory.createPropertyAccessExpression(factory.createIdentifier(SCOPE.cell), method),
        undefined,
        args,
      ),
    );
  const handOver = (name: string, original?: ts.Identifier): ts.Statement => {
    const now = factory.createIdentifier(name);
    return tell('value', factory.createStringLiteral(name), original ? typescript.setOriginalNode(now, original) : now);
  };
  const value = (name: string): ts.Statement => handOver(name);
  const variable = (name: string, captured: boolean): ts.Statement => {
    const assigned = factory.createUniqueName('value');
    const write = factory.createAssignment(factory.createIdentifier(name), assigned);
    return tell(
      'variable',
      factory.createStringLiteral(name),
      arrow(typescript, [], factory.createIdentifier(name)),
      arrow(typescript, [assigned], factory.createBlock([factory.createExpressionStatement(write)])),
      captured ? factory.createTrue() : factory.createFalse(),
    );
  };
  return context => file => {
    const captured = capturedNames(typescript, file);
    const hoisted: ts.Statement[] = [];
    const statements = file.statements.flatMap((statement): ts.Statement[] => {
      if (typescript.isExportDeclaration(statement)) return [];
      const last = lastExpression(typescript, statement);
      if (last) return [typescript.setTextRange(tell('last', last), statement)];
      // As it stands in the import, for TypeScript puts the module's member in the place of such a name only.
      if (typescript.isImportDeclaration(statement)) {
        return [statement, ...importedNames(typescript, statement).map(name => handOver(name.text, name))];
      }
      const names = declaredNames(typescript, statement);
      if (typescript.isFunctionDeclaration(statement)) hoisted.push(...names.map(value));
      const isVariable = !(
        typescript.isFunctionDeclaration(statement) ||
        typescript.isClassDeclaration(statement) ||
        (typescript.isVariableStatement(statement) &&
          (statement.declarationList.flags & typescript.NodeFlags.Const) !== 0)
      );
      if (isVariable) return [statement, ...names.map(name => variable(name, captured.has(name)))];
      return [statement, ...(typescript.isFunctionDeclaration(statement) ? [] : names.map(value))];
    });
    // With an export it stays a module, whose imports are compiled.
    const marker = factory.createExportDeclaration(undefined, false, factory.createNamedExports([]));
    const recorded = factory.updateSourceFile(file, [...hoisted, ...statements, marker]);
    return typescript.visitEachChild(recorded, replaceModuleSyntax(typescript, context), context);
  };
}

function importedNames(typescript: TypeScript, { importClause }: ts.ImportDeclaration): ts.Identifier[] {
  const { name, namedBindings } = importClause ?? {};
  const named =
    namedBindings && typescript.isNamespaceImport(namedBindings) ? [namedBindings] : namedBindings?.elements;
  return [...(name ? [name] : []), ...(named ?? []).map(one => one.name)];
}

/** `import.meta` and `import()` are of the cell: what Node makes of them is about a file, and a cell is none. */
function replaceModuleSyntax(typescript: TypeScript, context: ts.TransformationContext): ts.Visitor {
  const { factory } = typescript;
  const ofCell = (name: string): ts.Expression =>
    factory.createPropertyAccessExpression(factory.createIdentifier(SCOPE.cell), name);
  const visit: ts.Visitor = node => {
    if (typescript.isMetaProperty(node) && node.keywordToken === typescript.SyntaxKind.ImportKeyword) {
      return typescript.setTextRange(ofCell('meta'), node);
    }
    const visited = typescript.visitEachChild(node, visit, context);
    if (!typescript.isCallExpression(visited) || visited.expression.kind !== typescript.SyntaxKind.ImportKeyword) {
      return visited;
    }
    return typescript.setTextRange(
      factory.createCallExpression(ofCell('import'), undefined, visited.arguments),
      visited,
    );
  };
  return visit;
}

/** `export const tsLastExpr = …` is how tslab hands out the last expression; nobody else has written an export there. */
function lastExpression(typescript: TypeScript, statement: ts.Statement): ts.Expression | undefined {
  if (!typescript.isVariableStatement(statement)) return undefined;
  const exported = statement.modifiers?.some(({ kind }) => kind === typescript.SyntaxKind.ExportKeyword);
  return exported ? statement.declarationList.declarations[0]?.initializer : undefined;
}

/** Names that stand inside a function or class of the cell. Some may be others of the same name: that does no harm. */
function capturedNames(typescript: TypeScript, file: ts.SourceFile): Set<string> {
  const found = new Set<string>();
  const visit = (node: ts.Node, inside: boolean): void => {
    if (inside && typescript.isIdentifier(node)) found.add(node.text);
    const within = inside || typescript.isFunctionLike(node) || typescript.isClassLike(node);
    typescript.forEachChild(node, child => visit(child, within));
  };
  visit(file, false);
  // `eval` in a function may name anything.
  return found.has('eval') ? new Set(file.statements.flatMap(one => declaredNames(typescript, one))) : found;
}

/**
 * The `require` that TypeScript writes for an import is ours, so that a cell may call something of its own `require`;
 * and the mark of a compiled module goes.
 */
function useOwnRequire(typescript: TypeScript): ts.TransformerFactory<ts.SourceFile> {
  const { factory } = typescript;
  return context => file => {
    const visit: ts.Visitor = node => {
      const visited = typescript.visitEachChild(node, visit, context);
      if (!typescript.isCallExpression(visited) || !typescript.isIdentifier(visited.expression)) return visited;
      if (visited.expression.text !== 'require' || visited.expression.pos >= 0) return visited;
      return factory.updateCallExpression(
        visited,
        factory.createIdentifier(SCOPE.require),
        undefined,
        visited.arguments,
      );
    };
    const kept = file.statements.filter(statement => !marksModule(typescript, statement));
    return typescript.visitEachChild(factory.updateSourceFile(file, kept), visit, context);
  };
}

/** `Object.defineProperty(exports, "__esModule", …)`, as TypeScript writes it. */
function marksModule(typescript: TypeScript, statement: ts.Statement): boolean {
  if (!typescript.isExpressionStatement(statement) || statement.pos >= 0) return false;
  const { expression } = statement;
  const [, name] = typescript.isCallExpression(expression) ? expression.arguments : [];
  return name !== undefined && typescript.isStringLiteral(name) && name.text === '__esModule';
}

function arrow(typescript: TypeScript, parameters: readonly ts.Identifier[], body: ts.ConciseBody): ts.ArrowFunction {
  const { factory } = typescript;
  const declared = parameters.map(name => factory.createParameterDeclaration(undefined, undefined, name));
  return factory.createArrowFunction(undefined, undefined, declared, undefined, undefined, body);
}
