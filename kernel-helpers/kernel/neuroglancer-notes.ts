/** What a reader is told of a link that cannot all be shown. */
import type { View } from '../core/neuroglancer/index.js';
import { NotFoundError } from '../errors.js';

/** Ids a sentence names; of more it gives the number. */
const MOST_NAMED = 5;

/** A sentence for each reason. */
export function missingNotes(missing: ReadonlyMap<bigint, string>): string[] {
  const byReason = new Map<string, bigint[]>();
  for (const [id, why] of missing) {
    const reason = reasonOf(id, why);
    const ids = byReason.get(reason) ?? [];
    ids.push(id);
    byReason.set(reason, ids);
  }
  return [...byReason].map(([why, ids]) => {
    const named = ids.slice(0, MOST_NAMED).join(', ');
    const more = ids.length > MOST_NAMED ? ` and ${ids.length - MOST_NAMED} more` : '';
    return `Not read: ${ids.length === 1 ? 'segment' : `${ids.length} segments`} ${named}${more} (${why}).`;
  });
}

/** What many errors have in common does not name the id. */
function reasonOf(id: bigint, why: string): string {
  const of = why.replace(new RegExp(`(?<![0-9])${id}(?![0-9])`, 'g'), 'ID');
  return of.length > 200 ? `${of.slice(0, 199)}…` : of;
}

/** What else of the link a view has no place for. */
export function leftOut({ layers, ignored }: View): string[] {
  const images = layers.filter(({ type, visible }) => type === 'image' && visible).map(({ name }) => `"${name}"`);
  const stored = layers.filter(
    ({ type, visible, annotations, sources }) =>
      visible && type === 'annotation' && annotations?.annotations.length === 0 && sources.some(isStored),
  );
  return [
    ...(images.length === 0 ? [] : [`Images are not shown here: ${images.join(', ')}.`]),
    ...stored.map(
      ({ name }) => `The annotations "${name}" are kept elsewhere: precomputed.openAnnotations reads them.`,
    ),
    ...ignored.filter(part => /\.transform\.matrix\b/.test(part)).map(part => `Not applied: ${part}.`),
  ];
}

function isStored({ format }: { readonly format: string }): boolean {
  return format === 'precomputed';
}

/** The error for a link of which nothing can be shown. */
export function nothingToShow({ ids, hiddenIds }: View, missing: ReadonlyMap<bigint, string>): NotFoundError {
  const all = ids.length + hiddenIds.length;
  const received =
    all === 0
      ? 'a link without segments and annotations'
      : `${all} ${all === 1 ? 'segment' : 'segments'}, none of which can be read`;
  const reasons = missingNotes(missing).join(' ');
  return new NotFoundError(
    `neuroglancer.scene has nothing to show: received ${received}, expected segments of a public precomputed folder or ` +
      `annotations${reasons === '' ? '' : `. ${reasons}`}`,
    { known: [] },
  );
}
