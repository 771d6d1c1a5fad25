import { Signal } from '@lumino/signaling';
import type { Widget } from '@lumino/widgets';
import { beforeEach, describe, expect, test } from 'vitest';
import { Hosts } from '../../../extension/host/host';

/** A piece of a page: what stands in it. */
class Node {
  constructor(readonly inside: Node[] = []) {}

  contains(node: Node): boolean {
    return node === this || this.inside.some(child => child.contains(node));
  }
}

const asElement = (node: Node): HTMLElement => node as unknown as HTMLElement;

function document(inside: Node[], more: object = {}): Widget {
  return { node: new Node(inside), ...more } as unknown as Widget;
}

function session(): object {
  const quiet = { connect: () => true, disconnect: () => true };
  return { session: null, kernelChanged: quiet, statusChanged: quiet, connectionStatusChanged: quiet };
}

const view = (): Node => new Node();
let documents: Widget[];
let origins: Map<Widget, Widget>;
let hosts: Hosts;

beforeEach(() => {
  documents = [];
  origins = new Map();
  hosts = new Hosts({
    kernelName: 'connectome',
    documents: () => documents,
    originOf: widget => origins.get(widget),
    cellOf: () => undefined,
    tooLarge: () => undefined,
  });
});

describe('views share a selection', () => {
  test('in one notebook, and not with those in another', () => {
    const [a, b, c] = [view(), view(), view()];
    documents = [document([a, new Node([b])], { sessionContext: session() }), document([c])];
    expect(hosts.selectionOf(asElement(a))).toBe(hosts.selectionOf(asElement(b)));
    expect(hosts.selectionOf(asElement(a))).not.toBe(hosts.selectionOf(asElement(c)));
  });

  test('with the notebook that they were taken out of', () => {
    const [a, b] = [view(), view()];
    const [notebook, apart] = [document([a], { sessionContext: session() }), document([b])];
    documents = [notebook, apart];
    origins.set(apart, notebook);
    expect(hosts.hostOf(asElement(b))).toBe(hosts.hostOf(asElement(a)));
  });

  test('when two tabs show one notebook', () => {
    const sessionContext = session();
    const [one, two] = [document([], { sessionContext }), document([], { sessionContext })];
    expect(hosts.hostOfWidget(one)).toBe(hosts.hostOfWidget(two));
  });

  test('with nobody outside of documents', () => {
    const [a, b] = [view(), view()];
    expect(hosts.selectionOf(asElement(a))).toBe(hosts.selectionOf(asElement(a)));
    expect(hosts.selectionOf(asElement(a))).not.toBe(hosts.selectionOf(asElement(b)));
    expect(hosts.hostOf(asElement(a)).openComm({ target: 't', opening: () => ({}), received: () => undefined })).toBe(
      undefined,
    );
  });
});

test('views hear that their notebook is about to be saved, not that it was', () => {
  const context = { saveState: undefined as unknown as Signal<object, string> };
  context.saveState = new Signal<object, string>(context);
  const notebook = document([], { sessionContext: session(), context });
  let saves = 0;
  hosts.hostOfWidget(notebook).saving.connect(() => {
    saves += 1;
  });
  for (const state of ['started', 'completed', 'started', 'failed']) context.saveState.emit(state);
  expect(saves).toBe(2);
});
