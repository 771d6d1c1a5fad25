/** Whether code in a console is ready to run, wants another line, or can never become right. */
import type ts from '@tslab/typescript-for-tslab';
import type { Completeness } from './engine.js';
import type { TypeScript } from './tslab-load.js';

/** Makes it a module, so that `await` may stand at the top. */
const MODULE = 'export {};';

/** Another line can mend code only when the first thing wrong with it is that it ends. */
export function completeness(typescript: TypeScript, code: string): Completeness {
  const file = typescript.createSourceFile('cell.ts', MODULE + code, typescript.ScriptTarget.ES2022);
  const { parseDiagnostics = [] } = file as unknown as { parseDiagnostics?: readonly ts.DiagnosticWithLocation[] };
  const [first] = [...parseDiagnostics].sort((a, b) => a.start - b.start);
  if (first === undefined) return { status: 'complete' };
  const atEnd = first.start - MODULE.length >= code.trimEnd().length;
  const isOpen = first.code === UNTERMINATED_TEMPLATE || first.code === UNTERMINATED_COMMENT;
  if (!isOpen && (!atEnd || first.code === UNTERMINATED_STRING)) return { status: 'invalid' };
  if (isOpen) return { status: 'incomplete', indent: '' };
  return { status: 'incomplete', indent: indentAfter(code.slice(code.lastIndexOf('\n') + 1)) };
}

/** A line that opens more than it closes puts the next one further in. */
function indentAfter(line: string): string {
  const indent = /^\s*/.exec(line)?.[0] ?? '';
  const code = line.replace(/(["'`])(?:\\.|(?!\1).)*\1|\/\/.*$|\/\*.*?\*\//g, '').trim();
  // What closes at its start has been put where it belongs already.
  const rest = code.replace(/^[)\]}\s]+/, '');
  const open = (rest.match(/[([{]/g)?.length ?? 0) - (rest.match(/[)\]}]/g)?.length ?? 0);
  const isCase = /^(case\b.*|default):$/.test(rest);
  if (open <= 0 && !isCase) return indent;
  return indent + (indent.includes('\t') ? '\t' : '  ');
}

const UNTERMINATED_STRING = 1002;
const UNTERMINATED_COMMENT = 1010;
const UNTERMINATED_TEMPLATE = 1160;
