/** What the side panel is told of the catalogue and the cache. */
import {
  type DatasetLine,
  type DatasetPlace,
  type ExplorerAnswer,
  type ExplorerQuestion,
  MOST_DATASETS,
} from '../contract/explorer.js';
import type { CatalogueEntry } from '../io/catalogue/catalogue-entry.js';
import { whereIs } from '../io/catalogue/dataset-files.js';
import { sizeOf } from '../io/catalogue/dataset-size.js';
import { howToOpen } from '../io/catalogue/how-to-open.js';
import { cache, list, search } from '../io/datasets.js';

/** The answer to one question. Files are looked for by name and length; nothing is downloaded. */
export async function answerExplorer(question: ExplorerQuestion): Promise<ExplorerAnswer> {
  const { ask } = question;
  if (question.op === 'cache') {
    const { folder, files, bytes, limit } = await cache();
    return {
      ask,
      op: 'cache',
      cache: { folder, files: files.length, bytes, limit: Number.isFinite(limit) ? limit : null },
    };
  }
  const entries = question.query.trim() === '' ? newest(list().entries) : search(question.query).entries;
  return {
    ask,
    op: 'datasets',
    found: { total: entries.length, datasets: entries.slice(0, MOST_DATASETS).map(lineOf) },
  };
}

/** The catalogue with the tables of the newest release alone, after all others: many, and a search finds them. */
function newest(entries: readonly CatalogueEntry[]): CatalogueEntry[] {
  const releaseOf = ({ id }: CatalogueEntry): number => Number(/^minnie65\/v(\d+)\//.exec(id)?.[1] ?? 0);
  const last = Math.max(0, ...entries.map(releaseOf));
  return [...entries.filter(entry => releaseOf(entry) === 0), ...entries.filter(entry => releaseOf(entry) === last)];
}

function lineOf(entry: CatalogueEntry): DatasetLine {
  const { id, title, format, licence } = entry;
  return { id, title, format, licence, size: sizeOf(entry), where: placeOf(entry), code: howToOpen(entry) };
}

function placeOf(entry: CatalogueEntry): DatasetPlace {
  if (entry.kind === 'synthetic') return 'embedded';
  if ('address' in entry) return 'remote';
  const places = new Set(entry.files.map(file => whereIs(file)));
  if (places.has(undefined)) return 'none';
  return places.has('mirror') ? 'mirror' : 'cache';
}
