import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { IThemeManager } from '@jupyterlab/apputils';
import { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { checkRendererFactory } from '../check';
import { drawingRendererFactory } from '../drawing';
import { figureRendererFactory } from '../figure';
import { IHosts } from '../host/host';
import { matrixRendererFactory } from '../matrix';
import { neuronRendererFactory } from '../neuron-viewer';
import { IViewExporter } from '../neuron-viewer/export/view-exporter';
import { tableRendererFactory } from '../table';

/** Teaches JupyterLab to show our outputs. Rank 0 puts them before the plain HTML that travels beside some of them. */
export const renderers: JupyterFrontEndPlugin<void> = {
  id: 'jupyterlab-connectome:renderers',
  description: 'Renders neurons, figures, drawings and checks of the connectome kernel.',
  autoStart: true,
  requires: [IRenderMimeRegistry],
  optional: [IThemeManager, ITranslator, IHosts, IViewExporter],
  activate: (
    _app: JupyterFrontEnd,
    registry: IRenderMimeRegistry,
    themes: IThemeManager | null,
    translator: ITranslator | null,
    hosts: IHosts | null,
    exporter: IViewExporter | null,
  ): void => {
    const trans = (translator ?? nullTranslator).load('jupyterlab_connectome');
    registry.addFactory(neuronRendererFactory({ trans, hosts, exporter }), 0);
    registry.addFactory(figureRendererFactory({ trans, themes, hosts }), 0);
    registry.addFactory(matrixRendererFactory({ trans, themes, hosts }), 0);
    registry.addFactory(tableRendererFactory({ trans, themes, hosts }), 0);
    registry.addFactory(drawingRendererFactory(trans), 0);
    registry.addFactory(checkRendererFactory(trans), 0);
  },
};
