import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { FORMATS } from '../neuron-viewer/export/arguments';
import { IViewExporter, ViewExporter } from '../neuron-viewer/export/view-exporter';
import { CommandIDs } from './command-ids';
import { VIEW_SELECTOR, viewOf } from './view-of';

/** Saves neuron views as files: by command, and from the menus of a view. */
export const viewerExport: JupyterFrontEndPlugin<IViewExporter> = {
  id: 'jupyterlab-connectome:viewer-export',
  description: 'Saves neuron views as pictures, drawings, models, pages and films.',
  autoStart: true,
  provides: IViewExporter,
  optional: [ICommandPalette, ITranslator],
  activate: (app: JupyterFrontEnd, palette: ICommandPalette | null, translator: ITranslator | null): IViewExporter => {
    const trans = (translator ?? nullTranslator).load('jupyterlab_connectome');
    const { commands, contextMenu } = app;
    const exporter = new ViewExporter(trans);

    const labels = new Map(exporter.choices().map(({ id, label }) => [id, label]));
    commands.addCommand(CommandIDs.exportView, {
      label: args => labels.get(String(args.choice)) ?? trans.__('Export Neuron View'),
      caption: trans.__('Save a view of neurons as a picture, drawing, model, page or film'),
      isEnabled: args => viewOf(app, args) !== undefined,
      execute: args => {
        const view = viewOf(app, args);
        const { isMenu: _, choice, ...given } = args;
        const chosen = exporter.choices().find(({ id }) => id === choice)?.args;
        if (!view) throw new Error('export-view found no view of neurons: click into one and try again');
        return exporter.run(view, { format: 'png', ...chosen, ...given });
      },
      describedBy: {
        args: {
          type: 'object',
          properties: {
            format: { type: 'string', enum: [...FORMATS], description: trans.__('What the view becomes; png') },
            width: { type: 'number', description: trans.__('Pixels of a picture or film') },
            height: { type: 'number', description: trans.__('Pixels of a picture or film') },
            dpi: { type: 'number', description: trans.__('Dots per inch that a PNG tells; 300') },
            background: { type: 'string', enum: ['white', 'dark', 'transparent'] },
            overlays: { description: trans.__('true, false or some of title, legend, scale-bar, layers') },
            skeletons: { type: 'string', enum: ['tubes', 'lines'], description: trans.__('Neurites in a 3D model') },
            seconds: { type: 'number', description: trans.__('Length of a film; 8') },
            framesPerSecond: { type: 'number', description: trans.__('Frames a second of a film; 30') },
            site: { type: 'string', description: trans.__('Page that a link opens; neuroglancer') },
            source: {
              type: 'string',
              description: trans.__('Volume that the ids are of, by name; the one the view knows, or minnie65'),
            },
            to: { type: 'string', enum: ['file', 'clipboard'] },
          },
        },
      },
    });
    exporter.choices().forEach(({ id }, i) => {
      const args = { choice: id, isMenu: true };
      contextMenu.addItem({ command: CommandIDs.exportView, args, selector: VIEW_SELECTOR, rank: 20.001 + i / 100 });
    });
    for (const { id } of exporter.choices()) {
      palette?.addItem({ command: CommandIDs.exportView, args: { choice: id }, category: trans.__('Connectome') });
    }
    return exporter;
  },
};
