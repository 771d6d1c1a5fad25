import { Signal } from '@lumino/signaling';
import { beforeEach, describe, expect, test } from 'vitest';
import { type IKernelSession, KernelComm } from '../../../extension/host/kernel-comm';

/** One conversation, as JupyterLab has it. */
class Comm {
  readonly said: unknown[] = [];
  isDisposed = false;
  isClosed = false;
  onMsg: (message: object) => void = () => undefined;
  onClose: () => void = () => undefined;

  constructor(
    readonly target: string,
    readonly id: string,
    private readonly _kernel: Kernel,
  ) {}

  open(data: unknown): void {
    this.said.push(data);
  }

  send(data: unknown): void {
    this.said.push(data);
  }

  close(): void {
    this.isClosed = true;
    this.onClose();
    this.dispose();
  }

  dispose(): void {
    this.isDisposed = true;
    this._kernel.comms.delete(this);
  }
}

class Kernel {
  readonly comms = new Set<Comm>();
  readonly all: Comm[] = [];
  status = 'idle';
  connectionStatus = 'connected';

  constructor(readonly name: string) {}

  hasComm(id: string): boolean {
    return [...this.comms].some(comm => comm.id === id);
  }

  createComm(target: string, id = `comm ${this.all.length}`): Comm {
    const comm = new Comm(target, id, this);
    this.comms.add(comm);
    this.all.push(comm);
    return comm;
  }
}

/** What a notebook's session context tells. */
class Session {
  session: { kernel: Kernel | null } | null = null;
  readonly kernelChanged = new Signal<this, unknown>(this);
  readonly statusChanged = new Signal<this, string>(this);
  readonly connectionStatusChanged = new Signal<this, string>(this);

  start(name: string): Kernel {
    const kernel = new Kernel(name);
    this.session = { kernel };
    this.kernelChanged.emit({});
    return kernel;
  }

  status(status: string): void {
    (this.session?.kernel as Kernel).status = status;
    this.statusChanged.emit(status);
  }

  connection(status: string): void {
    (this.session?.kernel as Kernel).connectionStatus = status;
    this.connectionStatusChanged.emit(status);
  }

  /** In the order in which JupyterLab does it; afterwards it does not know the status. */
  restart(): void {
    this.status('restarting');
    for (const comm of this.session?.kernel?.comms ?? []) comm.dispose();
    this.connection('connecting');
    this.status('unknown');
    this.connection('connected');
  }
}

let session: Session;
let heard: unknown[];
let ended: number;
let openings: number;

function talk(id?: string): KernelComm {
  return new KernelComm(session as unknown as IKernelSession, 'connectome', {
    target: 'a target',
    id,
    opening: () => ({ opening: ++openings }),
    received: (data, buffers) => heard.push([data, ...buffers.map(view => view.byteLength)]),
    ended: () => {
      ended += 1;
    },
  });
}

beforeEach(() => {
  session = new Session();
  heard = [];
  ended = 0;
  openings = 0;
});

describe('a conversation', () => {
  test('begins when there is a kernel of ours, and says so first', () => {
    const comm = talk();
    expect(comm.send({ too: 'early' })).toBe(false);
    expect(session.start('python3').all).toEqual([]);
    const kernel = session.start('connectome');
    expect(kernel.all.map(({ target, said }) => [target, said])).toEqual([['a target', [{ opening: 1 }]]]);
    expect(comm.send({ x: 1 })).toBe(true);
    expect(kernel.all[0].said).toEqual([{ opening: 1 }, { x: 1 }]);
  });

  test('waits for a kernel to be connected', () => {
    const kernel = session.start('connectome');
    kernel.connectionStatus = 'connecting';
    kernel.status = 'unknown';
    talk();
    expect(kernel.all).toEqual([]);
    session.connection('connected');
    session.status('idle');
    expect(kernel.all).toHaveLength(1);
  });

  test('hears the kernel, with its bytes whatever they come as', () => {
    const kernel = session.start('connectome');
    talk();
    const buffers = [new ArrayBuffer(3), new DataView(new ArrayBuffer(8), 2, 4)];
    kernel.all[0].onMsg({ content: { data: 'hello' }, buffers });
    expect(heard).toEqual([['hello', 3, 4]]);
  });

  test('begins anew after a restart, and hears no more of the one before', () => {
    const kernel = session.start('connectome');
    const comm = talk();
    session.restart();
    expect(ended).toBe(1);
    expect(kernel.all.map(({ said }) => said)).toEqual([[{ opening: 1 }], [{ opening: 2 }]]);
    kernel.all[0].onMsg({ content: { data: 'late' } });
    expect(heard).toEqual([]);
    expect(comm.isOpen).toBe(true);
  });

  test('that the kernel ends is not begun again with that kernel, but after its restart', () => {
    const kernel = session.start('connectome');
    const comm = talk();
    kernel.all[0].close();
    expect(ended).toBe(1);
    session.status('busy');
    session.status('idle');
    expect(comm.isOpen).toBe(false);
    expect(kernel.all).toHaveLength(1);
    session.restart();
    expect(kernel.all).toHaveLength(2);
  });

  test('of which a page has one already by that id is left to who began it', () => {
    const kernel = session.start('connectome');
    talk('the one');
    talk('the one');
    expect(kernel.all.map(({ id }) => id)).toEqual(['the one']);
  });

  test('that is disposed of ends for the kernel, too, and never begins again', () => {
    const kernel = session.start('connectome');
    const comm = talk();
    comm.dispose();
    comm.dispose();
    expect(kernel.all[0].isClosed).toBe(true);
    expect(ended).toBe(0);
    session.restart();
    expect(kernel.all).toHaveLength(1);
    expect(comm.send({ x: 1 })).toBe(false);
  });

  test('with a kernel that is going is not ended with words', () => {
    const kernel = session.start('connectome');
    const comm = talk();
    session.status('terminating');
    comm.dispose();
    expect(kernel.all[0]).toMatchObject({ isClosed: false, isDisposed: true });
  });
});
