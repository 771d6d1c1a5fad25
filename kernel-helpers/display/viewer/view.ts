/** The handle of a view: what it shows can be changed, wherever it is shown. */

import type { FinerMeshes, LiveSource } from '../../contract/live-view.js';
import { type Displayable, jupyterDisplay, type MimeBundle, SCENE_MIME } from '../../contract/mime.js';
import { packMeshParts } from '../../contract/scene/meshes.js';
import type { Scene, SceneCamera, SceneView } from '../../contract/scene/scene.js';
import { type IdLike, parseId } from '../../core/ids.js';
import { InvalidArgumentError, NotFoundError } from '../../errors.js';
import type { BuiltScene } from './build-scene.js';
import { cellsOf } from './build-scene.js';
import { type ColorBy, colorCells } from './color-by.js';
import { buildWithin, USUAL_MAX_BYTES } from './fit-budget.js';
import { registerView } from './live-registry.js';
import type { ViewModel } from './model.js';
import { type Shown, sortShown } from './shown.js';
import { simplifyMesh } from './simplify-mesh.js';
import { captionOf, isSynthetic, summarise, titleOf } from './summary.js';

/** A neuron by its id, or itself. */
export type CellLike = IdLike | { readonly id: IdLike };

/** Sides from which {@link NeuronView.camera} looks: `front` across the layers, `top` down from the pia. */
export type ViewSide = 'front' | 'side' | 'top';

/**
 * A 3D view of neurons. The methods change what it shows, at once in every output that shows it, and return nothing, so
 * that a cell which ends in one does not show the view a second time. As a cell's last value, or given to `display`, it
 * shows as it is then.
 */
export interface NeuronView extends Displayable {
  /** Shows more: anything that `viewer` shows. */
  add(shown: Shown | Iterable<Shown>): void;
  /** No longer shows these neurons (with their surfaces), or the synapses or points of that name. */
  remove(which: CellLike | Iterable<CellLike> | { readonly name: string }): void;
  /** Colours by something else, or these neurons, types or labels in these colours. */
  color(by: ColorBy | { readonly colors: Readonly<Record<string, string>> }): void;
  /** Where the reader stands, `undefined` at the view's own first place. */
  camera(): SceneCamera | undefined;
  /** Looks from a side, or from a place: nanometres and radians; what is left out stays as it is. */
  camera(from: ViewSide | Partial<SceneCamera>): void;
  /** Selects these neurons in this view, and nothing else; everything else is dimmed. */
  select(cells: CellLike | Iterable<CellLike>): void;
  hide(cells: CellLike | Iterable<CellLike>): void;
  /** Shows these again, or everything. */
  show(cells?: CellLike | Iterable<CellLike>): void;
  /** Shows these neurons alone. */
  isolate(cells: CellLike | Iterable<CellLike>): void;
  /** What is sent to the browser and stored in the notebook. */
  scene(): Promise<Scene>;
}

const sides: Readonly<Record<ViewSide, Pick<SceneCamera, 'azimuth' | 'elevation'>>> = {
  front: { azimuth: 0, elevation: 0 },
  side: { azimuth: Math.PI / 2, elevation: 0 },
  top: { azimuth: 0, elevation: Math.PI / 2 - 1e-3 },
};

/** A view of a model. */
export function viewOf(model: ViewModel): NeuronView {
  return new View(model);
}

class View implements NeuronView, LiveSource {
  #model: ViewModel;
  #built: Promise<BuiltScene> | undefined;
  #revision = 0;
  #key: string | undefined;
  readonly #listeners = new Set<(what: 'scene' | 'view') => void>();

  constructor(model: ViewModel) {
    this.#model = model;
  }

  add(shown: Shown | Iterable<Shown>): void {
    const { layers: _, ...more } = sortShown(shown, 'add');
    const { shown: before } = this.#model;
    const added = new Set(more.neurons.map(neuron => neuron.id));
    const addedMeshes = new Set(more.meshes.map(mesh => mesh.id));
    this.#change({
      shown: {
        // The same neuron again takes the place of what was there.
        neurons: [...before.neurons.filter(neuron => !added.has(neuron.id)), ...more.neurons],
        meshes: [...before.meshes.filter(mesh => !addedMeshes.has(mesh.id)), ...more.meshes],
        synapses: [...before.synapses, ...more.synapses],
        points: [...before.points, ...more.points],
        boxes: [...before.boxes, ...more.boxes],
      },
    });
  }

  remove(which: CellLike | Iterable<CellLike> | { readonly name: string }): void {
    const { shown } = this.#model;
    if (typeof which === 'object' && 'name' in which && !('id' in which)) {
      const { name } = which;
      const other = (entry: { readonly name?: string }): boolean => entry.name !== name;
      const left = {
        ...shown,
        synapses: shown.synapses.filter(other),
        points: shown.points.filter(other),
        boxes: shown.boxes.filter(other),
      };
      const known = [...shown.synapses, ...shown.points, ...shown.boxes].map(entry => entry.name ?? 'volume');
      if (!known.includes(name)) {
        throw new NotFoundError(
          `remove name is not shown: received ${name}, expected ${known.length > 0 ? `one of ${known.join(', ')}` : 'a neuron: nothing else is shown'}`,
          { known },
        );
      }
      this.#change({ shown: left });
      return;
    }
    const gone = new Set(this.#ids(which as CellLike, 'remove').map(BigInt));
    this.#change({
      shown: {
        ...shown,
        neurons: shown.neurons.filter(neuron => !gone.has(neuron.id)),
        meshes: shown.meshes.filter(mesh => !gone.has(mesh.id)),
      },
    });
  }

  color(by: ColorBy | { readonly colors: Readonly<Record<string, string>> }): void {
    const { options } = this.#model;
    const next =
      typeof by === 'object' && 'colors' in by
        ? { ...options, colors: { ...options.colors, ...by.colors } }
        : { ...options, colorBy: by };
    // Errors belong to this call, not to the next display.
    colorCells(cellsOf(this.#model.shown), next.colorBy, next.colors);
    this.#change({ options: next });
  }

  camera(): SceneCamera | undefined;
  camera(from: ViewSide | Partial<SceneCamera>): void;
  camera(from?: ViewSide | Partial<SceneCamera>): SceneCamera | undefined {
    if (from === undefined) return this.#model.view.camera;
    if (typeof from === 'string' && !Object.hasOwn(sides, from)) {
      throw new InvalidArgumentError(
        `camera side is not known: received ${from}, expected ${Object.keys(sides).join(', ')}, or a place`,
        { argument: 'from' },
      );
    }
    const given = typeof from === 'string' ? sides[from] : from;
    for (const [name, value] of Object.entries(given)) {
      const numbers = Array.isArray(value) ? value : [value];
      if (name === 'projection' || numbers.every(number => Number.isFinite(number))) continue;
      throw new InvalidArgumentError(
        `camera ${name} is not valid: received ${String(value)}, expected finite numbers`,
        {
          argument: name,
        },
      );
    }
    const camera = { ...this.#framing(), ...this.#model.view.camera, ...given };
    this.#look({ camera });
    return undefined;
  }

  select(cells: CellLike | Iterable<CellLike>): void {
    this.#look({ selected: this.#ids(cells, 'select') });
  }

  hide(cells: CellLike | Iterable<CellLike>): void {
    const hidden = new Set([...(this.#model.view.hidden ?? []), ...this.#ids(cells, 'hide')]);
    this.#look({ hidden: [...hidden] });
  }

  show(cells?: CellLike | Iterable<CellLike>): void {
    if (cells === undefined) {
      this.#look({ hidden: [], hiddenItems: [] });
      return;
    }
    const shown = new Set(this.#ids(cells, 'show'));
    this.#look({ hidden: (this.#model.view.hidden ?? []).filter(id => !shown.has(id)) });
  }

  isolate(cells: CellLike | Iterable<CellLike>): void {
    const shown = new Set(this.#ids(cells, 'isolate'));
    const all = cellsOf(this.#model.shown).map(cell => cell.id.toString());
    this.#look({ hidden: all.filter(id => !shown.has(id)) });
  }

  async scene(): Promise<Scene> {
    const model = this.#model;
    const revision = this.#revision;
    this.#built ??= buildWithin(model, model.options.maxBytes ?? USUAL_MAX_BYTES);
    const { cells, items, colorBar, notes } = await this.#built;
    this.#key ??= registerView(this);
    const isCortex = isSynthetic(model) || model.layers.length > 0;
    return {
      version: 2,
      title: titleOf(model),
      caption: captionOf(model),
      synthetic: isSynthetic(model),
      notes,
      axes: model.options.axes ?? (isCortex ? 'cortex' : 'volume'),
      cells,
      items,
      layers: model.layers,
      ...(colorBar ? { colorBar } : {}),
      ...(Object.keys(model.view).length > 0 ? { view: model.view } : {}),
      live: `${this.#key}.${revision}`,
    };
  }

  async [jupyterDisplay](): Promise<MimeBundle> {
    const scene = await this.scene();
    return { [SCENE_MIME]: scene, 'text/plain': summarise(this.#model, scene.notes) };
  }

  looked(): SceneView {
    return this.#model.view;
  }

  seen(view: SceneView): void {
    this.#model = { ...this.#model, view };
  }

  listen(changed: (what: 'scene' | 'view') => void): () => void {
    this.#listeners.add(changed);
    return () => this.#listeners.delete(changed);
  }

  async finer(item: string, parts: readonly number[], triangles: number): Promise<FinerMeshes> {
    const { meshes } = this.#model.shown;
    const known = (await this.scene()).items.find(({ key }) => key === item);
    if (known?.kind !== 'meshes') {
      throw new NotFoundError(`finer item is not known: received ${item}, expected the key of surfaces`, { known: [] });
    }
    const simpler = [];
    for (const part of parts) {
      const { mesh } = meshes[part] ?? {};
      if (!mesh) {
        throw new NotFoundError(`finer part is not known: received ${part}, expected less than ${meshes.length}`, {
          known: [],
        });
      }
      simpler.push((await simplifyMesh(mesh, triangles)).mesh);
    }
    const packed = await packMeshParts(simpler);
    return {
      parts: packed.parts.map((part, n) => ({
        ...part,
        cell: known.parts[parts[n]].cell,
        ...(part.triangleCount < meshes[parts[n]].mesh.triangleCount
          ? { fullTriangleCount: meshes[parts[n]].mesh.triangleCount }
          : {}),
      })),
      vertices: packed.vertices,
      indices: packed.indices,
    };
  }

  /** Ids of shown neurons as they stand in scenes. */
  #ids(cells: CellLike | Iterable<CellLike>, caller: string): string[] {
    const list = typeof cells === 'object' && Symbol.iterator in cells ? [...cells] : [cells as CellLike];
    const known = new Set(cellsOf(this.#model.shown).map(cell => cell.id));
    return list.map(cell => {
      const id = parseId(typeof cell === 'object' ? cell.id : cell, `${caller} id`);
      if (known.has(id)) return id.toString();
      throw new NotFoundError(
        `${caller} id is not shown: received ${id}, expected one of the ${known.size} neurons in view`,
        {
          known: [...known].slice(0, 10).map(String),
        },
      );
    });
  }

  /** A place from which everything is seen, for a side that was asked for before any page told one. */
  #framing(): SceneCamera {
    const { neurons, meshes, synapses, points, boxes } = this.#model.shown;
    const min = [Infinity, Infinity, Infinity];
    const max = [-Infinity, -Infinity, -Infinity];
    const grow = (values: ArrayLike<number>): void => {
      for (let i = 0; i < values.length; i += 1) {
        min[i % 3] = Math.min(min[i % 3], values[i]);
        max[i % 3] = Math.max(max[i % 3], values[i]);
      }
    };
    for (const { skeleton } of neurons) grow(skeleton.positionsNm.subarray(0, 3 * skeleton.nodeCount));
    for (const { mesh } of meshes) grow(mesh.positionsNm.subarray(0, 3 * mesh.vertexCount));
    for (const { positionsNm } of [...synapses, ...points]) grow(positionsNm);
    for (const { box } of boxes) for (const corner of [box.minNm, box.maxNm]) grow(corner);
    const radius = Math.max(500, Math.hypot(max[0] - min[0], max[1] - min[1], max[2] - min[2]) / 2);
    const middle = min.map((low, k) => (low + max[k]) / 2);
    // The page's opening is 20° high: from here the sphere about everything fits into it.
    return {
      target: [middle[0], middle[1], middle[2]],
      azimuth: 0,
      elevation: 0,
      distance: radius / Math.sin(Math.PI / 18),
    };
  }

  #change(change: Partial<ViewModel>): void {
    this.#model = { ...this.#model, ...change };
    this.#built = undefined;
    this.#revision += 1;
    for (const listener of this.#listeners) listener('scene');
  }

  #look(view: SceneView): void {
    this.#model = { ...this.#model, view: { ...this.#model.view, ...view } };
    for (const listener of this.#listeners) listener('view');
  }
}
