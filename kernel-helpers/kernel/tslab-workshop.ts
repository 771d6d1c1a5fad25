/**
 * The compiler, ready to take cells. Making it takes a second, for it reads three hundred files of declarations; so it
 * may come out of a start-up snapshot of Node's, see `tslab-snapshot.ts`. It works the same either way.
 */
import { CELL_FOLDER, NotebookPlace } from './notebook-place.js';
import { globalDeclarations, type HelperNames } from './preload.js';
import { type Compiler, createCompiler } from './tslab-compiler.js';
import { type KernelPlaces, overlayFiles } from './tslab-files.js';
import type { Tslab, TslabConverter, TypeScript } from './tslab-load.js';

/** A compiler and all that belongs to it. */
export interface Workshop {
  readonly compiler: Compiler;
  readonly tslab: Tslab;
  /** Where the notebook lies; whoever takes the workshop says so before the first cell. */
  readonly place: NotebookPlace;
  readonly converter: TslabConverter;
  /** Another converter, for when this one failed in the middle. */
  readonly anotherConverter: () => TslabConverter;
  /** The global names it knows. */
  readonly names: HelperNames;
}

/** What a workshop is made from. */
export interface WorkshopParts {
  readonly typescript: TypeScript;
  readonly loadTslab: (compiler: TypeScript) => Tslab;
  readonly kernel: KernelPlaces;
  /** The global names that cells find. */
  readonly names: HelperNames;
}

/** Makes a workshop; takes a second or so. */
export function openWorkshop({ typescript, loadTslab, kernel, names }: WorkshopParts): Workshop {
  const place = new NotebookPlace();
  const globalsFile = `${CELL_FOLDER}/__connectome__.d.ts`;
  overlayFiles(typescript, { place, files: new Map([[globalsFile, globalDeclarations(names)]]), kernel });
  const compiler = createCompiler(typescript, { globalsFile, typeRoot: `${CELL_FOLDER}/node_modules/@types` });
  const tslab = loadTslab(compiler.typescript);
  const anotherConverter = (): TslabConverter => speakingOf(place, tslab.createConverter());
  return { compiler, tslab, place, converter: anotherConverter(), anotherConverter, names };
}

/** Where a kept workshop is on `globalThis`. */
export const KEPT_WORKSHOP: unique symbol = Symbol.for('connectome.workshop');

/** Leaves a workshop for {@link keptWorkshop} to find; in a snapshot, that is another process. */
export function keepWorkshop(workshop: Workshop): void {
  Object.defineProperty(globalThis, KEPT_WORKSHOP, { value: workshop, configurable: true });
}

/** The workshop that was kept, if any. */
export function keptWorkshop(): Workshop | undefined {
  return (globalThis as { [KEPT_WORKSHOP]?: Workshop })[KEPT_WORKSHOP];
}

/** The workshop that was kept, or a new one; a kept one is given to one caller only. */
export function takeWorkshop(makeParts: () => WorkshopParts): Workshop {
  const kept = keptWorkshop();
  Reflect.deleteProperty(globalThis, KEPT_WORKSHOP);
  return kept ?? openWorkshop(makeParts());
}

/** A converter whose answers name files by their paths on disk. */
function speakingOf(place: NotebookPlace, converter: TslabConverter): TslabConverter {
  const told = <Told extends { readonly messageText: string }>(found: readonly Told[]): readonly Told[] =>
    found.map(one => ({ ...one, messageText: place.toPeople(one.messageText) }));
  return {
    ...converter,
    convert: (previous, source) => {
      const compiled = converter.convert(previous, source);
      const { diagnostics, sideOutputs } = compiled;
      return {
        ...compiled,
        diagnostics: told(diagnostics),
        ...(sideOutputs ? { sideOutputs: sideOutputs.map(one => ({ ...one, path: place.toPeople(one.path) })) } : {}),
      };
    },
    addModule: (name, source) => told(converter.addModule(name, source)),
    inspect: (previous, source, position) => {
      const info = converter.inspect(previous, source, position);
      const displayParts = info?.displayParts?.map(part => ({ ...part, text: place.toPeople(part.text) }));
      return info && { ...info, displayParts };
    },
  };
}
