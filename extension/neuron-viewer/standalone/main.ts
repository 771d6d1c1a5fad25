/** The script of a page that shows one scene and needs nothing else. Bundled with its style sheets into one file. */

import type { Scene } from 'connectome-helpers/dist/contract/scene/scene.js';
import { openView } from '../engine';
import type { ITranslation } from '../translation';

/** Put there by the build. */
declare const CONNECTOME_STYLE: string;

interface IPayload {
  readonly scene: Scene;
  readonly summary: string;
  readonly dark: boolean;
}

const style = document.createElement('style');
style.textContent = CONNECTOME_STYLE;
document.head.append(style);

const { scene, summary, dark } = JSON.parse(
  document.getElementById('connectome-scene')?.textContent ?? 'null',
) as IPayload;
document.body.dataset.jpThemeLight = String(!dark);
const host = document.createElement('div');
host.className = 'jp-ConnectomeViewer';
host.dataset.status = 'loading';
const inner = document.createElement('div');
host.append(inner);
document.body.append(host);

const fill = (text: string, ...values: unknown[]): string => text.replace(/%(\d+)/g, (_, i) => String(values[i - 1]));
/** English: the words of the page that it was made in are not taken along. */
const trans = {
  __: fill,
  _n: (one: string, many: string, count: number, ...values: unknown[]) =>
    fill(count === 1 ? one : many, count, ...values),
} as unknown as ITranslation;

try {
  await openView(inner, scene, {
    summary,
    trans,
    dark,
    onReady: () => {
      host.dataset.status = 'ready';
    },
    onView: () => {},
  });
} catch (error) {
  const message = document.createElement('p');
  message.textContent = error instanceof Error ? error.message : String(error);
  host.replaceChildren(message);
  host.dataset.status = 'error';
}
