/** Reading drawings back, for tests: an own walk through a path, and the elements of one kind. */
import type { Drawing, DrawnElement } from '../../../kernel-helpers/contract/drawing.js';

/** The points of each line of a path, in px. */
export function linesOf(path: string): [number, number][][] {
  return path
    .split('M')
    .slice(1)
    .map(line => {
      const [start, steps] = line.replace('z', '').split('l');
      const [x, y] = numbers(start);
      const moves = numbers(steps);
      const points: [number, number][] = [[x, y]];
      for (let i = 0; i < moves.length; i += 2) {
        const [lastX, lastY] = points[points.length - 1];
        points.push([lastX + moves[i], lastY + moves[i + 1]]);
      }
      return points.map(([px, py]): [number, number] => [px / 10, py / 10]);
    });
}

function numbers(text: string): number[] {
  return (text.match(/-?\d+/g) ?? []).map(Number);
}

export function elementsOf<K extends DrawnElement['kind']>(drawing: Drawing, kind: K): (DrawnElement & { kind: K })[] {
  return drawing.groups
    .flatMap(group => group.elements)
    .filter((element): element is DrawnElement & { kind: K } => element.kind === kind);
}

/** The shortest way from a point to an open line. */
export function distanceToLine(
  [px, py]: readonly [number, number],
  line: readonly (readonly [number, number])[],
): number {
  if (line.length === 1) return Math.hypot(px - line[0][0], py - line[0][1]);
  return Math.min(
    ...line.slice(1).map(([bx, by], i) => {
      const [ax, ay] = line[i];
      const squared = (bx - ax) ** 2 + (by - ay) ** 2;
      const t = squared === 0 ? 0 : Math.min(1, Math.max(0, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / squared));
      return Math.hypot(px - ax - t * (bx - ax), py - ay - t * (by - ay));
    }),
  );
}
