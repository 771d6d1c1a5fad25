/** Long work in pieces, so that a page stays alive while it is done. */

/** Does its work piece by piece (some milliseconds at most) and returns what it made. */
export type Steps<T> = Generator<undefined, T, undefined>;

/** Of a long loop, yield when `(i & EVERY) === 0`. */
export const EVERY = 0xffff;

/** All pieces one after the other, for who has time. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const next = steps.next();
    if (next.done) return next.value;
  }
}
