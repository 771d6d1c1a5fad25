import type { JSONObject, JSONValue } from '@lumino/coreutils';
import { checkView } from 'connectome-helpers/dist/contract/scene/check.js';
import type { SceneView } from 'connectome-helpers/dist/contract/scene/scene.js';
import type { IKernelCommOptions } from '../host/kernel-comm';

/** The comm on which a view hears from the kernel that made it; the page opens it. */
const target = 'connectome.viewer';

/** A surface in more detail. */
export interface IFinerParts {
  /** As `SceneMeshes.parts`; of the kernel, and not checked. */
  readonly parts: unknown;
  /** `meshopt` buffers, part after part. */
  readonly vertices: Uint8Array;
  readonly indices: Uint8Array;
}

/** What a view may ask of the kernel that made it. */
export interface ILive {
  /**
   * Parts of a surface, by their index, with about so many triangles each.
   *
   * Rejects when there is no such kernel (any more), or it cannot.
   */
  requestFiner(item: string, parts: readonly number[], triangles: number): Promise<IFinerParts>;
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
  readonly resolve: (finer: IFinerParts) => void;
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
    if (typeof _scene.live !== 'string') return;
    const live = _scene.live;
    this._talk = connect({
      target,
      opening: () => ({ live, keys: [...packedByKey(this._scene).keys()] }),
      received: (data, buffers) => this._received(data, buffers),
      ended: () => this._giveUp('the kernel is gone'),
    });
  }

  requestFiner(item: string, parts: readonly number[], triangles: number): Promise<IFinerParts> {
    const request = ++this._requests;
    return new Promise((resolve, reject) => {
      this._waiting.set(request, { resolve, reject });
      const isSent = this._talk?.send({ op: 'finer', request, item, parts: [...parts], triangles }) ?? false;
      if (isSent) return;
      this._waiting.delete(request);
      reject(new Error('there is no kernel to ask'));
    });
  }

  /** Tells the kernel how the reader looks at the scene. */
  sendView(view: SceneView): void {
    this._talk?.send({ op: 'view', view: JSON.parse(JSON.stringify(view)) });
  }

  dispose(): void {
    this._giveUp('the view is closed');
    this._talk?.dispose();
    this._talk = undefined;
  }

  private _received(data: JSONValue, buffers: readonly DataView[]): void {
    const message = data as JSONObject;
    switch (message?.op) {
      case 'scene':
        this._scene = completed(message.scene as JSONObject, this._scene);
        this._events.onScene(this._scene);
        break;
      case 'view':
        checkView(message.view, 'view');
        this._events.onView(message.view as SceneView);
        break;
      case 'finer':
        this._settle(message, ({ resolve }) => {
          const [vertices, indices] = buffers.map(bytesOf);
          resolve({ parts: message.parts, vertices, indices });
        });
        break;
      case 'failed':
        this._settle(message, ({ reject }) => reject(new Error(String(message.message))));
        break;
      case 'gone':
        this._giveUp('the kernel has forgotten this view');
        break;
    }
  }

  private _settle({ request }: JSONObject, settle: (waiting: IWaiting) => void): void {
    const waiting = this._waiting.get(Number(request));
    this._waiting.delete(Number(request));
    if (waiting) settle(waiting);
  }

  private _giveUp(why: string): void {
    const waiting = [...this._waiting.values()];
    this._waiting.clear();
    for (const { reject } of waiting) reject(new Error(why));
  }

  private _talk: ITalk | undefined;
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

function bytesOf(view: DataView): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}
