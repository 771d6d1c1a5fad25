/** The examples of the manual: every `@example` of a name that a notebook can use. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from '@tslab/typescript-for-tslab';

const helpers = fileURLToPath(new URL('../../kernel-helpers', import.meta.url));

export interface Example {
  /** What it is an example of. */
  readonly name: string;
  readonly file: string;
  readonly code: string;
}

/** A number after the last statement of an example. */
export interface Claim {
  readonly value: number;
  /** How far off it may be: half of its last digit, or all of it. */
  readonly tolerance: number;
}

/** Every example above an exported name, in the order of files. */
export function allExamples(): Example[] {
  const files = readdirSync(helpers, { recursive: true, encoding: 'utf8' })
    .filter(path => path.endsWith('.ts') && !/^(dist|node_modules)\b/.test(path))
    .sort();
  return files.flatMap(file => examplesIn(readFileSync(join(helpers, file), 'utf8'), file));
}

function examplesIn(source: string, file: string): Example[] {
  const documented =
    /^\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\n(?:export )(?:async )?(?:function|const|class|interface) (\w+)/gm;
  return [...source.matchAll(documented)].flatMap(([, comment, name]) => {
    const text = comment.replace(/^ \* ?/gm, '');
    return [...text.matchAll(/^@example\n((?:(?!^@)[\s\S])*)/gm)].map(([, code]) => ({
      name,
      file,
      code: code.replace(/^```.*$/gm, '').trim(),
    }));
  });
}

/**
 * The example as one expression that is its last value: in a function of its own, it finds no name that another
 * example left behind.
 */
export function standingAlone(code: string): string {
  const { statements } = ts.createSourceFile('example.ts', code, ts.ScriptTarget.ES2022);
  const textOf = (statement: ts.Statement): string => code.slice(statement.getFullStart(), statement.end);
  const imports = statements.filter(ts.isImportDeclaration);
  const others = statements.filter(statement => !ts.isImportDeclaration(statement)).map(textOf);
  const last = statements.at(-1);
  if (last !== undefined && ts.isExpressionStatement(last)) {
    others[others.length - 1] = `\nreturn (${code.slice(last.expression.pos, last.expression.end)});`;
  }
  return `${imports.map(textOf).join('\n')}\nawait (async () => {\n${others.join('')}\n})()`;
}

/**
 * `… // 0.0734` says that the value, or the first of them, is 0.0734 to its last digit, and `// 0.07…` that it begins
 * so. Comments that go on in words claim nothing.
 */
export function claimOf(code: string): Claim | undefined {
  const comment = /\/\/ (-?\d+(?:,\d{3})*(?:\.\d+)?(?:e[-+]?\d+)?)(…?)(?=$|[,;]( |$))/.exec(
    code.split('\n').at(-1) ?? '',
  );
  if (comment === null) return undefined;
  const digits = comment[1].replaceAll(',', '');
  const [mantissa, exponent = '0'] = digits.split('e');
  const unit = 10 ** (Number(exponent) - (mantissa.split('.')[1]?.length ?? 0));
  return {
    value: Number(digits),
    tolerance: Math.max((comment[2] === '…' ? 1 : 0.500001) * unit, 1e-12 * Math.abs(Number(digits))),
  };
}
