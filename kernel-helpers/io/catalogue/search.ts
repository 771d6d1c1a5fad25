import type { CatalogueEntry } from './catalogue-entry.js';

/** What a word that is found in a part of an entry counts: the more, the fewer words stand there. */
const WEIGHTS = { id: 12, title: 8, columns: 4, note: 3, meanings: 2, rest: 1 } as const;

/**
 * The entries in which every word of `query` is found, best first: in ids and titles before column names, notes and
 * meanings, whole words before beginnings of words before parts. Of a table that several releases export only the
 * newest is given, unless the query names a release (`v661`).
 */
export function searchEntries(entries: readonly CatalogueEntry[], query: string): CatalogueEntry[] {
  const words = wordsOf(query);
  if (words.length === 0) return [];
  const scored = entries
    .map((entry, order) => ({ entry, order, score: scoreOf(entry, words) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.order - b.order);
  const namesRelease = words.some(word => /^v?\d{3,4}$/.test(word));
  const seen = new Set<string>();
  return scored
    .filter(({ entry }) => {
      const table = entry.id.replace(/^minnie65\/v\d+\//, '');
      if (namesRelease || table === entry.id) return true;
      if (seen.has(table)) return false;
      seen.add(table);
      return true;
    })
    .map(({ entry }) => entry);
}

/** Letters and numbers, in small letters, without accents. */
function wordsOf(text: string): string[] {
  const plain = text.normalize('NFKD').replace(/[\u0300-\u036f]/g, '');
  return plain.toLowerCase().match(/[a-z0-9µ]+/g) ?? [];
}

/** The sum over words of their best place; 0 when one is nowhere. */
function scoreOf(entry: CatalogueEntry, words: readonly string[]): number {
  const parts: [number, string[]][] = [
    [WEIGHTS.id, wordsOf(entry.id)],
    [WEIGHTS.title, wordsOf(entry.title)],
    [WEIGHTS.columns, wordsOf(entry.columns.map(column => column.name).join(' '))],
    [WEIGHTS.note, wordsOf(entry.note)],
    [WEIGHTS.meanings, wordsOf(entry.columns.map(({ unit, meaning }) => `${unit} ${meaning}`).join(' '))],
    [
      WEIGHTS.rest,
      wordsOf([entry.kind, entry.format, entry.version, entry.licence, ...entry.citations.map(c => c.text)].join(' ')),
    ],
  ];
  let score = 0;
  for (const word of words) {
    let best = 0;
    for (const [weight, among] of parts) best = Math.max(best, weight * matchOf(word, among));
    if (best === 0) return 0;
    score += best;
  }
  return score;
}

/** 1 for the word itself, or with a plural s; less for a beginning, and for a part of three letters or more. */
function matchOf(word: string, among: readonly string[]): number {
  let best = 0;
  for (const other of among) {
    if (other === word || other === `${word}s` || word === `${other}s`) return 1;
    if (other.startsWith(word)) best = Math.max(best, 0.6);
    else if (word.length > 2 && other.includes(word)) best = Math.max(best, 0.3);
  }
  return best;
}
