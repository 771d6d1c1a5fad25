/** A colour bar in the legend. */

import type { SceneColorBar } from 'connectome-helpers/dist/contract/scene/scene.js';
import type { ITranslation } from '../translation';
import { colorBarTicks } from './color-bar-ticks';
import { element } from './element';

export function colorBarNode(bar: SceneColorBar, trans: ITranslation): HTMLElement {
  const node = element('div', 'colorBar');
  node.setAttribute('role', 'group');
  node.setAttribute('aria-label', bar.label);
  const ramp = element('div', 'colorRamp');
  // Colours are `#rrggbb`, which the scene's check made sure of.
  ramp.style.backgroundImage =
    bar.colors.length === 1
      ? `linear-gradient(${bar.colors[0]}, ${bar.colors[0]})`
      : `linear-gradient(to right, ${bar.colors.join(', ')})`;
  const ticks = element('div', 'colorTicks');
  for (const { place, label } of colorBarTicks(bar)) {
    const tick = element('span', 'colorTick', label);
    tick.style.left = `${(100 * place).toFixed(2)}%`;
    ticks.append(tick);
  }
  node.append(element('div', 'colorBarLabel', bar.label), ramp, ticks);
  if (bar.missing !== undefined) {
    const missing = element('div', 'legendStatic');
    const swatch = element('span', 'swatch');
    swatch.style.backgroundColor = bar.missing;
    missing.append(swatch, element('span', 'legendLabel', trans.__('no value')));
    node.append(missing);
  }
  return node;
}
