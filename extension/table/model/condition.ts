import { type CellValue, type IColumn, isMissing } from './column';

/** What a filter box lets through, or why it cannot be understood. */
export type Condition =
  | { readonly test: (value: CellValue) => boolean }
  | { readonly problem: 'number' | 'whole' | 'boolean' | 'order'; readonly word: string };

type Sign = '=' | '!=' | '<' | '<=' | '>' | '>=';

/**
 * What is written in a filter box: `> 100`, `= 864691135…`, `!= 23P`, `1..5` (both ends are in), `null`, `not null`. A
 * word alone is looked for anywhere in text, in capitals or not, and must be the whole of a number. `undefined` for
 * nothing.
 */
export function parseCondition(text: string, kind: IColumn['kind']): Condition | undefined {
  const words = text.trim();
  if (words === '') return undefined;
  if (/^null$/i.test(words)) return { test: isMissing };
  if (/^(not|!=)\s*null$/i.test(words)) return { test: value => !isMissing(value) };
  const signed = /^(!=|<=|>=|<|>|=)\s*(.*)$/s.exec(words);
  const [sign, word] = signed ? [signed[1] as Sign, signed[2]] : [undefined, words];
  if (kind === 'text') return textCondition(sign, word);
  if (kind === 'boolean') return booleanCondition(sign, word);
  return numberCondition(sign, word, kind);
}

function textCondition(sign: Sign | undefined, word: string): Condition {
  if (sign === '=') return { test: value => value === word };
  if (sign === '!=') return { test: value => !isMissing(value) && value !== word };
  if (sign !== undefined) return { problem: 'order', word: sign };
  const sought = word.toLowerCase();
  return { test: value => typeof value === 'string' && value.toLowerCase().includes(sought) };
}

function booleanCondition(sign: Sign | undefined, word: string): Condition {
  const lower = word.toLowerCase();
  if (sign !== undefined && sign !== '=' && sign !== '!=') return { problem: 'order', word: sign };
  if (lower !== 'true' && lower !== 'false') return { problem: 'boolean', word };
  const wanted = (lower === 'true') === (sign !== '!=');
  return { test: value => value === wanted };
}

function numberCondition(sign: Sign | undefined, word: string, kind: 'number' | 'integer'): Condition {
  const range = sign === undefined ? /^(.+?)\s*\.\.\s*(.+)$/.exec(word) : null;
  const [first, second] = (range ? [range[1], range[2]] : [word]).map(part => numberOf(part, kind));
  if (first === undefined || (range && second === undefined)) {
    return {
      problem: kind === 'integer' ? 'whole' : 'number',
      word: range && first !== undefined ? range[2] : (range?.[1] ?? word),
    };
  }
  const known = (test: (value: number) => boolean): Condition => ({
    test: value => !isMissing(value) && test(value as number),
  });
  // A bigint and a bigint, or a number and a number: compared exactly, whatever TypeScript is told here.
  const [low, high] = [first as number, second as number];
  if (range) return known(value => value >= low && value <= high);
  switch (sign) {
    case '!=':
      return known(value => value !== low);
    case '<':
      return known(value => value < low);
    case '<=':
      return known(value => value <= low);
    case '>':
      return known(value => value > low);
    case '>=':
      return known(value => value >= low);
    default:
      return known(value => value === low);
  }
}

function numberOf(word: string, kind: 'number' | 'integer'): number | bigint | undefined {
  const digits = word.trim().replace(/(?<=\d),(?=\d{3}(?!\d))/g, '');
  if (kind === 'integer') return /^[-+]?\d{1,20}$/.test(digits) ? BigInt(digits.replace('+', '')) : undefined;
  return digits !== '' && /^[-+]?(\d|\.\d)/.test(digits) && Number.isFinite(Number(digits))
    ? Number(digits)
    : undefined;
}
