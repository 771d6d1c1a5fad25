/** What the side panel asks a kernel, which knows the catalogue and the cache, and what it is told. */

import { type Fields, fieldsOf } from './fields.js';

/** The comm that a page asks on; the page opens it with its first question. */
export const EXPLORER_TARGET = 'connectome.explorer';

/** No answer names more datasets. */
export const MOST_DATASETS = 60;

/** A question; the answer has its number. */
export type ExplorerQuestion =
  | { readonly ask: number; readonly op: 'search'; readonly query: string }
  | { readonly ask: number; readonly op: 'cache' }
  | DownloadQuestion
  /** The download that was asked for with the number `of` is not wanted any more. */
  | { readonly ask: number; readonly op: 'stop'; readonly of: number };

/** Questions that have an answer: that something is not wanted any more is only heard. */
export type AnsweredQuestion = Exclude<ExplorerQuestion, { readonly op: 'stop' }>;

/** Puts the files of a dataset into the cache; how far that is, is told until the answer. */
export interface DownloadQuestion {
  readonly ask: number;
  readonly op: 'download';
  /** In the catalogue: no address comes from a page. */
  readonly id: string;
}

/** One dataset, in words for a reader. */
export interface DatasetLine {
  readonly id: string;
  readonly title: string;
  readonly format: string;
  /** `46.2 kB`, `about 20.0 GB`, `unknown`. */
  readonly size: string;
  readonly licence: string;
  /** Where its files are now. */
  readonly where: DatasetPlace;
  /** Lines of a cell that opens it. */
  readonly code: string;
  /** Bytes to download until it is here, as far as they are known; `null` where they are not. */
  readonly missingBytes: number | null;
}

/** `embedded`: made by code. `remote`: read where it is published, as far as it is looked at. `none`: to be downloaded. */
export type DatasetPlace = 'embedded' | 'remote' | 'cache' | 'mirror' | 'none';

const PLACES: readonly DatasetPlace[] = ['embedded', 'remote', 'cache', 'mirror', 'none'];

/** What a search found, best first; without a query the catalogue. `total` counts also what is not in `datasets`. */
export interface FoundDatasets {
  readonly total: number;
  readonly datasets: readonly DatasetLine[];
}

/** What the cache on the kernel's machine holds. */
export interface CacheState {
  readonly folder: string;
  readonly files: number;
  readonly bytes: number;
  /** Bytes it may hold; `null` for no limit. */
  readonly limit: number | null;
}

/** The answer to a question. */
export type ExplorerAnswer =
  | { readonly ask: number; readonly op: 'datasets'; readonly found: FoundDatasets }
  | { readonly ask: number; readonly op: 'cache'; readonly cache: CacheState }
  | DownloadNews
  /** All files are here, checked; `notes`: what a reader should know, such as a damaged file that was replaced. */
  | { readonly ask: number; readonly op: 'downloaded'; readonly notes: readonly string[] }
  | { readonly ask: number; readonly op: 'stopped' }
  | { readonly ask: number; readonly op: 'failed'; readonly message: string };

/** How far a download is; the answer is still to come. */
export interface DownloadNews {
  readonly ask: number;
  readonly op: 'progress';
  readonly receivedBytes: number;
  /** `null` where nobody told it. */
  readonly totalBytes: number | null;
}

const fields: Fields = fieldsOf('explorer message');

/**
 * What a page asks.
 *
 * @throws {FormatError} when it is no question.
 */
export function checkExplorerQuestion(value: unknown): ExplorerQuestion {
  const { ask: number, op: said, query, id, of } = fields.object(value, 'question');
  const ask = count(number, 'ask');
  const op = fields.oneOf(said, 'op', ['search', 'cache', 'download', 'stop']);
  switch (op) {
    case 'cache':
      return { ask, op };
    case 'search':
      return { ask, op, query: fields.text(query, 'query', 200) };
    case 'download':
      return { ask, op, id: datasetId(id, 'id') };
    case 'stop':
      return { ask, op, of: count(of, 'of') };
  }
}

/**
 * What a kernel answers.
 *
 * @throws {FormatError} when it is no answer.
 */
export function checkExplorerAnswer(value: unknown): ExplorerAnswer {
  const { ask: number, op, found, cache, message, notes, receivedBytes, totalBytes } = fields.object(value, 'answer');
  const ask = count(number, 'ask');
  if (op === 'failed') return { ask, op, message: fields.text(message, 'message', 5000) };
  if (op === 'stopped') return { ask, op };
  if (op === 'downloaded') {
    return { ask, op, notes: fields.list(notes, 'notes', 100, (note, at) => fields.text(note, at, 5000)) };
  }
  if (op === 'progress') {
    const total = totalBytes === null ? null : count(totalBytes, 'totalBytes');
    return { ask, op, receivedBytes: count(receivedBytes, 'receivedBytes'), totalBytes: total };
  }
  if (op === 'datasets') {
    const { total, datasets } = fields.object(found, 'found');
    return {
      ask,
      op,
      found: { total: count(total, 'total'), datasets: fields.list(datasets, 'datasets', MOST_DATASETS, line) },
    };
  }
  if (op !== 'cache')
    throw fields.bad('op', 'is not known', op, 'datasets, cache, progress, downloaded, stopped or failed');
  const { folder, files, bytes, limit } = fields.object(cache, 'cache');
  return {
    ask,
    op,
    cache: {
      folder: fields.text(folder, 'cache.folder', 5000),
      files: count(files, 'cache.files'),
      bytes: count(bytes, 'cache.bytes'),
      limit: limit === null ? null : count(limit, 'cache.limit'),
    },
  };
}

function line(value: unknown, at: string): DatasetLine {
  const { id, title, format, size, licence, where, code, missingBytes } = fields.object(value, at);
  return {
    id: datasetId(id, `${at}.id`),
    title: fields.text(title, `${at}.title`, 1000),
    format: fields.text(format, `${at}.format`, 1000),
    size: fields.text(size, `${at}.size`, 200),
    licence: fields.text(licence, `${at}.licence`, 1000),
    where: fields.oneOf(where, `${at}.where`, PLACES),
    code: fields.text(code, `${at}.code`, 5000),
    missingBytes: missingBytes === null ? null : count(missingBytes, `${at}.missingBytes`),
  };
}

/** It is put in code. */
function datasetId(value: unknown, at: string): string {
  const id = fields.text(value, at, 200);
  if (!/^[\w./-]+$/.test(id)) throw fields.bad(at, 'is not valid', id, 'letters, digits and _ . / -');
  return id;
}

function count(value: unknown, at: string): number {
  return fields.count(value, at, 0, Number.MAX_SAFE_INTEGER);
}
