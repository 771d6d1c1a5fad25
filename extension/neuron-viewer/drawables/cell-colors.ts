/** Each cell's colour and state in one small texture: recolouring, hiding or selecting uploads a few texels. */

import { DataTexture, RGBAFormat, UnsignedByteType } from 'three';
import { textureSize } from './texels';

/** Values of the texture's alpha, as the shaders read them. */
export const CELL_STATE = { hidden: 0, dimmed: 85, shown: 170, selected: 255 } as const;

export class CellColors {
  readonly texture: DataTexture;
  readonly count: number;

  constructor(colors: readonly string[]) {
    const { width, height } = textureSize(colors.length);
    this.count = colors.length;
    this._data = new Uint8Array(4 * width * height);
    this.texture = new DataTexture(this._data, width, height, RGBAFormat, UnsignedByteType);
    colors.forEach((color, n) => {
      this.setColor(n, color);
      this._data[4 * n + 3] = CELL_STATE.shown;
    });
  }

  /** `color` is `#rrggbb`. */
  setColor(cell: number, color: string): void {
    const rgb = Number.parseInt(color.slice(1), 16);
    this._data.set([rgb >> 16, (rgb >> 8) & 255, rgb & 255], 4 * cell);
    this.texture.needsUpdate = true;
  }

  /** Hidden wins over selected; while anything is selected, what is not is dimmed. */
  setStates(hidden: ReadonlySet<number>, selected: ReadonlySet<number>): void {
    const others = selected.size > 0 ? CELL_STATE.dimmed : CELL_STATE.shown;
    for (let n = 0; n < this.count; n += 1) {
      const shown = selected.has(n) ? CELL_STATE.selected : others;
      this._data[4 * n + 3] = hidden.has(n) ? CELL_STATE.hidden : shown;
    }
    this.texture.needsUpdate = true;
  }

  isHidden(cell: number): boolean {
    return this._data[4 * cell + 3] === CELL_STATE.hidden;
  }

  dispose(): void {
    this.texture.dispose();
  }

  private readonly _data: Uint8Array;
}

/**
 * GLSL: `vec4 cellColor(int cell)` with the state in `a` as {@link CELL_STATE} / 255; a shader that uses it declares
 * `uniform sampler2D uCells` by including this. Cell -1 is shown, grey.
 */
export const CELL_COLOR_GLSL = /* glsl */ `
uniform sampler2D uCells;
const float stateShown = ${(CELL_STATE.shown / 255).toFixed(4)};
vec4 cellColor(int cell) {
  int width = textureSize(uCells, 0).x;
  return cell < 0 ? vec4(0.55, 0.55, 0.55, stateShown) : texelFetch(uCells, ivec2(cell % width, cell / width), 0);
}
bool cellIsHidden(vec4 cell) { return cell.a < 0.2; }
// 0 as usual, 1 dimmed, 2 selected.
float cellStanding(vec4 cell) { return cell.a > 0.9 ? 2.0 : cell.a < 0.5 ? 1.0 : 0.0; }
`;

/** GLSL: `float depthOfStanding(float depth, float standing)`: what is selected lies before all that is dimmed. */
export const STANDING_GLSL = /* glsl */ `
float depthOfStanding(float depth, float standing) {
  return standing > 1.5 ? 0.5 * depth : standing > 0.5 ? 0.5 + 0.5 * depth : depth;
}
`;
