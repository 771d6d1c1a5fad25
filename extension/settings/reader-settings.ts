import { Signal } from '@lumino/signaling';

/** What a reader chose in the Settings editor. */
export interface IReaderSettings {
  /** On what neurons stand: as the theme has it, or always the same. */
  readonly background: 'theme' | 'light' | 'dark';
  /** Whether views keep a picture in the notebook, for readers without this extension. */
  readonly keepStills: boolean;
  /** How much all views of neurons of the page may have on the graphics card, MiB. */
  readonly graphicsMemory: number;
}

/** No view can do with less, and no graphics card has more, MiB. */
const GRAPHICS_MEMORY = { least: 64, most: 65_536 } as const;

/** As in `extension/schema/settings.json`; what is in force where JupyterLab has no settings. */
export const DEFAULT_SETTINGS: IReaderSettings = {
  background: 'theme',
  keepStills: true,
  graphicsMemory: 1280,
};

/** Takes what the settings service hands over; anything that is no such choice is the default. */
export function settingsOf(composite: { readonly [name: string]: unknown }): IReaderSettings {
  const { background, keepStills, graphicsMemory } = composite;
  return {
    background: background === 'light' || background === 'dark' ? background : DEFAULT_SETTINGS.background,
    keepStills: typeof keepStills === 'boolean' ? keepStills : DEFAULT_SETTINGS.keepStills,
    graphicsMemory:
      typeof graphicsMemory === 'number' &&
      graphicsMemory >= GRAPHICS_MEMORY.least &&
      graphicsMemory <= GRAPHICS_MEMORY.most
        ? graphicsMemory
        : DEFAULT_SETTINGS.graphicsMemory,
  };
}

/** Whether neurons stand on a dark background. */
export function isDarkIn(background: IReaderSettings['background'], themeIsDark: boolean): boolean {
  return background === 'theme' ? themeIsDark : background === 'dark';
}

/** The settings in force, one for all views of the page: there is one reader. */
export class ReaderSettings {
  get current(): IReaderSettings {
    return this._current;
  }

  readonly changed = new Signal<this, void>(this);

  set(next: IReaderSettings): void {
    const { background, keepStills, graphicsMemory } = this._current;
    const isSame =
      next.background === background && next.keepStills === keepStills && next.graphicsMemory === graphicsMemory;
    if (isSame) return;
    this._current = next;
    this.changed.emit();
  }

  private _current = DEFAULT_SETTINGS;
}

export const readerSettings = new ReaderSettings();
