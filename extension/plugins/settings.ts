import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { readerSettings, settingsOf } from '../settings/reader-settings';

/** Follows the Settings editor. Its schema also holds our shortcuts, the main menu and the notebook's button. */
export const settings: JupyterFrontEndPlugin<void> = {
  id: 'jupyterlab-connectome:settings',
  description: 'Settings, shortcuts and menus of the connectome views.',
  autoStart: true,
  optional: [ISettingRegistry],
  activate: (_app: JupyterFrontEnd, registry: ISettingRegistry | null): void => {
    void follow(registry);
  },
};

async function follow(registry: ISettingRegistry | null): Promise<void> {
  if (!registry) return;
  try {
    const loaded = await registry.load(settings.id);
    const take = (): void => readerSettings.set(settingsOf(loaded.composite));
    loaded.changed.connect(take);
    take();
  } catch (error) {
    // The views work with the defaults.
    console.error('connectome: the settings could not be read', error);
  }
}
