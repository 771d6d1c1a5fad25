/** The little axes at the bottom right: where the pia is, and a click away from the standard views. */

import type { Scene } from 'connectome-helpers/dist/contract/scene/scene.js';
import type { ICamera } from '../camera/camera';
import type { StandardView } from '../camera/standard-views';
import type { ITranslation } from '../translation';
import { axisEnds, axisPlace } from './axis-places';
import { element, svg } from './element';

export interface IAxisGizmo {
  readonly node: HTMLElement;
  update(camera: ICamera): void;
}

const size = 76;
const reach = 25;

export function createAxisGizmo(
  axes: Scene['axes'],
  trans: ITranslation,
  look: (from: StandardView) => void,
): IAxisGizmo {
  const node = element('div', 'gizmo');
  const drawing = svg('svg', { viewBox: `${-size / 2} ${-size / 2} ${size} ${size}`, width: size, height: size });
  drawing.setAttribute('aria-hidden', 'true');
  const ends = axisEnds(axes, trans.__('pia'), trans.__('WM'));
  const parts = ends.map(({ name, view, axis }) => {
    const holder = svg('g', { class: `jp-ConnectomeViewer-axis jp-mod-axis${axis}` });
    const line = svg('line', { x1: 0, y1: 0, x2: 0, y2: 0 });
    const end = svg('g', { class: 'jp-ConnectomeViewer-axisEnd' });
    const title = svg('title', {});
    title.textContent = titleOf(view, axes, trans);
    end.append(title, svg('circle', { r: name === '' ? 3 : 8.5 }));
    if (name !== '') {
      const text = svg('text', { 'text-anchor': 'middle', dy: '0.34em' });
      text.textContent = name;
      end.append(text);
    } else end.classList.add('jp-mod-bare');
    end.addEventListener('click', () => look(view));
    holder.append(line, end);
    return { holder, line, end, named: name !== '' };
  });
  node.append(drawing);
  return {
    node,
    update(camera) {
      const places = ends.map(end => axisPlace(end, camera));
      parts.forEach(({ holder, line, end }, i) => {
        const [x, y] = [places[i].x * reach, places[i].y * reach];
        line.setAttribute('x2', x.toFixed(1));
        line.setAttribute('y2', y.toFixed(1));
        end.setAttribute('transform', `translate(${x.toFixed(1)} ${y.toFixed(1)})`);
        holder.style.opacity = String(0.7 + 0.3 * places[i].near);
      });
      // What is nearer covers what is farther.
      const order = parts.map((_, i) => i).sort((a, b) => places[a].near - places[b].near);
      drawing.append(...order.map(i => parts[i].holder));
    },
  };
}

function titleOf(view: StandardView, axes: Scene['axes'], trans: ITranslation): string {
  if (view === 'front') return trans.__('Look from the front');
  if (view === 'back') return trans.__('Look from the back');
  if (view === 'left') return trans.__('Look from the left');
  if (view === 'right') return trans.__('Look from the right');
  if (view === 'top') return axes === 'cortex' ? trans.__('Look from the pia') : trans.__('Look from above');
  return axes === 'cortex' ? trans.__('Look from the white matter') : trans.__('Look from below');
}
