/** Number literals that are not the number they say. */
import type ts from '@tslab/typescript-for-tslab';
import type { TypeScript } from './tslab-load.js';

/**
 * What is wrong with a whole number that a double cannot hold, and what to write; `undefined` when nothing is. `text` is
 * the literal as written: one with a point or an exponent says itself that it is not exact.
 */
export function inexactLiteral(typescript: TypeScript, literal: ts.NumericLiteral, text: string): string | undefined {
  const digits = text.replaceAll('_', '');
  if (!/^(\d+|0[xob][\da-f]+)$/i.test(digits) || /^0\d/.test(digits)) return undefined;
  const exact = BigInt(digits);
  const kept = BigInt(Number(exact));
  if (exact <= BigInt(Number.MAX_SAFE_INTEGER) || kept === exact) return undefined;
  const instead = takesBigint(typescript, literal) ? `${text}n` : `"${exact}", a text`;
  return `number literal is not exact: received ${text}, which would become ${kept}; write ${instead}`;
}

/** Neither the name of a property nor the value of an enum can be a bigint. */
function takesBigint(typescript: TypeScript, literal: ts.NumericLiteral): boolean {
  const { parent } = literal;
  if (typescript.isPrefixUnaryExpression(parent) && typescript.isEnumMember(parent.parent)) return false;
  if (typescript.isEnumMember(parent)) return false;
  return !('name' in parent && parent.name === literal);
}
