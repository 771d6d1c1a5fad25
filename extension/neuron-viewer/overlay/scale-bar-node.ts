/** The scale bar at the bottom left. */

import { type ICamera, unitsPerPixel } from '../camera/camera';
import type { ITranslation } from '../translation';
import { element } from './element';
import { scaleBar } from './scale-bar';

export interface IScaleBarNode {
  readonly node: HTMLElement;
  update(camera: ICamera, widthPx: number, heightPx: number): void;
}

const longestBar = 120;

export function createScaleBar(trans: ITranslation): IScaleBarNode {
  const node = element('div', 'scaleBar');
  const line = element('div', 'scaleBarLine');
  const text = element('div', 'scaleBarLabel');
  node.append(line, text);
  return {
    node,
    update(camera, widthPx, heightPx) {
      const { widthPx: barWidth, label } = scaleBar(unitsPerPixel(camera, heightPx), Math.min(longestBar, widthPx / 4));
      line.style.width = `${barWidth}px`;
      if (text.textContent !== label) text.textContent = label;
      const title =
        camera.projection === 'orthographic'
          ? trans.__('True everywhere in the picture')
          : trans.__('True at the middle of what is looked at; nearer things look larger');
      if (node.title !== title) node.title = title;
    },
  };
}
