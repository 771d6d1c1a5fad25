import { Signal } from '@lumino/signaling';

/** What a reader chose in the Settings editor. */
export interface IReaderSettings {
  /** On what neurons stand: as the theme has it, or always the same. */
  readonly background: 'theme' | 'light' | 'dark';
  /** Whether views keep a picture in the notebook, for readers without this extension. */
  readonly keepStills: boolean;
}

/** As in `extension/schema/settings.json`; what is in force where JupyterLab has no settings. */
export const DEFAULT_SETTINGS: IReaderSettings = { background: 'theme', keepStills: true };

/** Takes what the settings service hands over; anything that is no such choice is the default. */
export function settingsOf(composite: { readonly [name: string]: unknown }): IReaderSettings {
  const { background, keepStills } = composite;
  return {
    background: background === 'light' || background === 'dark' ? background : DEFAULT_SETTINGS.background,
    keepStills: typeof keepStills === 'boolean' ? keepStills : DEFAULT_SETTINGS.keepStills,
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
    const { background, keepStills } = this._current;
    if (next.background === background && next.keepStills === keepStills) return;
    this._current = next;
    this.changed.emit();
  }

  private _current = DEFAULT_SETTINGS;
}

export const readerSettings = new ReaderSettings();
