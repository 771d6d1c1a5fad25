/** The declarations that a cell hands on to the next one. */
import type ts from '@tslab/typescript-for-tslab';
import type { TypeScript } from './tslab-load.js';
import { declaredNames } from './tslab-names.js';

/**
 * `after`, with the declarations of `before` that tslab forgets: it carries variables, functions, classes, enums,
 * interfaces, types and imports from cell to cell, but neither namespaces, nor `import x = y.z`, nor `declare global`.
 */
export function carriedOver(typescript: TypeScript, before: string, after: string): string {
  if (!/^(?:export )?(?:declare )?(?:namespace|module|global)\b|^import \w+ = /m.test(before)) return after;
  const parse = (text: string): ts.SourceFile =>
    typescript.createSourceFile('names.d.ts', text, typescript.ScriptTarget.ES2022, true);
  const known = parse(after);
  const names = new Set(known.statements.flatMap(statement => declaredNames(typescript, statement)));
  const texts = new Set(known.statements.map(statement => statement.getText(known)));
  const file = parse(before);
  const forgotten = file.statements.filter(statement => {
    if (typescript.isImportEqualsDeclaration(statement)) return !names.has(statement.name.text);
    if (!typescript.isModuleDeclaration(statement)) return false;
    const isNamed = typescript.isIdentifier(statement.name) && statement.name.text !== 'global';
    return isNamed ? !names.has(statement.name.text) : !texts.has(statement.getText(file));
  });
  if (forgotten.length === 0) return after;
  return `${after.trimEnd()}\n${forgotten.map(statement => statement.getText(file)).join('\n')}\n`;
}
