/** Depth below the pia along the picture's left side. */

import type { ICamera } from '../camera/camera';
import type { ITranslation } from '../translation';
import { depthTicks } from './depth-ticks';
import { element } from './element';

export interface IDepthRuler {
  readonly node: HTMLElement;
  update(camera: ICamera, widthPx: number, heightPx: number): void;
}

/** Room below for the scale bar. */
const bottomPx = 46;
const topPx = 8;

export function createDepthRuler(trans: ITranslation): IDepthRuler {
  const node = element('div', 'ruler');
  node.title = trans.__('Depth below the pia in µm, at the middle of what is looked at');
  node.setAttribute('aria-hidden', 'true');
  return {
    node,
    update(camera, widthPx, heightPx) {
      const ticks = depthTicks(camera, widthPx, heightPx).filter(
        ({ y, depthUm }) => y >= topPx && y <= heightPx - bottomPx && depthUm >= 0,
      );
      node.hidden = ticks.length < 2;
      if (node.hidden) return;
      // Nothing is above the pia: the line begins there, or with the picture.
      const surface = ticks[0].depthUm === 0 ? ticks[0].y : 0;
      node.style.clipPath = `inset(${Math.max(0, surface - 6)}px -40px -8px 0)`;
      while (node.childElementCount > ticks.length) node.lastElementChild?.remove();
      while (node.childElementCount < ticks.length) node.append(element('div', 'rulerTick'));
      ticks.forEach(({ depthUm, y }, i) => {
        const tick = node.children[i] as HTMLElement;
        const label = Number(depthUm.toPrecision(6)).toLocaleString('en') + (i === ticks.length - 1 ? ' µm' : '');
        if (tick.textContent !== label) tick.textContent = label;
        tick.style.transform = `translateY(${y.toFixed(1)}px) translateY(-50%)`;
      });
    },
  };
}
