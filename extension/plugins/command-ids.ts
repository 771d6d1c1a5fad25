/** The commands this extension adds; other extensions may call them by these names. */
export const CommandIDs = {
  /** Makes an untitled notebook with our kernel. Arguments: {@link NewNotebookArguments}. */
  newNotebook: 'connectome:new-notebook',
  /** Inserts and runs a cell that lists the preloaded names, in the current notebook. */
  showLoaded: 'connectome:show-loaded',
} as const;

/** Arguments of {@link CommandIDs.newNotebook}. */
export interface INewNotebookArguments {
  /** Folder for the new notebook, as the contents service names it; the file browser's folder when absent. */
  readonly cwd?: string;
}

/** Name under which our kernel is installed. */
export const KERNEL_NAME = 'connectome';
