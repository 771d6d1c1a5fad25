// Serves the pages, their scripts, the scene and the payloads from this machine, on a port of the system's choice.
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const types = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};
const readback = readFileSync(fileURLToPath(new URL('page/readback.mjs', import.meta.url)), 'utf8');

/** `folders` by the first part of the address; `pages` as `buildPages` returns them. */
export async function serve(folders, pages) {
  const server = createServer((request, response) => {
    const [, first, ...rest] = decodeURIComponent(new URL(request.url, 'http://here').pathname).split('/');
    if (first === 'page' && pages[rest[0]]) {
      response.writeHead(200, { 'content-type': 'text/html' }).end(html(rest[0], pages[rest[0]]));
      return;
    }
    const path = normalize(rest.join('/'));
    const file = folders[first] && !path.startsWith('..') ? join(folders[first], path) : '';
    if (file === '' || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end();
      return;
    }
    const type = types[extname(file)] ?? 'application/octet-stream';
    response.writeHead(200, { 'content-type': type, 'content-length': statSync(file).size });
    createReadStream(file).pipe(response);
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

function html(peer, { scripts, styles }) {
  const links = styles.map(name => `<link rel="stylesheet" href="/built/${peer}/${name}">`);
  const tags = scripts.map(name => `<script src="/built/${peer}/${name}"></script>`);
  return `<!doctype html><html><head><meta charset="utf-8"><link rel="icon" href="data:,">
<style>html, body { margin: 0; background: #fff } #host { position: relative; width: 900px; height: 600px; overflow: hidden }</style>
<script>${readback}</script><script>window.define = (name, needs, make) => { window[name] = make(); };</script>
${links.join('')}</head><body><div id="host"></div>${tags.join('')}</body></html>`;
}
