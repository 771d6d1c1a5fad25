/** Views in the page speak with what made them: changes from code, finer surfaces, and how the reader looks at them. */
import { LIVE_VIEW_TARGET, type LiveNews, type LiveRequest, type LiveSource } from '../contract/live-view.js';
import type { SceneItem, SceneView } from '../contract/scene/scene.js';
import { findView } from '../display/viewer/live-registry.js';
import type { CellComms, Comm } from './comm.js';
import { importLate } from './late-imports.js';

/** More than any screen has pixels for. */
const mostTriangles = 50_000_000;

/** Lets pages open the conversation told in `contract/live-view.ts`. */
export function serveLiveViews(comms: Pick<CellComms, 'register'>): void {
  comms.register(LIVE_VIEW_TARGET, (comm, first) => {
    const live = typeof first?.live === 'string' ? first.live : '';
    const dot = live.lastIndexOf('.');
    const view = findView(live.slice(0, dot));
    if (!view) {
      send(comm, { op: 'gone' });
      comm.close();
      return undefined;
    }
    return talk(comm, view, live);
  });
}

async function talk(comm: Comm, view: LiveSource, live: string): Promise<void> {
  /** Packed arrays that the page has, by the item's key. */
  const known = new Map<string, unknown>();
  let told = live;
  const note = (items: readonly SceneItem[]): void => {
    known.clear();
    for (const item of items) if (item.kind !== 'box') known.set(item.key, item.packed);
  };
  const tellNews = async (): Promise<void> => {
    const scene = await view.scene();
    if (comm.closed || scene.live === told) return;
    told = scene.live ?? '';
    const items = scene.items.map(item =>
      item.kind !== 'box' && known.get(item.key) === item.packed ? { ...item, packed: null } : item,
    );
    send(comm, { op: 'scene', scene: { ...scene, items } });
    note(scene.items);
  };
  let telling = Promise.resolve();
  let pending = 0;
  const tellScene = (): void => {
    pending += 1;
    // One after another, and only what is new by then; what fails keeps none of the later ones.
    telling = telling.then(tellNews).catch(error => {
      // The same error comes where the view is shown again; here nobody waits for it.
      if (!comm.closed) process.stderr.write(`viewer: the change could not be shown: ${messageOf(error)}\n`);
    });
    telling = telling.finally(() => {
      pending -= 1;
    });
  };
  /** After the scene that it speaks of: a page does not know what it was not shown. */
  const tellView = (looked: SceneView): void => {
    if (pending === 0) send(comm, { op: 'view', view: looked });
    else telling = telling.then(() => send(comm, { op: 'view', view: looked }));
  };
  const end = view.listen((what, looked = view.looked()) => {
    if (what === 'scene') tellScene();
    else tellView(looked);
  });
  /** Answers that pages wait for, by the request's number. */
  const open = new Map<number, AbortController>();
  comm.onClose = () => {
    end();
    for (const stop of open.values()) stop.abort();
  };
  comm.onMessage = async data => {
    const request = data as LiveRequest;
    if (request?.op === 'view') {
      // Loaded when a page first speaks: every kernel would start later for it.
      const { checkView } = await importLate(() => import('../contract/scene/check.js'));
      const without = Array.isArray(request.without) ? request.without : [];
      view.seen(checkView(request.view, 'view'), without);
    } else if (request?.op === 'finer') {
      const stop = new AbortController();
      open.set(request.request, stop);
      // Not waited for: what it reads may take long, and the next message may take it back.
      void answerFiner(comm, view, request, stop.signal).finally(() => open.delete(request.request));
    } else if (request?.op === 'stop') open.get(request.request)?.abort();
  };
  const scene = await view.scene();
  if (scene.live === live) note(scene.items);
  else tellScene();
}

async function answerFiner(
  comm: Comm,
  view: LiveSource,
  { request, item, parts, triangles, live }: Extract<LiveRequest, { op: 'finer' }>,
  signal: AbortSignal,
): Promise<void> {
  try {
    if ((await view.scene()).live !== live) throw new Error('the scene has changed since');
    const wanted = Math.max(1, Math.min(mostTriangles, Math.floor(Number(triangles)) || 1));
    const finer = await view.finer(String(item), parts.map(Number), wanted, signal);
    if (comm.closed || signal.aborted) return;
    const { isLimited } = finer;
    const news: LiveNews = { op: 'finer', request, item, parts: finer.parts, ...(isLimited ? { isLimited } : {}) };
    comm.send(news, { buffers: [finer.vertices, finer.indices] });
  } catch (error) {
    if (!signal.aborted) send(comm, { op: 'failed', request, message: messageOf(error) });
  }
}

function send(comm: Comm, news: LiveNews): void {
  if (!comm.closed) comm.send(news);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
