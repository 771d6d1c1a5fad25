/** What a view has on the GPU, counted in one place, and how much that may be. Pure. */

const mebibyte = 2 ** 20;

/** Of the GPU's memory. Phones and old laptops have a few times as much, and other pages want some of it. */
export const GPU_BUDGET = { viewBytes: 768 * mebibyte, pageBytes: 1_280 * mebibyte } as const;

/** Vertices as they are on the GPU (place, normal), and a triangle with its share of them. */
export const BYTES = { vertex: 12, paintedVertex: 16, triangle: 12, triangleWithVertices: 18 } as const;

export interface IMemoryLimits {
  readonly viewBytes: number;
  /** The longest side of a texture that this GPU takes. */
  readonly textureSize: number;
}

export class ViewMemory {
  /** Something is drawn with less detail than there is, since there is no room for more. */
  onFull: () => void = () => {};

  constructor(private readonly _limits: IMemoryLimits) {}

  get usedBytes(): number {
    return this._usedBytes;
  }

  get isFull(): boolean {
    return this._isFull;
  }

  /** May be below 0: what a scene cannot be drawn without is taken without asking. */
  get roomBytes(): number {
    return this._limits.viewBytes - this._usedBytes;
  }

  /** Whether so much more may be taken. */
  hasRoom(bytes: number): boolean {
    return bytes <= this.roomBytes;
  }

  /** Something was left out for want of room. */
  tellFull(): void {
    this._isFull = true;
    this.onFull();
  }

  take(bytes: number): void {
    this._usedBytes += bytes;
  }

  give(bytes: number): void {
    this._usedBytes -= bytes;
  }

  /**
   * Asked before a texture is made.
   *
   * @throws an `Error` when this GPU takes none so large.
   */
  checkTexture({ width, height }: { readonly width: number; readonly height: number }): void {
    const most = this._limits.textureSize;
    if (width <= most && height <= most) return;
    throw new Error(
      `neuron viewer texture is too large for this GPU: received ${width} × ${height}, expected at most ${most} × ` +
        `${most}; show fewer nodes or points`,
    );
  }

  private _usedBytes = 0;
  private _isFull = false;
}
