/** The scene as a Wavefront OBJ file. Pure. */

import { shortestDecimal } from 'connectome-helpers/dist/formats/text/shortest-decimal.js';
import { fileNameOf, type IExportedFile, type IExportedScene } from './exported-scene';
import { type SkeletonForm, surfacesOf } from './surfaces';

/**
 * In µm and the scene's own axes (y grows with depth), one object a neuron, named for its label and id. Colours stand
 * behind each vertex, as most programs read them.
 */
export function exportObj(scene: IExportedScene, form: SkeletonForm): IExportedFile {
  const { title } = scene.decoded.scene;
  const { surfaces, left } = surfacesOf(scene, [0, 0, 0], form);
  if (surfaces.length === 0) throw new Error('nothing shows in this view; show something before you take it along');
  // The unit comes first, as readers take the first line that names one: a title might.
  const lines = ['# units: um', `# ${oneLine(title)}`, ...left.map(what => `# left out: ${oneLine(what)}`)];
  let first = 1;
  for (const { name, facts, kind, positions, corners, color, colors } of surfaces) {
    lines.push(`o ${oneLine([name, facts.id].filter(part => part !== undefined).join(' ')).replace(/ /g, '_')}`);
    for (let i = 0; 3 * i < positions.length; i += 1) {
      const place = [0, 1, 2].map(k => shortestDecimal(positions[3 * i + k], 1));
      lines.push(`v ${place.join(' ')} ${channels(colors?.[i] ?? color ?? '#808080')}`);
    }
    const size = kind === 'lines' ? 2 : 3;
    for (let c = 0; c < corners.length; c += size) {
      const numbers = Array.from(corners.subarray(c, c + size), corner => corner + first);
      lines.push(`${kind === 'lines' ? 'l' : 'f'} ${numbers.join(' ')}`);
    }
    first += positions.length / 3;
  }
  return { name: fileNameOf(title, 'obj'), type: 'model/obj', content: `${lines.join('\n')}\n` };
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function channels(color: string): string {
  return [1, 3, 5].map(at => Number((Number.parseInt(color.slice(at, at + 2), 16) / 255).toFixed(4))).join(' ');
}
