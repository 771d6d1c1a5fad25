import type { JSONObject, JSONValue } from '@lumino/coreutils';
import {
  type FinerMeshes,
  LIVE_VIEW_TARGET,
  type LiveNews,
  type LiveOpening,
  type LiveRequest,
} from 'connectome-helpers/dist/contract/live-view.js';
import { checkView } from 'connectome-helpers/dist/contract/scene/check.js';
import type { SceneView } from 'connectome-helpers/dist/contract/scene/scene.js';
import type { IKernelCommOptions } from '../host/kernel-comm';
import { changeOf } from './changed-view';

/** What a view may ask of the kernel that made it. */
export interface ILive {
  /**
   * Parts of a surface, by their index, with about so many triangles each.
   *
   * Rejects when there is no such kernel (any more), or it cannot, and with the signal's reason when that fires.
   */
  requestFiner(item: string, parts: readonly number[], triangles: number, signal?: AbortSignal): Promise<FinerMeshes>;
}

/** What the kernel may ask of a view. */
export interface ILiveEvents {
  /** Shows another scene, which may be anything. */
  onScene(scene: JSONObject): void;
  /** Look at the scene like this; what is absent stays. */
  onView(view: SceneView): void;
}

/** The conversation itself. */
interface ITalk {
  send(data: JSONObject): boolean;
  dispose(): void;
}

interface IWaiting {
  readonly resolve: (finer: FinerMeshes) => void;
  readonly reject: (error: Error) => void;
}

/** A view's line to the kernel that made it. That may be gone; then nothing comes of what is said. */
export class LiveView implements ILive {
  /** `scene` is the stored one, as it is. */
  constructor(
    private _scene: JSONObject,
    private readonly _events: ILiveEvents,
    connect: (options: IKernelCommOptions) => ITalk | undefined,
  ) {
    this._known = viewOf(_scene);
    if (typeof _scene.live !== 'string') return;
    this._talk = connect({
      target: LIVE_VIEW_TARGET,
      opening: () => this._opening(),
      received: (data, buffers) => this._received(data, buffers),
      ended: () => this._giveUp('the kernel is gone'),
    });
  }

  requestFiner(item: string, parts: readonly number[], triangles: number, signal?: AbortSignal): Promise<FinerMeshes> {
    const request = ++this._requests;
    return new Promise((resolve, reject) => {
      this._waiting.set(request, { resolve, reject });
      signal?.addEventListener('abort', () => {
        this._settle(request, ({ reject }) => {
          this._say({ op: 'stop', request });
          reject(signal.reason);
        });
      });
      if (this._say({ op: 'finer', request, item, parts, triangles, live: String(this._scene.live) })) return;
      this._waiting.delete(request);
      reject(new Error('there is no kernel to ask'));
    });
  }

  /** Tells the kernel what the reader changed of how the scene is looked at: what the kernel changed meanwhile is its own. */
  sendView(view: SceneView): void {
    const change = changeOf(withoutNothing(this._known), withoutNothing(view));
    const fields = Object.keys(change) as (keyof SceneView)[];
    if (fields.length === 0) return;
    const without = fields.filter(field => change[field] === undefined);
    const told = { ...change } as SceneView;
    if (this._say({ op: 'view', view: told, ...(without.length > 0 ? { without } : {}) })) this._known = view;
  }

  dispose(): void {
    this._giveUp('the view is closed');
    this._talk?.dispose();
    this._talk = undefined;
  }

  private _opening(): JSONObject {
    const opening: LiveOpening = { live: String(this._scene.live), keys: [...packedByKey(this._scene).keys()] };
    return opening as unknown as JSONObject;
  }

  private _say(request: LiveRequest): boolean {
    // As it would arrive: a field that is undefined is no JSON.
    return this._talk?.send(JSON.parse(JSON.stringify(request))) ?? false;
  }

  private _received(data: JSONValue, buffers: readonly DataView[]): void {
    const news = data as unknown as LiveNews;
    switch (news.op) {
      case 'scene':
        this._scene = completed(news.scene as unknown as JSONObject, this._scene);
        this._known = viewOf(this._scene);
        this._events.onScene(this._scene);
        break;
      case 'view': {
        const view = checkView(news.view, 'view');
        this._known = { ...this._known, ...view };
        this._events.onView(view);
        break;
      }
      case 'finer':
        this._settle(news.request, waiting => {
          const [vertices, indices] = buffers.map(bytesOf);
          const { parts, isLimited } = news;
          const fits =
            vertices?.length === sum(parts.map(part => part.vertexBytes)) &&
            indices?.length === sum(parts.map(part => part.indexBytes));
          if (fits) waiting.resolve({ parts, vertices, indices, ...(isLimited ? { isLimited } : {}) });
          else waiting.reject(new Error('the kernel sent other bytes than it told'));
        });
        break;
      case 'failed':
        this._settle(news.request, ({ reject }) => reject(new Error(news.message)));
        break;
      case 'gone':
        this._giveUp('the kernel has forgotten this view');
        break;
    }
  }

  private _settle(request: number, settle: (waiting: IWaiting) => void): void {
    const waiting = this._waiting.get(request);
    this._waiting.delete(request);
    if (waiting) settle(waiting);
  }

  private _giveUp(why: string): void {
    const waiting = [...this._waiting.values()];
    this._waiting.clear();
    for (const { reject } of waiting) reject(new Error(why));
  }

  private _talk: ITalk | undefined;
  /** How the scene is looked at, as far as both know. */
  private _known: SceneView;
  private _requests = 0;
  private readonly _waiting = new Map<number, IWaiting>();
}

/** `scene` with what the page has of it already, and the kernel did not send again, put in. */
export function completed(scene: JSONObject, before: JSONObject): JSONObject {
  const packed = packedByKey(before);
  const items = (scene.items as JSONObject[]).map(item =>
    item.packed === null && packed.has(item.key as string) ? { ...item, packed: packed.get(item.key as string) } : item,
  );
  return { ...scene, items } as JSONObject;
}

function packedByKey(scene: JSONObject): Map<string, JSONValue> {
  const items = Array.isArray(scene.items) ? (scene.items as (JSONObject | null)[]) : [];
  return new Map(items.flatMap(item => (item?.packed ? [[String(item.key), item.packed] as const] : [])));
}

/** Nothing hidden is as good as not saying so. */
function withoutNothing(view: SceneView): SceneView {
  return Object.fromEntries(
    Object.entries(view).filter(([, value]) => !(Array.isArray(value) && value.length === 0)),
  ) as SceneView;
}

function viewOf(scene: JSONObject): SceneView {
  return (scene.view ?? {}) as SceneView;
}

function bytesOf(view: DataView): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
