import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { FORMATS, type MatrixFormat, matrixAt, type SaveMatrix } from '../matrix/open-matrices';
import { CommandIDs } from './command-ids';

const MATRIX_SELECTOR = '.jp-ConnectomeMatrix';

/** Saves matrices as files: by command, and from the menu of a matrix. */
export const exportMatrix: JupyterFrontEndPlugin<void> = {
  id: 'jupyterlab-connectome:export-matrix',
  description: 'Saves connectivity matrices as drawings, pictures and tables.',
  autoStart: true,
  optional: [ICommandPalette, ITranslator],
  activate: (app: JupyterFrontEnd, palette: ICommandPalette | null, translator: ITranslator | null): void => {
    const trans = (translator ?? nullTranslator).load('jupyterlab_connectome');
    const { commands, contextMenu, shell } = app;

    /** What was clicked, else where the keyboard is, else the first matrix of the current document that is on hand. */
    const matrixOf = (isMenu: boolean): SaveMatrix | undefined => {
      const clicked = isMenu ? app.contextMenuHitTest(node => node.matches(MATRIX_SELECTOR)) : undefined;
      const first = shell.currentWidget?.node.querySelector(`${MATRIX_SELECTOR}[data-status=ready]`);
      return matrixAt(clicked) ?? matrixAt(document.activeElement) ?? matrixAt(first);
    };

    commands.addCommand(CommandIDs.exportMatrix, {
      label: ({ format = 'svg' }) => trans.__('Save Matrix as %1', String(format).toUpperCase()),
      caption: trans.__('Save what is in view of a connectivity matrix, at full resolution'),
      isEnabled: args => matrixOf(args.isMenu === true) !== undefined,
      execute: ({ format = 'svg', isMenu }) => {
        const save = matrixOf(isMenu === true);
        if (!save) throw new Error('export-matrix found no matrix: click into one and try again');
        if (!FORMATS.includes(format as MatrixFormat)) {
          throw new Error(
            `export-matrix knows no such format: received ${String(format)}, expected one of ${FORMATS.join(', ')}`,
          );
        }
        return save(format as MatrixFormat);
      },
      describedBy: {
        args: {
          type: 'object',
          properties: {
            format: { type: 'string', enum: [...FORMATS], description: trans.__('What the matrix becomes; svg') },
          },
        },
      },
    });
    FORMATS.forEach((format, i) => {
      const args = { format, isMenu: true };
      contextMenu.addItem({
        command: CommandIDs.exportMatrix,
        args,
        selector: MATRIX_SELECTOR,
        rank: 20.001 + i / 100,
      });
      palette?.addItem({ command: CommandIDs.exportMatrix, category: trans.__('Connectome'), args: { format } });
    });
  },
};
