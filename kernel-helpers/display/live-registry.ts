/** What pages may ask for, by the key that their views carry. */

/** Different in every kernel, so that a saved page does not take another kernel's view for its own. */
const kernelPart: string = globalThis.crypto.randomUUID().slice(0, 13);
let nextKey = 1;

/** The last few are held, so that what a cell shows without naming it is still there when its page asks for it. */
const heldViews = 4;

/**
 * Views of one kind. Each lives as long as anything else holds it, such as a variable or a page that shows it, or it is
 * one of the last {@link heldViews}. Pages that ask later are told that it is gone, and show what is stored.
 */
export class LiveRegistry<T extends object> {
  /** A key for a view. */
  register(view: T): string {
    this.#held.push(view);
    if (this.#held.length > heldViews) this.#held.shift();
    const key = `${kernelPart}-${nextKey++}`;
    this.#views.set(key, new WeakRef(view));
    this.#forgotten.register(view, key);
    return key;
  }

  /** The view of a key, while anything in the kernel holds it. */
  find(key: string): T | undefined {
    return this.#views.get(key)?.deref();
  }

  readonly #views = new Map<string, WeakRef<T>>();
  readonly #forgotten = new FinalizationRegistry<string>(key => this.#views.delete(key));
  readonly #held: T[] = [];
}
