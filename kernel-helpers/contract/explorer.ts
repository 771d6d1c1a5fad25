/** What the side panel asks a kernel, which knows the catalogue and the cache, and what it is told. */

import { type Fields, fieldsOf } from './fields.js';

/** The comm that a page asks on; the page opens it with its first question. */
export const EXPLORER_TARGET = 'connectome.explorer';

/** No answer names more datasets. */
export const MOST_DATASETS = 60;

/** A question; the answer has its number. */
export type ExplorerQuestion =
  | { readonly ask: number; readonly op: 'search'; readonly query: string }
  | { readonly ask: number; readonly op: 'cache' };

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
  | { readonly ask: number; readonly op: 'failed'; readonly message: string };

const fields: Fields = fieldsOf('explorer message');

/**
 * What a page asks.
 *
 * @throws {FormatError} when it is no question.
 */
export function checkExplorerQuestion(value: unknown): ExplorerQuestion {
  const { ask, op, query } = fields.object(value, 'question');
  const question = { ask: count(ask, 'ask'), op: fields.oneOf(op, 'op', ['search', 'cache']) };
  if (question.op === 'cache') return { ask: question.ask, op: 'cache' };
  return { ask: question.ask, op: 'search', query: fields.text(query, 'query', 200) };
}

/**
 * What a kernel answers.
 *
 * @throws {FormatError} when it is no answer.
 */
export function checkExplorerAnswer(value: unknown): ExplorerAnswer {
  const { ask: number, op, found, cache, message } = fields.object(value, 'answer');
  const ask = count(number, 'ask');
  if (op === 'failed') return { ask, op, message: fields.text(message, 'message', 5000) };
  if (op === 'datasets') {
    const { total, datasets } = fields.object(found, 'found');
    return {
      ask,
      op,
      found: { total: count(total, 'total'), datasets: fields.list(datasets, 'datasets', MOST_DATASETS, line) },
    };
  }
  if (op !== 'cache') throw fields.bad('op', 'is not known', op, 'datasets, cache or failed');
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
  const { id, title, format, size, licence, where, code } = fields.object(value, at);
  // It is put in code.
  const name = fields.text(id, `${at}.id`, 200);
  if (!/^[\w./-]+$/.test(name)) throw fields.bad(`${at}.id`, 'is not valid', name, 'letters, digits and _ . / -');
  return {
    id: name,
    title: fields.text(title, `${at}.title`, 1000),
    format: fields.text(format, `${at}.format`, 1000),
    size: fields.text(size, `${at}.size`, 200),
    licence: fields.text(licence, `${at}.licence`, 1000),
    where: fields.oneOf(where, `${at}.where`, PLACES),
    code: fields.text(code, `${at}.code`, 5000),
  };
}

function count(value: unknown, at: string): number {
  return fields.count(value, at, 0, Number.MAX_SAFE_INTEGER);
}
