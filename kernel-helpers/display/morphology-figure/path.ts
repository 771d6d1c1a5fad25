import { UNITS_PER_PX } from '../../contract/drawing-path.js';

/**
 * The path of an open line through points in px, as `contract/drawing.ts` writes it. Points that round to the one
 * before are left out; a line of which only one point is left is a dot.
 */
export function linePath(x: ArrayLike<number>, y: ArrayLike<number>): string {
  const { start, moves } = wholeSteps(x, y);
  return `M${pair(start)}l${moves.length === 0 ? '0 0' : joined(moves)}`;
}

/** The path of a closed outline through points in px. */
export function areaPath(x: ArrayLike<number>, y: ArrayLike<number>): string {
  return `${linePath(x, y)}z`;
}

/** The path of a rectangle, corners in px. */
export function boxPath(left: number, top: number, right: number, bottom: number): string {
  return areaPath([left, right, right, left], [top, top, bottom, bottom]);
}

/** Whether a line of these points has any length once it is rounded. */
export function isVisible(x: ArrayLike<number>, y: ArrayLike<number>): boolean {
  return wholeSteps(x, y).moves.length > 0;
}

type Pair = readonly [number, number];

/** The first point and the steps from there, in whole tenths of a px. */
function wholeSteps(x: ArrayLike<number>, y: ArrayLike<number>): { start: Pair; moves: Pair[] } {
  const whole = (value: number): number => Math.round(value * UNITS_PER_PX);
  const start: Pair = [whole(x[0]), whole(y[0])];
  const moves: Pair[] = [];
  let [atX, atY] = start;
  for (let i = 1; i < x.length; i++) {
    // From the rounded place, so that rounding never adds up along the line.
    const move: Pair = [whole(x[i]) - atX, whole(y[i]) - atY];
    if (move[0] === 0 && move[1] === 0) continue;
    moves.push(move);
    atX += move[0];
    atY += move[1];
  }
  return { start, moves };
}

function pair([a, b]: Pair): string {
  return b < 0 ? `${a}${b}` : `${a} ${b}`;
}

function joined(moves: readonly Pair[]): string {
  return moves.map((move, i) => (i === 0 || move[0] < 0 ? pair(move) : ` ${pair(move)}`)).join('');
}
