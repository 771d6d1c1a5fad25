/** The view as one file that needs nothing else: no server, no network, no notebook. Pure. */

import type { Scene, SceneView } from 'connectome-helpers/dist/contract/scene/scene.js';
import { fileNameOf, type IExportedFile } from './exported-scene';
import { escaped } from './svg';

export interface IStandaloneParts {
  readonly scene: Scene;
  readonly view: SceneView;
  readonly summary: string;
  readonly dark: boolean;
  /** The engine as one module, and the style sheets: what `standalone/main.ts` is bundled to. */
  readonly script: string;
}

export function standaloneHtml({ scene, view, summary, dark, script }: IStandaloneParts): IExportedFile {
  const { title } = scene;
  const payload = inScript(JSON.stringify({ scene: { ...scene, view, live: undefined }, summary, dark }));
  const content = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline' 'wasm-unsafe-eval'; style-src 'unsafe-inline'; img-src data: blob:">
<title>${escaped(title === '' ? 'Neurons' : title)}</title>
</head>
<body>
<noscript>${escaped(summary)}</noscript>
<script type="application/json" id="connectome-scene">${payload}</script>
<script type="module">${script.replace(/<\/(script)/gi, '<\\/$1').replace(/<!--/g, '<\\!--')}</script>
</body>
</html>
`;
  return { name: fileNameOf(title, 'html'), type: 'text/html', content };
}

/** JSON that no name in it can break out of: `<` is written in a way that HTML knows nothing of. */
export function inScript(json: string): string {
  return json
    .replace(/</g, '\\u003c')
    .replace(/\u2028/g, '\\u2028')
    .replace(/\u2029/g, '\\u2029');
}
