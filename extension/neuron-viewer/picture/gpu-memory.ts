/** GPU memory of all views of a page: those drawn longest ago let go of theirs, and get it back with their next picture. */

/** Something that holds GPU memory between its pictures. */
export interface IGpuUser {
  readonly gpuBytes: number;
  /** Let go of it; the next picture brings everything back. */
  release(): void;
  /** Called when it holds nothing any more and never will. */
  onDisposed: () => void;
}

export class GpuMemory {
  constructor(
    /** All users together, but for the one that is being drawn. */
    public limitBytes: number,
  ) {}

  /** Bytes that are on the GPU now. */
  get usedBytes(): number {
    let bytes = 0;
    for (const user of this._users) bytes += user.gpuBytes;
    return bytes;
  }

  /** A picture of it is about to be drawn: all it has comes to the GPU. */
  drawing(user: IGpuUser): void {
    // In the order of their last pictures.
    this._users.delete(user);
    this._users.add(user);
    user.onDisposed = () => this._users.delete(user);
    let bytes = this.usedBytes;
    for (const other of this._users) {
      if (bytes <= this.limitBytes || other === user) return;
      bytes -= other.gpuBytes;
      this._users.delete(other);
      other.release();
    }
  }

  private readonly _users = new Set<IGpuUser>();
}
