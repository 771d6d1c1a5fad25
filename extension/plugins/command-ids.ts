/** The commands this extension adds; other extensions may call them by these names. */
export const CommandIDs = {
  /** Makes an untitled notebook with our kernel. Arguments: {@link NewNotebookArguments}. */
  newNotebook: 'connectome:new-notebook',
  /** Inserts and runs a cell that lists the preloaded names, in the current notebook. */
  showLoaded: 'connectome:show-loaded',
  /** Selects in the current notebook; resolves to what is selected then. Arguments: {@link ISelectArguments}. */
  select: 'connectome:select',
  /** Selects nothing in the current notebook. */
  clearSelection: 'connectome:clear-selection',
  /** Selects in the current notebook what was selected before. */
  undoSelection: 'connectome:undo-selection',
  /** Takes {@link CommandIDs.undoSelection} back. */
  redoSelection: 'connectome:redo-selection',
  /** Keeps what is selected under a name in the current notebook. Arguments: {@link INamedSelectionArguments}. */
  saveSelection: 'connectome:save-selection',
  /** Selects what the current notebook keeps under a name. Arguments: {@link INamedSelectionArguments}. */
  selectNamed: 'connectome:select-named',
  /** Takes a named selection out of the current notebook. Arguments: {@link INamedSelectionArguments}. */
  forgetSelection: 'connectome:forget-selection',
  /** Opens Neuroglancer in a tab. Arguments: {@link IOpenNeuroglancerArguments}. */
  openNeuroglancer: 'connectome:open-neuroglancer',
  /** Opens Neuroglancer at what a view of neurons shows. Arguments: {@link IOpenInNeuroglancerArguments}. */
  openInNeuroglancer: 'connectome:open-in-neuroglancer',
  /** Inserts a cell with code, and runs it when asked to. Arguments: {@link IInsertCodeArguments}. */
  insertCode: 'connectome:insert-code',
  /** Opens the side panel with what is selected, the datasets and the cache. */
  showExplorer: 'connectome:show-explorer',
  /** Inserts a cell that shows what a Neuroglancer link shows. Arguments: {@link IInsertLinkArguments}. */
  insertLink: 'connectome:insert-link',
  /** Saves a view of neurons as a file; resolves to its name. Arguments: {@link IExportViewArguments}. */
  exportView: 'connectome:export-view',
  /** Saves a matrix as a file; resolves to its name. Arguments: {@link IExportMatrixArguments}. */
  exportMatrix: 'connectome:export-matrix',
  /** Saves or copies an output; resolves to its name. Arguments: {@link IExportOutputArguments}. */
  exportOutput: 'connectome:export-output',
  /** Opens an output in a tab beside the notebook. */
  openOutput: 'connectome:open-output',
  /** Opens a tutorial. Arguments: {@link IOpenTutorialArguments}. */
  openTutorial: 'connectome:open-tutorial',
  /** Opens the notebook of a panel of a paper. Arguments: {@link IOpenPanelArguments}. */
  openPanel: 'connectome:open-panel',
  /** Opens a folder in Neuroglancer's precomputed format in the viewer. Arguments: {@link IOpenFolderArguments}. */
  openFolder: 'connectome:open-folder',
} as const;

/** Arguments of {@link CommandIDs.newNotebook}. */
export interface INewNotebookArguments {
  /** Folder for the new notebook, as the contents service names it; the file browser's folder when absent. */
  readonly cwd?: string;
}

/** Arguments of {@link CommandIDs.select}: ids as decimal strings; what is left out is not selected. */
export interface ISelectArguments {
  readonly neurons?: readonly string[];
  readonly synapses?: readonly string[];
}

/** Arguments of the commands for named selections. */
export interface INamedSelectionArguments {
  /** Asked for when absent. */
  readonly name?: string;
}

/**
 * Arguments of {@link CommandIDs.openNeuroglancer}; the first of `state`, `url` and `view` that is there counts. Without
 * any, what is selected in the notebook is shown.
 */
export interface IOpenNeuroglancerArguments {
  /** A Neuroglancer state. */
  readonly state?: Readonly<Record<string, unknown>>;
  /** A link that holds one. */
  readonly url?: string;
  /** What `neuroglancer.toState` takes, ids as decimal strings: `{ ids: ['864691135571546917'], source: 'minnie65' }`. */
  readonly view?: Readonly<Record<string, unknown>>;
  /** Which tab: the one of this name shows it, a new one when there is none. Absent: a new one. */
  readonly id?: string;
  /** Path of the notebook whose kernel is told what the tab shows; the current notebook when absent, `''` for none. */
  readonly notebook?: string;
}

/** Arguments of {@link CommandIDs.openInNeuroglancer}. */
export interface IOpenInNeuroglancerArguments {
  /** The volume that the view's ids are of, by name; the one the view knows, or `minnie65`. */
  readonly source?: string;
}

/** Arguments of {@link CommandIDs.insertCode}. */
export interface IInsertCodeArguments {
  /** TypeScript. */
  readonly code: string;
  /** Path of the notebook, which is open; the current one when absent. */
  readonly path?: string;
  /** Whether the cell is run, which needs our kernel; false. */
  readonly run?: boolean;
}

/** Arguments of {@link CommandIDs.insertLink}. */
export interface IInsertLinkArguments {
  /** A link from Neuroglancer or Spelunker, or the JSON of a state; asked for when absent. */
  readonly link?: string;
  /** Path of the notebook, which is open; the current one when absent. */
  readonly path?: string;
  /** Whether the cell is run; true. */
  readonly run?: boolean;
}

/** Arguments of {@link CommandIDs.exportView}. */
export interface IExportViewArguments {
  readonly format?: 'png' | 'svg' | 'glb' | 'obj' | 'swc' | 'html' | 'webm' | 'link';
  /** Pixels of a picture (2400 × 1600) or film (1280 × 720). */
  readonly width?: number;
  readonly height?: number;
  /** Dots per inch that a PNG tells; 300. */
  readonly dpi?: number;
  readonly background?: 'white' | 'dark' | 'transparent';
  /** What stands on and around a picture; all of it. */
  readonly overlays?: boolean | readonly ('title' | 'legend' | 'scale-bar' | 'layers')[];
  /** What stands for neurites in a 3D model; tubes. */
  readonly skeletons?: 'tubes' | 'lines';
  /** Length of a film; 8. */
  readonly seconds?: number;
  readonly framesPerSecond?: number;
  /** The page that a link opens; `neuroglancer`. */
  readonly site?: 'neuroglancer' | 'spelunker' | (string & {});
  /** The volume that a link's ids are of; the one the view knows, or `minnie65`. */
  readonly source?: string;
  /** The clipboard takes a PNG, the text of an SVG, or a link, which goes there when nothing else is said. */
  readonly to?: 'file' | 'clipboard';
}

/** Arguments of {@link CommandIDs.exportMatrix}. */
export interface IExportMatrixArguments {
  readonly format?: 'svg' | 'pdf' | 'png' | 'csv' | 'arrow';
}

/** Arguments of {@link CommandIDs.exportOutput}: of the output that was clicked, has the keyboard, or is of the active cell. */
export interface IExportOutputArguments {
  /** Figures and drawings have `png` and `svg`, tables and checks `csv` and `tsv`; matrices `png`, `svg` and `csv`. `png`. */
  readonly format?: 'png' | 'svg' | 'csv' | 'tsv';
  /** The clipboard takes a PNG as a picture, all else as text; `file`. */
  readonly to?: 'file' | 'clipboard';
}

/** Arguments of {@link CommandIDs.openTutorial}. */
export interface IOpenTutorialArguments {
  /** The file, without its ending: `01-first-look`. */
  readonly name: string;
}

/** Arguments of {@link CommandIDs.openPanel}. */
export interface IOpenPanelArguments {
  /** The recipe: `ding2025/fig2d`. */
  readonly id: string;
}

/** Arguments of {@link CommandIDs.openFolder}. */
export interface IOpenFolderArguments {
  /** As the file browser has it; when absent the folder marked there, else the one the file browser is in. */
  readonly path?: string;
}

/** Name under which our kernel is installed. */
export const KERNEL_NAME = 'connectome';
