/**
 * The compiler, ready to take cells. Making it takes a second, for it reads three hundred files of declarations; so it
 * may come out of a start-up snapshot of Node's, see `tslab-snapshot.ts`. It works the same either way.
 */
import { CELL_FOLDER, NotebookPlace } from './notebook-place.js';
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
  /** The declarations of the global names it was made with. */
  readonly globals: string;
}

/** What a workshop is made from. */
export interface WorkshopParts {
  readonly typescript: TypeScript;
  readonly loadTslab: (compiler: TypeScript) => Tslab;
  readonly kernel: KernelPlaces;
  /** Declarations of the global names, as the text of a `.d.ts` module. */
  readonly globals: string;
}

/** Makes a workshop; takes a second or so. */
export function openWorkshop({ typescript, loadTslab, kernel, globals }: WorkshopParts): Workshop {
  const place = new NotebookPlace();
  const globalsFile = `${CELL_FOLDER}/__connectome__.d.ts`;
  overlayFiles(typescript, { place, files: new Map([[globalsFile, globals]]), kernel });
  const compiler = createCompiler(typescript, { globalsFile, typeRoot: `${CELL_FOLDER}/node_modules/@types` });
  const tslab = loadTslab(compiler.typescript);
  const anotherConverter = (): TslabConverter => speakingOf(place, tslab.createConverter());
  return { compiler, tslab, place, converter: anotherConverter(), anotherConverter, globals };
}

/** Where a kept workshop is on `globalThis`. */
export const KEPT_WORKSHOP: unique symbol = Symbol.for('connectome.workshop');

/** Leaves a workshop for {@link keptWorkshop} to find; in a snapshot, that is another process. */
export function keepWorkshop(workshop: Workshop): void {
  Object.defineProperty(globalThis, KEPT_WORKSHOP, { value: workshop, configurable: true });
}

/** The workshop that was kept, unless it was made with other global names. It is given to one caller only. */
export function keptWorkshop(globals: string): Workshop | undefined {
  const kept = (globalThis as { [KEPT_WORKSHOP]?: Workshop })[KEPT_WORKSHOP];
  Reflect.deleteProperty(globalThis, KEPT_WORKSHOP);
  return kept?.globals === globals ? kept : undefined;
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
