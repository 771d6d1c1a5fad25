/** What the tab in JupyterLab and the page with Neuroglancer in it say to each other. */
import type { NeuroglancerJson } from 'connectome-helpers/dist/contract/neuroglancer.js';

/** How one layer's data are coming. */
export interface ILayerStatus {
  readonly name: string;
  /** Why (part of) it cannot be shown, in Neuroglancer's words. */
  readonly problems: readonly string[];
  /** Addresses that have not answered yet. */
  readonly awaited: readonly string[];
}

/** How the data of all layers are coming. */
export interface IDataStatus {
  readonly layers: readonly ILayerStatus[];
  /** Pieces of what is in sight that could not be read, of whichever layer. */
  readonly lostPieces: number;
}

/** From the tab: show this, instead of what is shown. */
export interface IShowMessage {
  readonly type: 'show';
  readonly state: NeuroglancerJson;
}

/** From the page with Neuroglancer. */
export type FrameMessage =
  /** It is there, and can be told what to show. */
  | { readonly type: 'ready' }
  /** What it shows now. Sent once it rests. */
  | { readonly type: 'state'; readonly state: NeuroglancerJson }
  | { readonly type: 'data'; readonly data: IDataStatus }
  /** Everything that the panels need has been drawn. */
  | { readonly type: 'drawn' }
  /** What it was told to show is no state, or this browser cannot run it. */
  | { readonly type: 'failed'; readonly reason: string }
  /** The reader works in it: JupyterLab does not see presses inside a frame. */
  | { readonly type: 'touched' };

/** The message in an event, when it is one of a page's; the page is of our own origin, and built with this extension. */
export function frameMessage(event: MessageEvent, frame: Window | null): FrameMessage | undefined {
  const isOurs = frame !== null && event.source === frame && event.origin === window.location.origin;
  const isMessage = typeof event.data === 'object' && event.data !== null && typeof event.data.type === 'string';
  return isOurs && isMessage ? (event.data as FrameMessage) : undefined;
}
