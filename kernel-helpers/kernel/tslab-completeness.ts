/** Whether code in a console is ready to run, wants another line, or can never become right. */
import type ts from '@tslab/typescript-for-tslab';
import type { Completeness } from './engine.js';
import type { TypeScript } from './tslab-load.js';

/** Makes it a module, so that `await` may stand at the top. */
const MODULE = 'export {};';

/**
 * Another line can mend code only when the first thing wrong with it is that it ends. `indentOf` tells how far the next
 * line of such code should be in, if it knows.
 */
export function completeness(
  typescript: TypeScript,
  code: string,
  indentOf: (code: string) => string | undefined,
): Completeness {
  const file = typescript.createSourceFile('cell.ts', MODULE + code, typescript.ScriptTarget.ES2022);
  const { parseDiagnostics = [] } = file as unknown as { parseDiagnostics?: readonly ts.DiagnosticWithLocation[] };
  const [first] = [...parseDiagnostics].sort((a, b) => a.start - b.start);
  if (first === undefined) return { status: 'complete' };
  const atEnd = first.start - MODULE.length >= code.trimEnd().length;
  const isOpen = first.code === UNTERMINATED_TEMPLATE || first.code === UNTERMINATED_COMMENT;
  if (!isOpen && (!atEnd || first.code === UNTERMINATED_STRING)) return { status: 'invalid' };
  if (isOpen) return { status: 'incomplete', indent: '' };
  const lastLine = code.slice(code.lastIndexOf('\n') + 1);
  return { status: 'incomplete', indent: indentOf(code) ?? /^\s*/.exec(lastLine)?.[0] ?? '' };
}

const UNTERMINATED_STRING = 1002;
const UNTERMINATED_COMMENT = 1010;
const UNTERMINATED_TEMPLATE = 1160;
