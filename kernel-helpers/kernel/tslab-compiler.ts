/** The TypeScript that tslab compiles with: better options, typed globals, source maps, less work a cell. */
import type ts from '@tslab/typescript-for-tslab';
import { isAwaitOfCell } from './tslab-await.js';
import type { TypeScript } from './tslab-load.js';
import { cellTransformers, sessionFactory } from './tslab-names.js';

/** The two maps from what runs back to the cell: CommonJS to ES module, ES module to TypeScript. */
export interface TranspiledMaps {
  readonly toModule: string;
  readonly toSource: string | undefined;
}

/** A copy of TypeScript for tslab, and what it leaves behind for us. */
export interface Compiler {
  readonly typescript: TypeScript;
  /** The source maps of what was compiled, by its JavaScript. Whoever has read it clears it. */
  readonly maps: Map<string, TranspiledMaps>;
  /** What TypeScript found when it was last asked, whole; tslab passes on less. */
  diagnostics: readonly ts.Diagnostic[];
  /** Whether the next program is checked strictly, as every one is unless told otherwise. */
  strict: boolean;
}

/** Where the compiler finds things. */
export interface CompilerPlaces {
  /** Declarations of the global names, a root file of every program. */
  readonly globalsFile: string;
  /** The only folder that holds type packages taken up unasked, of which `node` is the only one. */
  readonly typeRoot: string;
}

/** tslab's fork of TypeScript checks several files at once. */
interface ForkedTypeScript {
  getPreEmitDiagnosticsOfFiles(program: ts.Program, files: readonly ts.SourceFile[]): readonly ts.Diagnostic[];
}

/**
 * What is no fault in a notebook: "could not find a declaration file", for a package without types is used as `any`,
 * strict or not; and "file is not under rootDir", for a cell may import a file above the notebook's folder.
 */
const NO_FAULTS: ReadonlySet<number> = new Set([7016, 6059]);

/** A copy of `typescript` in which the functions that tslab calls do what a notebook needs. */
export function createCompiler(typescript: TypeScript, { globalsFile, typeRoot }: CompilerPlaces): Compiler {
  const options: ts.CompilerOptions[] = [];
  const maps = new Map<string, TranspiledMaps>();
  const compiler = {
    typescript,
    maps,
    diagnostics: [] as readonly ts.Diagnostic[],
    get strict(): boolean {
      return options[0]?.strict !== false;
    },
    // A checker reads its options when it is made, and every cell has a checker of its own.
    set strict(on: boolean) {
      for (const one of options) one.strict = on;
    },
  };
  const noted = <Args extends unknown[]>(find: (...args: Args) => readonly ts.Diagnostic[]) => {
    return (...args: Args): readonly ts.Diagnostic[] => {
      compiler.diagnostics = find(...args).filter(
        found => !NO_FAULTS.has(found.code) && !isAwaitOfCell(typescript, found),
      );
      return compiler.diagnostics;
    };
  };
  compiler.typescript = {
    ...typescript,
    factory: sessionFactory(typescript),
    getPreEmitDiagnostics: noted(typescript.getPreEmitDiagnostics),
    ...({
      getPreEmitDiagnosticsOfFiles: noted((program: ts.Program, files: readonly ts.SourceFile[]) =>
        asNeeded(program.getCompilerOptions(), files[0], () =>
          (typescript as unknown as ForkedTypeScript).getPreEmitDiagnosticsOfFiles(program, files),
        ),
      ),
    } as object),
    createWatchCompilerHost: ((rootFiles: string[], tslabOptions: ts.CompilerOptions, ...rest: unknown[]) => {
      const [system, , ...reporters] = rest;
      unescapeNames(system as ts.System);
      const create = typescript.createWatchCompilerHost as (...args: unknown[]) => unknown;
      const own: ts.CompilerOptions = {
        ...tslabOptions,
        moduleResolution: typescript.ModuleResolutionKind.Bundler,
        customConditions: ['node'],
        types: ['node'],
        typeRoots: [typeRoot],
        inlineSourceMap: true,
        strict: true,
        // tslab leaves "use strict" out, which goes with this only.
        alwaysStrict: false,
        // Whoever catches an error in a notebook wants to print its message.
        useUnknownInCatchVariables: false,
        // A plain JavaScript file beside the notebook has no types to hold it to.
        checkJs: false,
      };
      options.push(own);
      return create([...rootFiles, globalsFile], own, system, builderFactory(typescript), ...reporters);
    }) as unknown as TypeScript['createWatchCompilerHost'],
    createWatchProgram: ((host: unknown) => {
      const watch = (typescript.createWatchProgram as (host: unknown) => ts.WatchOfFilesAndCompilerOptions<never>)(
        host,
      );
      // tslab names the root files anew when it adds a `@module` cell, and does not know of ours.
      return {
        ...watch,
        updateRootFileNames: (files: string[]) => watch.updateRootFileNames([...files, globalsFile]),
      };
    }) as unknown as TypeScript['createWatchProgram'],
    transpileModule: (source: string, transpileOptions: ts.TranspileOptions) => {
      const { code, map } = splitInlineMap(source);
      const output = typescript.transpileModule(code, {
        ...transpileOptions,
        compilerOptions: { ...transpileOptions.compilerOptions, sourceMap: true },
        ...(isCell(map) ? { transformers: cellTransformers(typescript) } : {}),
      });
      const outputText = output.outputText.replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n');
      if (output.sourceMapText) maps.set(outputText, { toModule: output.sourceMapText, toSource: map });
      return { ...output, outputText };
    },
  };
  return compiler;
}

/**
 * The plain program instead of the incremental builder, which walks the references of every file at every update: for
 * a cell against three hundred declaration files that walk is most of the time.
 */
function builderFactory(typescript: TypeScript): (...args: unknown[]) => ts.BuilderProgram {
  return (...args) => {
    const builder = (typescript.createAbstractBuilder as (...args: unknown[]) => ts.BuilderProgram)(...args);
    const program = builder.getProgram();
    // Binds the files: tslab looks for locals of files that nobody has asked the checker about yet.
    program.getTypeChecker();
    return {
      ...builder,
      getAllDependencies: file => sourceDependencies(program, file),
      emit: (file, ...rest) => asNeeded(builder.getCompilerOptions(), file, () => builder.emit(file, ...rest)),
    };
  };
}

/** Does `work` on a file; nobody wants the declarations of one that declares nothing. */
function asNeeded<Result>(options: ts.CompilerOptions, file: ts.SourceFile | undefined, work: () => Result): Result {
  const { locals } = (file ?? {}) as { locals?: ReadonlyMap<unknown, unknown> };
  const { declaration } = options;
  options.declaration = locals?.size === 0 ? false : declaration;
  try {
    return work();
  } finally {
    options.declaration = declaration;
  }
}

/** The file itself and the source files (no declarations) that it imports, directly or not. */
export function sourceDependencies(program: ts.Program, file: ts.SourceFile): string[] {
  const found = new Set<string>();
  const visit = (name: string): void => {
    if (found.has(name)) return;
    found.add(name);
    const modules = (program.getSourceFile(name) as ResolvedFile | undefined)?.resolvedModules;
    modules?.forEach(({ resolvedModule }) => {
      const target = resolvedModule?.resolvedFileName;
      if (target && !resolvedModule.isExternalLibraryImport && !/\.d\.[cm]?ts$/.test(target)) visit(target);
    });
  };
  visit(file.fileName);
  return [...found].filter(name => program.getSourceFile(name) !== undefined);
}

interface ResolvedFile {
  readonly resolvedModules?: {
    forEach(visit: (resolution: { resolvedModule?: ts.ResolvedModule }) => void): void;
  };
}

/**
 * tslab puts `export {…}` behind a cell with the names as TypeScript keeps them inside: one that begins with two
 * underscores has a third there, and `declare global` is called `__global`.
 */
function unescapeNames(system: ts.System): void {
  const { readFile } = system;
  const written = (name: string): string => (name.startsWith('___') ? name.slice(1) : name);
  system.readFile = (path, encoding) => {
    const text = readFile(path, encoding);
    if (!path.endsWith('/__tslab__.ts')) return text;
    return text?.replace(/\nexport \{([^{}]*\b__[^{}]*)\}$/, (_, names: string) => {
      const kept = names.split(', ').filter(name => name !== '__global');
      return `\nexport {${kept.map(written).join(', ')}}`;
    });
  };
}

/** Whether compiled code is a cell's: tslab calls the file of every cell the same. Local files keep their exports. */
function isCell(map: string | undefined): boolean {
  return map !== undefined && /^\{"version":3,"file":"__tslab__\.js"/.test(map);
}

/** Takes the inline source map off the end of compiled code. */
export function splitInlineMap(source: string): {
  readonly code: string;
  readonly map: string | undefined;
} {
  const marker = '//# sourceMappingURL=data:application/json;base64,';
  const at = source.lastIndexOf(marker);
  if (at < 0) return { code: source, map: undefined };
  const map = Buffer.from(source.slice(at + marker.length).trim(), 'base64').toString('utf8');
  return { code: source.slice(0, at), map };
}
