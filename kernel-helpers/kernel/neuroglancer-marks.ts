/** The annotations of a link as points and boxes of a view. */
import type { Annotation, AnnotationLayer } from '../core/neuroglancer/index.js';
import type { Point } from '../core/transforms.js';
import type { Shown } from '../display/viewer/index.js';

/** What becomes of annotations. */
export interface ShownMarks {
  readonly shown: readonly Shown[];
  /** What is not drawn as it was meant. */
  readonly notes: readonly string[];
}

/** Boxes are an item each: of more than these a view would have nothing else. */
const MOST_BOXES = 300;
const LONGEST_NAME = 200;
/** So many points stand for a line. */
const LINE_POINTS = 48;

/** The marks of a layer; points have this radius in nm. */
export function marksOf({ name: whole, color, annotations }: AnnotationLayer, radiusNm: number): ShownMarks {
  const name = short(whole);
  const of = <K extends Annotation['kind']>(kind: K): Extract<Annotation, { kind: K }>[] =>
    annotations.filter((mark): mark is Extract<Annotation, { kind: K }> => mark.kind === kind);
  const ink = color === undefined ? {} : { color };
  const shown: Shown[] = [];
  const notes: string[] = [];
  const points = of('point').map(({ positionNm }) => positionNm);
  if (points.length > 0) shown.push({ points: Float64Array.from(points.flat()), name, radiusNm, ...ink });

  const paths = [...of('line').map(({ startNm, endNm }) => [startNm, endNm]), ...of('polyline').map(p => p.pointsNm)];
  if (paths.length > 0) {
    const rows = Float64Array.from(paths.flatMap(path => rowAlong(path).flat()));
    shown.push({ points: rows, name: `${name}: lines`, radiusNm: radiusNm / 2, ...ink });
    notes.push(`Lines of "${name}" are drawn as rows of points.`);
  }

  const ellipsoids = of('ellipsoid');
  if (ellipsoids.length > 0) {
    const radii = ellipsoids.map(({ radiiNm: [x, y, z] }) => Math.cbrt(x * y * z));
    shown.push({
      points: {
        x_nm: ellipsoids.map(({ centerNm }) => centerNm[0]),
        y_nm: ellipsoids.map(({ centerNm }) => centerNm[1]),
        z_nm: ellipsoids.map(({ centerNm }) => centerNm[2]),
        radius_nm: radii,
      },
      name: `${name}: ellipsoids`,
      ...ink,
    });
    if (ellipsoids.some(({ radiiNm }) => Math.max(...radiiNm) > 1.01 * Math.min(...radiiNm))) {
      notes.push(`Ellipsoids of "${name}" are drawn as spheres of the same volume.`);
    }
  }

  const boxes = of('box');
  for (const { minNm, maxNm, description } of boxes.slice(0, MOST_BOXES)) {
    // A link may name any two opposite corners.
    const low = minNm.map((at, k) => Math.min(at, maxNm[k]));
    const high = minNm.map((at, k) => Math.max(at, maxNm[k]));
    shown.push({ box: { minNm: low, maxNm: high }, name: short(description || name), ...ink });
  }
  if (boxes.length > MOST_BOXES) notes.push(`Of ${boxes.length} boxes of "${name}", ${MOST_BOXES} are shown.`);
  return { shown, notes };
}

/** A name, as a legend has room for it. */
function short(name: string): string {
  return name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name;
}

/** Points along a path, evenly within each of its parts, its corners among them. */
function rowAlong(path: readonly Point[]): Point[] {
  const lengths = path.slice(1).map((to, i) => Math.hypot(...to.map((at, k) => at - path[i][k])));
  const all = lengths.reduce((sum, length) => sum + length, 0);
  return path.flatMap((to, i): Point[] => {
    if (i === 0) return [to];
    const from = path[i - 1];
    const steps = Math.max(1, Math.round((LINE_POINTS * lengths[i - 1]) / Math.max(all, 1e-9)));
    return Array.from({ length: steps }, (_, n) => {
      const t = (n + 1) / steps;
      return [from[0] + (to[0] - from[0]) * t, from[1] + (to[1] - from[1]) * t, from[2] + (to[2] - from[2]) * t];
    });
  });
}
