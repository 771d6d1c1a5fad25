import { ILayoutRestorer, type JupyterFrontEnd, type JupyterFrontEndPlugin } from '@jupyterlab/application';
import { WidgetTracker } from '@jupyterlab/apputils';
import type { DocumentWidget } from '@jupyterlab/docregistry';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { NeuronFileFactory, type NeuronFileView } from '../files/file-view';
import { FILE_KINDS } from '../files/kinds';
import { IHosts } from '../host/host';
import { IViewExporter } from '../neuron-viewer/export/view-exporter';
import { neuronIcon } from './icon';

const FACTORY = 'Neuron Viewer';

/** Opens files of neurons and surfaces in the viewer; "Open With" has the text editor for those that are text. */
export const files: JupyterFrontEndPlugin<void> = {
  id: 'jupyterlab-connectome:files',
  description: 'Opens SWC, OBJ, PLY, glTF and mesh fragments in the neuron viewer.',
  autoStart: true,
  optional: [ILayoutRestorer, IHosts, IViewExporter, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    restorer: ILayoutRestorer | null,
    hosts: IHosts | null,
    exporter: IViewExporter | null,
    givenTranslator: ITranslator | null,
  ): void => {
    const translator = givenTranslator ?? nullTranslator;
    const trans = translator.load('jupyterlab_connectome');
    const { docRegistry, serviceManager } = app;
    for (const { name, extension, mimeType, fileFormat } of FILE_KINDS) {
      docRegistry.addFileType({
        name,
        displayName: trans.__('%1 File', extension.slice(1).toUpperCase()),
        extensions: [extension],
        mimeTypes: [mimeType],
        fileFormat,
        icon: neuronIcon,
      });
    }
    const names = FILE_KINDS.map(({ name }) => name);
    const factory = new NeuronFileFactory(
      {
        name: FACTORY,
        label: trans.__('Neuron Viewer'),
        modelName: 'base64',
        fileTypes: names,
        defaultFor: names,
        readOnly: true,
        translator,
      },
      { trans, hosts, exporter, contents: serviceManager.contents },
    );
    docRegistry.addWidgetFactory(factory);
    const tracker = new WidgetTracker<DocumentWidget<NeuronFileView>>({ namespace: 'connectome-files' });
    factory.widgetCreated.connect((_, widget) => {
      widget.title.icon = neuronIcon;
      widget.context.pathChanged.connect(() => void tracker.save(widget));
      void tracker.add(widget);
    });
    void restorer?.restore(tracker, {
      command: 'docmanager:open',
      args: ({ context }) => ({ path: context.path, factory: FACTORY }),
      name: ({ context }) => context.path,
    });
  },
};
