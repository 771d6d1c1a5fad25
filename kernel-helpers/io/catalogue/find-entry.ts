import { NotFoundError } from '../../errors.js';
import { catalogue } from './catalogue.js';
import type { CatalogueEntry } from './catalogue-entry.js';
import { formatCount } from './format-count.js';

let byId: ReadonlyMap<string, CatalogueEntry> | undefined;

/**
 * The catalogue entry with this id.
 *
 * @throws {NotFoundError} with every id in `known`; its message has the nearest one when a slip of a few letters
 * explains it, and says how to search otherwise.
 */
export function findEntry(id: string): CatalogueEntry {
  byId ??= new Map(catalogue.map(entry => [entry.id, entry]));
  const entry = byId.get(id);
  if (entry) return entry;
  const known = catalogue.map(candidate => candidate.id);
  const nearest = nearestName(String(id), known);
  const hint = nearest === undefined ? "datasets.search('a word') finds some" : `did you mean '${nearest}'?`;
  throw new NotFoundError(
    `dataset id is not in the catalogue: received '${id}', expected one of its ${formatCount(known.length)} ids; ${hint}`,
    { known },
  );
}

/** The name that takes the fewest letter edits to reach, or `undefined` when that is more than half its letters. */
export function nearestName(received: string, names: readonly string[]): string | undefined {
  let best: string | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const name of names) {
    // "presyn-mean" is meant to find "ding2025/presyn-mean"
    for (const part of [name, ...name.split('/')]) {
      const distance = editDistance(received.toLowerCase(), part);
      if (distance < bestDistance && distance <= part.length / 2) {
        best = name;
        bestDistance = distance;
      }
    }
  }
  return best;
}

/** Levenshtein distance, one row at a time. O(a·b). */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[b.length];
}
