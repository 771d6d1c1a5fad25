/** What shows at a pixel, found slowly: one ray against everything in the scene. */

import { cameraAxes, eye, type ICamera, type Vector3, verticalFov } from '../../extension/neuron-viewer/camera/camera';
import type { DecodedItem } from '../../kernel-helpers/contract/scene/decode.js';
import type { DecodedMeshes } from '../../kernel-helpers/contract/scene/meshes.js';

/** The least radius in pixels at which the viewer draws neurites, and points. */
export interface LeastRadii {
  readonly neurite: number;
  readonly point: number;
}

/** Something that the ray hits or passes near. */
export interface Candidate {
  readonly item: number;
  /** The node, point, or a triangle's three vertices. */
  readonly indices: readonly number[];
  readonly cell: number;
  /** Pixels by which the ray is outside, negative inside. */
  readonly offPx: number;
  /** How far ahead of the eye the ray enters it (or comes nearest to it), µm. */
  readonly depth: number;
}

interface Ray {
  readonly from: Vector3;
  readonly along: Vector3;
  readonly forward: Vector3;
  /** µm in one pixel at depth 1. */
  readonly pixel: number;
}

const subtract = (a: Vector3, b: Vector3): Vector3 => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
const dot = (a: Vector3, b: Vector3): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const mix = (a: Vector3, b: Vector3, s: number): Vector3 => [
  a[0] + (b[0] - a[0]) * s,
  a[1] + (b[1] - a[1]) * s,
  a[2] + (b[2] - a[2]) * s,
];
const cross = (a: Vector3, b: Vector3): Vector3 => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];
const length = (a: Vector3): number => Math.sqrt(dot(a, a));

/** One thing that a ray can hit: a round cone (a sphere when its ends are one), or a triangle. */
export interface Primitive {
  readonly item: number;
  readonly indices: readonly number[];
  readonly cell: number;
  /** Ends of the cone or corners of the triangle, µm. */
  readonly corners: readonly Vector3[];
  /** Of a cone at its ends; 0 for a triangle. */
  readonly radii: readonly [number, number];
  readonly leastPx: number;
  readonly middle: Vector3;
  /** Of the sphere about the middle that holds it. */
  readonly reach: number;
}

/** Everything in a scene that can be hit. */
export function primitivesOf(items: readonly DecodedItem[], least: LeastRadii): Primitive[] {
  return items.flatMap((decoded, item) => {
    if (decoded.kind === 'box') return [];
    if (decoded.kind === 'meshes') return trianglesOf(decoded, item);
    const at = (i: number): Vector3 => [0, 1, 2].map(k => decoded.positionsNm[3 * i + k] / 1000) as never;
    if (decoded.kind === 'points') {
      return Array.from({ length: decoded.count }, (_, i) => {
        const radius = (decoded.radiiNm?.[i] ?? decoded.item.radiusNm) / 1000;
        return primitive(item, decoded.cells?.[i] ?? -1, [i], [at(i), at(i)], [radius, radius], least.point);
      });
    }
    const radius = (i: number): number => (decoded.radiiNm[i] / 1000) * decoded.item.radiusScale;
    const isSoma = (i: number): boolean => decoded.compartments[i] === 1;
    return decoded.item.trees.flatMap(({ cell }, t) => {
      const found: Primitive[] = [];
      const add = (i: number, p: number, ra: number): void => {
        found.push(primitive(item, cell, [i], [at(p), at(i)], [ra, radius(i)], least.neurite));
      };
      for (let i = decoded.firstNode[t]; i < decoded.firstNode[t + 1]; i += 1) {
        const p = decoded.parents[i];
        if (p < 0 || isSoma(i)) add(i, i, radius(i));
        if (p < 0) continue;
        const [ra, rb] = [radius(p), radius(i)];
        // A process leaves its soma as a short taper.
        add(i, p, isSoma(p) && !isSoma(i) ? Math.min(ra, Math.max(1.6 * rb, Math.min(0.3 * ra, 4 * rb))) : ra);
      }
      return found;
    });
  });
}

function trianglesOf({ meshes }: DecodedMeshes, item: number): Primitive[] {
  let first = 0;
  return meshes.flatMap(({ part, quantised, triangles }) => {
    const place = (v: number): Vector3 =>
      [0, 1, 2].map(k => (part.originNm[k] + quantised[4 * v + k] * part.stepNm[k]) / 1000) as never;
    const found: Primitive[] = [];
    for (let t = 0; t < triangles.length; t += 3) {
      const corners = [triangles[t], triangles[t + 1], triangles[t + 2]];
      const indices = corners.map(corner => first + corner);
      found.push(primitive(item, part.cell, indices, corners.map(place), [0, 0], 0));
    }
    first += part.vertexCount;
    return found;
  });
}

function primitive(
  item: number,
  cell: number,
  indices: readonly number[],
  corners: readonly Vector3[],
  radii: readonly [number, number],
  leastPx: number,
): Primitive {
  const middle: Vector3 = [0, 1, 2].map(k => corners.reduce((sum, c) => sum + c[k], 0) / corners.length) as never;
  const reach = Math.max(...corners.map(corner => length(subtract(corner, middle)))) + Math.max(...radii);
  return { item, cell, indices, corners, radii, leastPx, middle, reach };
}

/** Everything within `reachPx` of the ray through a pixel's middle, the nearest to the eye first. */
export function candidatesAt(
  primitives: readonly Primitive[],
  camera: ICamera,
  [x, y]: readonly [number, number],
  [width, height]: readonly [number, number],
  reachPx: number,
): Candidate[] {
  const { right, up, forward } = cameraAxes(camera);
  const tan = Math.tan(verticalFov(camera) / 2);
  const across = ((2 * (x + 0.5)) / width - 1) * tan * (width / height);
  const upwards = (1 - (2 * (y + 0.5)) / height) * tan;
  const direction: Vector3 = [0, 1, 2].map(k => forward[k] + right[k] * across + up[k] * upwards) as never;
  const size = length(direction);
  const along: Vector3 = [direction[0] / size, direction[1] / size, direction[2] / size];
  const ray: Ray = { from: eye(camera), along, forward, pixel: (2 * tan) / height };
  const found: Candidate[] = [];
  for (const { item, indices, cell, corners, radii, leastPx, middle, reach } of primitives) {
    const toMiddle = subtract(middle, ray.from);
    const ahead = dot(toMiddle, along);
    const asideSquared = dot(toMiddle, toMiddle) - ahead * ahead;
    const most = reach + (reachPx + leastPx + 2) * ray.pixel * (ahead + reach);
    // Looking closer at what is farther away than anything of it reaches is only slow.
    if (asideSquared > most * most) continue;
    const near =
      corners.length === 3
        ? nearTriangle(ray, corners[0], corners[1], corners[2])
        : nearCone(ray, corners[0], corners[1], radii[0], radii[1], leastPx);
    if (near && near.offPx <= reachPx && near.depth > 0) found.push({ item, indices, cell, ...near });
  }
  return found.sort((a, b) => a.depth - b.depth);
}

/** A round cone is all spheres between its ends, centres and radii in equal steps. */
function nearCone(
  ray: Ray,
  a: Vector3,
  b: Vector3,
  ra: number,
  rb: number,
  leastPx: number,
): Pick<Candidate, 'offPx' | 'depth'> {
  const drawn = (centre: Vector3, radius: number): number =>
    Math.max(radius, leastPx * ray.pixel * dot(subtract(centre, ray.from), ray.forward));
  const [wa, wb] = [drawn(a, ra), drawn(b, rb)];
  const sphere = (s: number) => {
    const centre = mix(a, b, s);
    const offset = subtract(centre, ray.from);
    const middle = dot(offset, ray.along);
    const miss = length(subtract(offset, [0, 1, 2].map(k => ray.along[k] * middle) as never));
    const radius = wa + (wb - wa) * s;
    const cosine = dot(ray.along, ray.forward);
    const pixel = ray.pixel * middle * cosine;
    const enters = middle - Math.sqrt(Math.max(0, radius * radius - miss * miss));
    return { offPx: (miss - radius) / pixel, depth: enters * cosine };
  };
  const steps = length(subtract(a, b)) === 0 ? 0 : 64;
  const samples = Array.from({ length: steps + 1 }, (_, i) => sphere(steps === 0 ? 0 : i / steps));
  const offPx = Math.min(...samples.map(sample => sample.offPx));
  const inside = samples.filter(sample => sample.offPx <= 0);
  const reached = inside.length > 0 ? inside : samples.filter(sample => sample.offPx === offPx);
  return { offPx, depth: Math.min(...reached.map(sample => sample.depth)) };
}

function nearTriangle(ray: Ray, a: Vector3, b: Vector3, c: Vector3): Pick<Candidate, 'offPx' | 'depth'> | undefined {
  const normal = cross(subtract(b, a), subtract(c, a));
  const facing = dot(normal, ray.along);
  if (facing === 0) return undefined;
  const t = dot(normal, subtract(a, ray.from)) / facing;
  const at: Vector3 = [0, 1, 2].map(k => ray.from[k] + ray.along[k] * t) as never;
  // How far outside each edge, in the plane; a triangle turned away from the reader is narrower than it is there.
  const tilt = Math.abs(facing) / length(normal);
  const sign = 1 / length(normal);
  const outside = [
    [a, b],
    [b, c],
    [c, a],
  ].map(([p, q]) => {
    const edge = subtract(q, p);
    return (-dot(cross(edge, subtract(at, p)), normal) * sign) / length(edge);
  });
  const depth = t * dot(ray.along, ray.forward);
  return { offPx: (Math.max(...outside) / (ray.pixel * depth)) * Math.max(tilt, 0.05), depth };
}
