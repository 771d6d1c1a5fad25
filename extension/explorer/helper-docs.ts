import type { Kernel } from '@jupyterlab/services';

/** A kernel, as far as help needs it. */
export type HelpKernel = Pick<Kernel.IKernelConnection, 'id' | 'requestComplete' | 'requestInspect'>;

/** Where every helper is, also where a cell has taken its short name for something else. */
const ROOT = 'connectome';
/** What every function has. */
const OF_FUNCTIONS: ReadonlySet<string> = new Set([
  'apply',
  'arguments',
  'bind',
  'call',
  'caller',
  'length',
  'name',
  'prototype',
  'toString',
]);

/** What the help of one helper says, in Markdown, and its example where it has one. */
export interface IHelperDoc {
  readonly markdown: string;
  readonly example: string | undefined;
}

/** The names of the kernel's helpers and what each is, asked of the kernel as the editor asks it. */
export class HelperDocs {
  /** @param _changed called when there is more to tell. */
  constructor(
    private readonly _kernel: () => HelpKernel | undefined,
    private readonly _changed: () => void,
  ) {}

  get isOpen(): boolean {
    return this._kernel() !== undefined;
  }

  /** `figure.hinton` and all others, in the order of the alphabet; `undefined` until the kernel has told them. */
  get names(): readonly string[] | undefined {
    const kernel = this._kernel();
    if (!kernel) return undefined;
    if (kernel.id !== this._of) {
      this._of = kernel.id;
      this._names = undefined;
      this._failed = undefined;
      this._docs.clear();
      void this._learn(kernel);
    }
    return this._names;
  }

  /** Why there are no names. */
  get failed(): string | undefined {
    return this._failed;
  }

  /** The kernel may be another now: what it could not tell before is asked again. */
  again(): void {
    if (this._failed !== undefined) this._of = undefined;
  }

  /** `undefined` until the kernel has told it, which is asked for now. */
  doc(name: string): IHelperDoc | undefined {
    const kernel = this._kernel();
    if (kernel && !this._docs.has(name)) {
      this._docs.set(name, undefined);
      void this._ask(kernel, name);
    }
    return this._docs.get(name);
  }

  private async _learn(kernel: HelpKernel): Promise<void> {
    try {
      const found: string[] = [];
      for (const name of await membersOf(kernel, ROOT)) {
        found.push(name);
        const members = await membersOf(kernel, `${ROOT}.${name}`);
        const isFunction = members.includes('apply') && members.includes('bind');
        found.push(
          ...members.filter(member => !(isFunction && OF_FUNCTIONS.has(member))).map(member => `${name}.${member}`),
        );
      }
      if (kernel.id === this._of) this._names = found;
    } catch (error) {
      if (kernel.id === this._of) this._failed = error instanceof Error ? error.message : String(error);
    }
    this._changed();
  }

  private async _ask(kernel: HelpKernel, name: string): Promise<void> {
    try {
      const code = `${ROOT}.${name}`;
      const { content } = await kernel.requestInspect({ code, cursor_pos: code.length, detail_level: 0 });
      const told: unknown = content.status === 'ok' ? content.data['text/markdown'] : undefined;
      const markdown = Array.isArray(told) ? told.join('') : String(told ?? '');
      if (kernel.id === this._of) this._docs.set(name, { markdown, example: exampleIn(markdown) });
    } catch {
      // Asked again when it is looked at again.
      if (kernel.id === this._of) this._docs.delete(name);
    }
    this._changed();
  }

  private _of: string | undefined;
  private _names: readonly string[] | undefined;
  private _failed: string | undefined;
  private readonly _docs = new Map<string, IHelperDoc | undefined>();
}

/** Names that hold every word, those first in which the last part begins with the first word. */
export function matching(names: readonly string[], query: string): string[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  // Without a word what stands at the top: a name that is looked for begins there.
  if (words.length === 0) return names.filter(name => !name.includes('.'));
  const begins = (name: string): boolean => name.slice(name.lastIndexOf('.') + 1).startsWith(words[0]);
  const found = names.filter(name => words.every(word => name.toLowerCase().includes(word)));
  const isFirst = (name: string): number => Number(!begins(name.toLowerCase()));
  return found.sort((a, b) => isFirst(a) - isFirst(b));
}

async function membersOf(kernel: HelpKernel, name: string): Promise<string[]> {
  const code = `${name}.`;
  const { content } = await kernel.requestComplete({ code, cursor_pos: code.length });
  if (content.status !== 'ok') throw new Error(`the kernel did not tell the names in ${name}: ${content.status}`);
  return content.matches.filter(match => /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(match));
}

/** The code that a doc comment ends with. */
function exampleIn(markdown: string): string | undefined {
  return /\*\*Example\*\*\s+```typescript\n([\s\S]*?)\n```/.exec(markdown)?.[1];
}
