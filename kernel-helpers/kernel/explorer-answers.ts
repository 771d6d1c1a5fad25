/** What the side panel is told of the catalogue and the cache. */
import {
  type AnsweredQuestion,
  type DatasetLine,
  type DatasetPlace,
  type DownloadNews,
  type DownloadQuestion,
  type ExplorerAnswer,
  MOST_DATASETS,
} from '../contract/explorer.js';
import { InvalidArgumentError } from '../errors.js';
import type { CatalogueEntry } from '../io/catalogue/catalogue-entry.js';
import { fetchFiles, publishedBytes, whereIs } from '../io/catalogue/dataset-files.js';
import { sizeOf } from '../io/catalogue/dataset-size.js';
import { findEntry } from '../io/catalogue/find-entry.js';
import { howToOpen } from '../io/catalogue/how-to-open.js';
import { cache, list, search } from '../io/datasets.js';

/** A page is told no more often than this. */
const tellMs = 100;

/** The answer to one question. Files are looked for by name and length; nothing is downloaded but what is asked for. */
export async function answerExplorer(
  question: AnsweredQuestion,
  tell: (news: DownloadNews) => void,
  signal: AbortSignal,
): Promise<ExplorerAnswer> {
  const { ask } = question;
  if (question.op === 'download') return download(question, tell, signal);
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

async function download(
  { ask, id }: DownloadQuestion,
  tell: (news: DownloadNews) => void,
  signal: AbortSignal,
): Promise<ExplorerAnswer> {
  const entry = findEntry(id);
  if (entry.files.length === 0) {
    throw new InvalidArgumentError(
      `dataset ${id} has no files to download: received kind '${entry.kind}', expected one with files; datasets.open reads it in place`,
      { argument: 'id' },
    );
  }
  const notes: string[] = [];
  const received = new Map(entry.files.map(file => [file.url, 0]));
  const totals = new Map(entry.files.map(file => [file.url, file.bytes]));
  let told = 0;
  // `large`: who asks has been told how large it is.
  await fetchFiles(entry, {
    large: true,
    signal,
    warn: note => notes.push(note),
    onProgress: ({ url, receivedBytes, totalBytes }) => {
      received.set(url, receivedBytes);
      if (totalBytes !== null) totals.set(url, totalBytes);
      const now = performance.now();
      if (now - told < tellMs) return;
      told = now;
      tell({
        ask,
        op: 'progress',
        receivedBytes: sum([...received.values()]) ?? 0,
        totalBytes: sum([...totals.values()]),
      });
    },
  });
  return { ask, op: 'downloaded', notes: notes.slice(0, 100).map(note => note.slice(0, 5000)) };
}

/** `null` when one is not known. */
function sum(parts: readonly (number | null)[]): number | null {
  return parts.reduce<number | null>((all, part) => (all === null || part === null ? null : all + part), 0);
}

/** The catalogue with the tables of the newest release alone, after all others: many, and a search finds them. */
function newest(entries: readonly CatalogueEntry[]): CatalogueEntry[] {
  const releaseOf = ({ id }: CatalogueEntry): number => Number(/^minnie65\/v(\d+)\//.exec(id)?.[1] ?? 0);
  const last = Math.max(0, ...entries.map(releaseOf));
  return [...entries.filter(entry => releaseOf(entry) === 0), ...entries.filter(entry => releaseOf(entry) === last)];
}

function lineOf(entry: CatalogueEntry): DatasetLine {
  const { id, title, format, licence } = entry;
  const missingBytes = sum(
    entry.files.filter(file => whereIs(file) === undefined).map(file => publishedBytes(file) ?? null),
  );
  return {
    id,
    title,
    format,
    licence,
    size: sizeOf(entry),
    where: placeOf(entry),
    code: howToOpen(entry),
    missingBytes,
  };
}

function placeOf(entry: CatalogueEntry): DatasetPlace {
  if (entry.kind === 'synthetic') return 'embedded';
  if ('address' in entry) return 'remote';
  const places = new Set(entry.files.map(file => whereIs(file)));
  if (places.has(undefined)) return 'none';
  return places.has('mirror') ? 'mirror' : 'cache';
}
