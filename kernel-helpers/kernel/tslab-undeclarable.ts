/** Classes whose type cannot be written down, and so not be told to the next cell. */
import type ts from '@tslab/typescript-for-tslab';
import { parseCell } from './tslab-cell.js';
import type { TslabDiagnostic, TypeScript } from './tslab-load.js';

/** "Property 'x' of exported class expression may not be private or protected." */
const UNDECLARABLE = 4094;

/**
 * The cell with the `private` and `protected` members of its nameless and inner classes made public, when they are why
 * it does not compile: the type of such a class can be written down only without them. Nothing changes its place.
 */
export function withPublicMembers(
  typescript: TypeScript,
  text: string,
  diagnostics: readonly TslabDiagnostic[],
): string | undefined {
  if (!diagnostics.some(({ code }) => code === UNDECLARABLE)) return undefined;
  const file = parseCell(typescript, text);
  let changed = text;
  const visit = (node: ts.Node, inner: boolean): void => {
    if (inner && isHiding(typescript, node)) {
      const [start, end] = [node.getStart(file), node.end];
      changed = changed.slice(0, start) + 'public'.padEnd(end - start) + changed.slice(end);
    }
    const isInner = inner || typescript.isClassExpression(node) || typescript.isFunctionLike(node);
    typescript.forEachChild(node, child => visit(child, isInner));
  };
  for (const statement of file.statements) {
    if (!typescript.isClassDeclaration(statement)) visit(statement, false);
  }
  return changed;
}

function isHiding(typescript: TypeScript, { kind }: ts.Node): boolean {
  return kind === typescript.SyntaxKind.PrivateKeyword || kind === typescript.SyntaxKind.ProtectedKeyword;
}
