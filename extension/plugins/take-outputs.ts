import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette, Notification } from '@jupyterlab/apputils';
import { INotebookTracker } from '@jupyterlab/notebook';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';
import { copyFile, saveFile } from '../neuron-viewer/export/save-file';
import { type IOpenOutput, OUTPUT_FORMATS, type OutputFormat, outputAt } from '../outputs/open-outputs';
import { CommandIDs, type IExportOutputArguments } from './command-ids';
import { VIEW_SELECTOR } from './view-of';

const KINDS = ['Figure', 'Drawing', 'Matrix', 'Table', 'Check'].map(kind => `.jp-Connectome${kind}`);
const [FIGURE, DRAWING, MATRIX, ...ROWS] = KINDS;
const ALL = [VIEW_SELECTOR, ...KINDS].join(', ');

/** Takes outputs along: by command, and from the menu of each. What views of neurons and matrices have beside that, they bring. */
export const takeOutputs: JupyterFrontEndPlugin<void> = {
  id: 'jupyterlab-connectome:take-outputs',
  description: 'Copies and saves figures, drawings, matrices, tables and checks, and opens outputs in tabs.',
  autoStart: true,
  requires: [INotebookTracker],
  optional: [ICommandPalette, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    notebooks: INotebookTracker,
    palette: ICommandPalette | null,
    translator: ITranslator | null,
  ): void => {
    const trans = (translator ?? nullTranslator).load('jupyterlab_connectome');
    const { commands, contextMenu, shell } = app;

    /** What was clicked, else where the keyboard is, else what is in the active cell, else in the tab. */
    function* places(isMenu: boolean): Generator<Element> {
      const clicked = isMenu ? app.contextMenuHitTest(node => node.matches(ALL)) : undefined;
      const focused = document.activeElement?.closest(ALL);
      if (clicked) yield clicked;
      if (focused) yield focused;
      const active = notebooks.currentWidget === shell.currentWidget ? notebooks.activeCell?.node : undefined;
      yield* active?.querySelectorAll(ALL) ?? [];
      yield* shell.currentWidget?.node.querySelectorAll(ALL) ?? [];
    }
    const outputOf = ({ format = 'png', isMenu }: ReadonlyPartialJSONObject): IOpenOutput | undefined => {
      for (const place of places(isMenu === true)) {
        const output = outputAt(place);
        if (output?.formats().includes(format as OutputFormat)) return output;
      }
      return undefined;
    };

    const labelOf = ({ format = 'png', to, isMenu }: ReadonlyPartialJSONObject): string => {
      const kind = String(format).toUpperCase();
      if (to !== 'clipboard') return isMenu ? trans.__('Save as %1', kind) : trans.__('Save Output as %1', kind);
      if (format === 'png') return isMenu ? trans.__('Copy Picture') : trans.__('Copy Picture of Output');
      return isMenu ? trans.__('Copy Rows') : trans.__('Copy Rows of Output');
    };
    const take = async ({ format = 'png', to }: IExportOutputArguments, output: IOpenOutput): Promise<string> => {
      const made = output.file(format);
      if (to === 'clipboard') {
        await copyFile(format === 'png' ? 'image/png' : 'text/plain', made);
        const words = format === 'png' ? trans.__('The picture is copied') : trans.__('The rows are copied');
        Notification.success(words, { autoClose: 2000 });
      } else saveFile(await made);
      return (await made).name;
    };
    commands.addCommand(CommandIDs.exportOutput, {
      label: labelOf,
      caption: trans.__('Copy or save a figure, drawing, matrix, table or check'),
      isEnabled: args => outputOf(args) !== undefined,
      execute: args => {
        const { format = 'png' } = args;
        if (!OUTPUT_FORMATS.includes(format as OutputFormat)) {
          throw new Error(
            `export-output knows no such format: received ${String(format)}, expected one of ${OUTPUT_FORMATS.join(', ')}`,
          );
        }
        const output = outputOf(args);
        if (!output)
          throw new Error(`export-output found no output that becomes ${format}: click into one and try again`);
        return take(args as IExportOutputArguments, output);
      },
      describedBy: {
        args: {
          type: 'object',
          properties: {
            format: {
              type: 'string',
              enum: [...OUTPUT_FORMATS],
              description: trans.__('What the output becomes; png'),
            },
            to: { type: 'string', enum: ['file', 'clipboard'], description: trans.__('Where it goes; file') },
          },
        },
      },
    });

    /** The notebook and the cell that an output stands in. */
    const cellOf = (isMenu: boolean): { readonly path: string; readonly index: number } | undefined => {
      const panel = notebooks.currentWidget;
      if (!panel || panel !== shell.currentWidget) return undefined;
      for (const place of places(isMenu)) {
        const index = panel.content.widgets.findIndex(({ node }) => node.contains(place));
        if (index >= 0) return { path: panel.context.path, index };
      }
      return undefined;
    };
    commands.addCommand(CommandIDs.openOutput, {
      label: args => (args.isMenu ? trans.__('Open in a Tab') : trans.__('Open Output in a Tab')),
      caption: trans.__('Show the outputs of a cell in a tab of their own, linked with the notebook'),
      isEnabled: args => cellOf(args.isMenu === true) !== undefined,
      execute: args => {
        const cell = cellOf(args.isMenu === true);
        if (!cell) throw new Error('open-output found no output: click into one and try again');
        return commands.execute('notebook:create-output-view', { ...cell });
      },
      describedBy: { args: { type: 'object', properties: {} } },
    });

    const ways: readonly [kinds: readonly string[], IExportOutputArguments][] = [
      [[FIGURE, DRAWING, MATRIX], { format: 'png', to: 'clipboard' }],
      [ROWS, { format: 'tsv', to: 'clipboard' }],
      // Matrices are saved by a command of their own.
      [[FIGURE, DRAWING], { format: 'png' }],
      [[FIGURE, DRAWING], { format: 'svg' }],
      [ROWS, { format: 'csv' }],
    ];
    const category = trans.__('Connectome');
    ways.forEach(([kinds, args], i) => {
      const item = { command: CommandIDs.exportOutput, args: { ...args, isMenu: true }, rank: 19.9 + i / 100 };
      for (const selector of kinds) contextMenu.addItem({ ...item, selector });
      palette?.addItem({ command: CommandIDs.exportOutput, args: { ...args }, category });
    });
    for (const selector of [VIEW_SELECTOR, ...KINDS]) {
      contextMenu.addItem({ type: 'separator', selector, rank: 19.89 });
      contextMenu.addItem({ command: CommandIDs.openOutput, args: { isMenu: true }, selector, rank: 19.99 });
    }
    // Below what views and matrices have of their own.
    for (const selector of [VIEW_SELECTOR, MATRIX]) contextMenu.addItem({ type: 'separator', selector, rank: 20.5 });
    palette?.addItem({ command: CommandIDs.openOutput, category });
  },
};
