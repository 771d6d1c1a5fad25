import type { JupyterFrontEnd } from '@jupyterlab/application';
import { type ICommandPalette, InputDialog, Notification } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { JSONObject } from '@lumino/coreutils';
import { isSelectionName, MOST_NAMED_SELECTIONS } from 'connectome-helpers/dist/contract/selection-names.js';
import type { IHost } from '../host/host';
import { CommandIDs, type INamedSelectionArguments } from './command-ids';

/** What is needed of the plugin that has the selections. */
export interface INamedSelectionCommands {
  readonly commands: JupyterFrontEnd['commands'];
  readonly palette: ICommandPalette | null;
  readonly trans: TranslationBundle;
  /** The document whose selection is meant. */
  readonly current: () => IHost | undefined;
}

/** Commands that keep what is selected under a name in the notebook, and select it again. */
export function addNamedSelectionCommands({ commands, palette, trans, current }: INamedSelectionCommands): void {
  const args = (description: string): { args: JSONObject } => ({
    args: { type: 'object', properties: { name: { type: 'string', description } } },
  });
  const hasNames = (): boolean => (current()?.named.all.size ?? 0) > 0;
  /** The name that is meant: asked for when it is absent, `undefined` when there is none of that name. */
  const nameOf = async ({ name }: INamedSelectionArguments, title: string): Promise<string | undefined> => {
    const names = [...(current()?.named.all.keys() ?? [])];
    if (name !== undefined) {
      if (names.includes(name)) return name;
      throw new Error(`no selection of this notebook has the name ${JSON.stringify(name)}`);
    }
    if (names.length === 0) return undefined;
    const { value } = await InputDialog.getItem({ title, label: trans.__('Name:'), items: names });
    return value !== null && names.includes(value) ? value : undefined;
  };

  commands.addCommand(CommandIDs.saveSelection, {
    label: trans.__('Save Selection…'),
    caption: trans.__('Keep what is selected under a name in the current notebook'),
    isEnabled: () => current() !== undefined,
    execute: async args => {
      const host = current();
      const { name: given } = args as INamedSelectionArguments;
      const name = given ?? (await askForName(trans));
      if (name === undefined || !host) return undefined;
      if (!isSelectionName(name)) throw new Error(`no selection can have the name ${JSON.stringify(name)}`);
      if (!host.named.save(name, host.selection.current)) {
        Notification.warning(
          trans.__('A notebook keeps at most %1 selections: forget one to save another', MOST_NAMED_SELECTIONS),
          // Without a time JupyterLab shows nothing but a number beside its bell.
          { autoClose: 8000 },
        );
        return undefined;
      }
      return name;
    },
    describedBy: args(trans.__('What to call it; asked for when absent')),
  });
  commands.addCommand(CommandIDs.selectNamed, {
    label: trans.__('Select Saved Selection…'),
    caption: trans.__('Select what the current notebook keeps under a name'),
    isEnabled: hasNames,
    execute: async args => {
      const host = current();
      const name = await nameOf(args as INamedSelectionArguments, trans.__('Select Saved Selection'));
      const kept = name === undefined ? undefined : host?.named.all.get(name);
      if (kept) host?.selection.set(kept);
      return kept;
    },
    describedBy: args(trans.__('Name of the selection; asked for when absent')),
  });
  commands.addCommand(CommandIDs.forgetSelection, {
    label: trans.__('Forget Saved Selection…'),
    caption: trans.__('Take a named selection out of the current notebook'),
    isEnabled: hasNames,
    execute: async args => {
      const host = current();
      const name = await nameOf(args as INamedSelectionArguments, trans.__('Forget Saved Selection'));
      if (name !== undefined) host?.named.forget(name);
    },
    describedBy: args(trans.__('Name of the selection; asked for when absent')),
  });
  const category = trans.__('Connectome');
  for (const command of [CommandIDs.saveSelection, CommandIDs.selectNamed, CommandIDs.forgetSelection]) {
    palette?.addItem({ command, category });
  }
}

/** `undefined` when the reader changed their mind. */
async function askForName(trans: TranslationBundle): Promise<string | undefined> {
  let label = trans.__('Name, under which this notebook keeps what is selected:');
  let text = '';
  for (;;) {
    const { value } = await InputDialog.getText({
      title: trans.__('Save Selection'),
      label,
      text,
      okLabel: trans.__('Save'),
    });
    const name = value?.trim();
    if (!name) return undefined;
    if (isSelectionName(name)) return name;
    text = name;
    label = trans.__('A name has at most 100 characters, all in one line:');
  }
}
