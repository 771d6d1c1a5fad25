/** The handle of a view: what it shows can be changed, wherever it is shown. */

import type { FinerMeshes, LiveSource } from '../../contract/live-view.js';
import { type Displayable, jupyterDisplay, type MimeBundle, SCENE_MIME } from '../../contract/mime.js';
import { packMeshParts } from '../../contract/scene/meshes.js';
import type { Scene, SceneCamera, SceneView } from '../../contract/scene/scene.js';
import { type IdLike, parseId } from '../../core/ids.js';
import { volumeSource } from '../../core/neuroglancer/source.js';
import { NotFoundError } from '../../errors.js';
import type { BuiltScene } from './build-scene.js';
import { cellsOf } from './build-scene.js';
import { checkAmounts } from './check-values.js';
import { boundTo, type ColorBy, type ColoredCell, colorCells, colorsOf } from './color-by.js';
import { type FinerMesh, finerMesh } from './finer-mesh.js';
import { buildWithin, USUAL_MAX_BYTES } from './fit-budget.js';
import { planesOf } from './layer-planes.js';
import { registerView } from './live-registry.js';
import { cameraFrom, framing, type ViewSide } from './look-from.js';
import type { ViewModel } from './model.js';
import { checkNodeValues } from './node-values.js';
import { PackCache } from './pack-cache.js';
import { type Shown, sortShown } from './shown.js';
import { captionOf, isSynthetic, notesOf, summarise, titleOf } from './summary.js';

/** A neuron by its id, or itself. */
export type CellLike = IdLike | { readonly id: IdLike };

export type { ViewSide } from './look-from.js';

/**
 * A 3D view of neurons. The methods change what it shows, at once in every output that shows it, and return nothing, so
 * that a cell which ends in one does not show the view a second time. As a cell's last value, or given to `display`, it
 * shows as it is then.
 */
export interface NeuronView extends Displayable {
  /** Shows more: anything that `viewer` shows; a neuron or surface of an id that is shown takes its place. */
  add(shown: Shown | Iterable<Shown>): void;
  /** No longer shows these neurons (with their surfaces, colours and marks), or the synapses, points or boxes of that name. */
  remove(which: CellLike | Iterable<CellLike> | { readonly name: string }): void;
  /**
   * Colours by something else, in place of colours of your own too; or these neurons, types or labels in these colours.
   * A column of values stays with its neurons: those that are added later have none.
   */
  color(by: ColorBy | { readonly colors: Readonly<Record<string, string>> }): void;
  /** Where the reader stands, `undefined` at the view's own first place. */
  camera(): SceneCamera | undefined;
  /**
   * Looks from a side (`front`, `right`, `back`, `left`, `top`, `bottom`), or from a place: nanometres and radians; what
   * is left out stays as it is.
   */
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

/** A view of a model. */
export function viewOf(model: ViewModel): NeuronView {
  return new View(model);
}

class View implements NeuronView, LiveSource {
  #model: ViewModel;
  #built: Promise<BuiltScene> | undefined;
  #cache = new PackCache();
  #revision = 0;
  #key: string | undefined;
  readonly #listeners = new Set<Parameters<LiveSource['listen']>[0]>();

  constructor(model: ViewModel) {
    this.#model = model;
  }

  add(shown: Shown | Iterable<Shown>): void {
    const { layers, ...more } = sortShown(shown, 'add', this.#model.options.from);
    const { shown: before } = this.#model;
    this.#change({
      ...(layers && this.#model.layers.length === 0 ? { layers: planesOf(layers) } : {}),
      shown: {
        neurons: inPlace(before.neurons, more.neurons),
        meshes: inPlace(before.meshes, more.meshes),
        synapses: [...before.synapses, ...more.synapses],
        points: [...before.points, ...more.points],
        boxes: [...before.boxes, ...more.boxes],
      },
    });
  }

  remove(which: CellLike | Iterable<CellLike> | { readonly name: string }): void {
    const { shown } = this.#model;
    if (typeof which === 'object' && which !== null && 'name' in which && !('id' in which)) {
      const { name } = which;
      const other = (entry: { readonly name: string }): boolean => entry.name !== name;
      const left = {
        ...shown,
        synapses: shown.synapses.filter(other),
        points: shown.points.filter(other),
        boxes: shown.boxes.filter(other),
      };
      const known = [...shown.synapses, ...shown.points, ...shown.boxes].map(entry => entry.name);
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
    const { options, shown } = this.#model;
    const cells = cellsOf(shown);
    const next =
      typeof by === 'object' && by !== null && 'colors' in by
        ? { ...options, colors: { ...options.colors, ...by.colors } }
        : { ...options, colorBy: boundTo(cells, by), colors: {} };
    colorCells(cells, next.colorBy, next.colors);
    this.#change({ options: next });
  }

  camera(): SceneCamera | undefined;
  camera(from: ViewSide | Partial<SceneCamera>): void;
  camera(from?: ViewSide | Partial<SceneCamera>): SceneCamera | undefined {
    if (from === undefined) return this.#model.view.camera;
    const camera = cameraFrom(from, { ...framing(this.#model.shown), ...this.#model.view.camera });
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
    this.#built ??= buildWithin(model, model.options.maxBytes ?? USUAL_MAX_BYTES, this.#cache);
    const { cells, items, colorBar, colorWords, notes } = await this.#built;
    this.#key ??= registerView(this);
    const isCortex = isSynthetic(model) || model.layers.length > 0;
    const scene: Scene = {
      version: 2,
      title: titleOf(model),
      caption: captionOf(model),
      synthetic: isSynthetic(model),
      notes: notesOf([...(model.notes ?? []), ...notes]),
      axes: model.options.axes ?? (isCortex ? 'cortex' : 'volume'),
      cells,
      items,
      layers: model.layers,
      ...(colorBar ? { colorBar } : {}),
      ...(colorWords ? { colorWords } : {}),
      ...(Object.keys(model.view).length > 0 ? { view: model.view } : {}),
      ...(model.options.source === undefined ? {} : { source: volumeSource(model.options.source) }),
      live: `${this.#key}.${revision}`,
    };
    // What no page would show is refused here, where somebody reads it. Loaded late: every kernel would start later for it.
    const { checkScene } = await import('../../contract/scene/check.js');
    checkScene(scene);
    return scene;
  }

  async [jupyterDisplay](): Promise<MimeBundle> {
    const model = this.#model;
    const scene = await this.scene();
    return { [SCENE_MIME]: scene, 'text/plain': summarise(model, scene) };
  }

  looked(): SceneView {
    return this.#model.view;
  }

  seen(changed: SceneView, without: readonly (keyof SceneView)[] = []): void {
    const view = Object.entries({ ...this.#model.view, ...changed });
    const left = view.filter(([field]) => !without.includes(field as keyof SceneView));
    this.#model = { ...this.#model, view: Object.fromEntries(left) };
  }

  listen(changed: Parameters<LiveSource['listen']>[0]): () => void {
    this.#listeners.add(changed);
    return () => this.#listeners.delete(changed);
  }

  async finer(
    item: string,
    parts: readonly number[],
    triangles: number,
    signal: AbortSignal = new AbortController().signal,
  ): Promise<FinerMeshes> {
    const { meshes } = this.#model.shown;
    const known = (await this.scene()).items.find(({ key }) => key === item);
    if (known?.kind !== 'meshes') {
      throw new NotFoundError(`finer item is not known: received ${item}, expected the key of surfaces`, { known: [] });
    }
    const finer: FinerMesh[] = [];
    for (const part of parts) {
      const { mesh } = meshes[part] ?? {};
      if (!mesh) {
        throw new NotFoundError(`finer part is not known: received ${part}, expected less than ${meshes.length}`, {
          known: [],
        });
      }
      finer.push(await finerMesh(mesh, triangles, signal));
    }
    const packed = await packMeshParts(finer.map(({ mesh }) => mesh));
    return {
      parts: packed.parts.map((part, n) => ({
        ...part,
        cell: known.parts[parts[n]].cell,
        ...(part.triangleCount < finer[n].fullTriangleCount ? { fullTriangleCount: finer[n].fullTriangleCount } : {}),
      })),
      ...(finer.some(({ isLimited }) => isLimited) ? { isLimited: true } : {}),
      vertices: packed.vertices,
      indices: packed.indices,
    };
  }

  /** Ids of shown neurons as they stand in scenes. */
  #ids(cells: CellLike | Iterable<CellLike>, caller: string): string[] {
    const list = typeof cells === 'object' && cells !== null && Symbol.iterator in cells ? [...cells] : [cells];
    const known = new Set(cellsOf(this.#model.shown).map(cell => cell.id));
    const ids = list.map(cell => {
      const id = parseId(typeof cell === 'object' && cell !== null ? cell.id : cell, `${caller} id`);
      if (known.has(id)) return id.toString();
      throw new NotFoundError(
        `${caller} id is not shown: received ${id}, expected one of the ${known.size} neurons in view`,
        {
          known: [...known].slice(0, 10).map(String),
        },
      );
    });
    return [...new Set(ids)];
  }

  #change(change: Partial<ViewModel>): void {
    const next = { ...this.#model, ...change };
    const cells = cellsOf(next.shown);
    checkAmounts(cells.length, next.shown, 'add');
    // Colours and marks of neurons that are no longer shown go with them.
    const options = change.shown ? { ...next.options, colors: colorsOf(cells, next.options.colors) } : next.options;
    // Errors belong to this call, not to the next display.
    colorCells(cells, options.colorBy, options.colors, true);
    checkNodeValues(next.shown.neurons, options.colorBy);
    const view = change.shown ? viewWithin(next.view, cells, this.#itemKeys(next.shown)) : next.view;
    this.#model = { ...next, options, view };
    this.#built = undefined;
    if (change.shown) this.#cache = this.#cache.within(Object.values(next.shown).flat());
    this.#revision += 1;
    for (const listener of this.#listeners) listener('scene');
  }

  #look(view: SceneView): void {
    this.#model = { ...this.#model, view: { ...this.#model.view, ...view } };
    // Only what changed: outputs of one view are looked at from places of their own.
    for (const listener of this.#listeners) listener('view', view);
  }

  #itemKeys({ synapses, points, boxes }: ViewModel['shown']): ReadonlySet<string> {
    const of = (kind: string, entries: readonly object[]): string[] =>
      entries.map(entry => this.#cache.nameOf(kind, entry));
    return new Set(['skeletons', 'meshes', ...of('synapses', synapses), ...of('points', points), ...of('box', boxes)]);
  }
}

/** What comes again takes the place of what was there. */
function inPlace<T extends { readonly id: bigint }>(before: readonly T[], more: readonly T[]): T[] {
  return [...new Map([...before, ...more].map(entry => [entry.id, entry])).values()];
}

function viewWithin(view: SceneView, cells: readonly ColoredCell[], keys: ReadonlySet<string>): SceneView {
  const ids = new Set(cells.map(cell => cell.id.toString()));
  const { hidden, hiddenItems, selected } = view;
  return {
    ...view,
    ...(hidden ? { hidden: hidden.filter(id => ids.has(id)) } : {}),
    ...(hiddenItems ? { hiddenItems: hiddenItems.filter(key => keys.has(key)) } : {}),
    ...(selected ? { selected: selected.filter(id => ids.has(id)) } : {}),
  };
}
