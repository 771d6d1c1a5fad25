/** The TypeScript that tslab compiles with: better options, typed globals, source maps, less work a cell. */
import type ts from '@tslab/typescript-for-tslab';
import type { TypeScript } from './tslab-load.js';

/** The two maps from what runs back to the cell: CommonJS to ES module, ES module to TypeScript. */
export interface TranspiledMaps {
  readonly toModule: string;
  readonly toSource: string | undefined;
}

/** A copy of TypeScript for tslab, and the source maps of what it compiled last. */
export interface Compiler {
  readonly typescript: TypeScript;
  /** Set by every conversion: a cell's own output is the last thing tslab transpiles for it. */
  lastMaps: TranspiledMaps | undefined;
}

/** Where the compiler finds things. */
export interface CompilerPlaces {
  /** Declarations of the global names, a root file of every program. */
  readonly globalsFile: string;
  /** The only folder that holds type packages taken up unasked, of which `node` is the only one. */
  readonly typeRoot: string;
}

/** A copy of `typescript` in which the functions that tslab calls do what a notebook needs. */
export function createCompiler(typescript: TypeScript, { globalsFile, typeRoot }: CompilerPlaces): Compiler {
  const compiler: {
    typescript: TypeScript;
    lastMaps: TranspiledMaps | undefined;
  } = {
    typescript,
    lastMaps: undefined,
  };
  compiler.typescript = {
    ...typescript,
    createWatchCompilerHost: ((rootFiles: string[], options: ts.CompilerOptions, ...rest: unknown[]) => {
      const [system, , ...reporters] = rest;
      const create = typescript.createWatchCompilerHost as (...args: unknown[]) => unknown;
      return create(
        [...rootFiles, globalsFile],
        {
          ...options,
          moduleResolution: typescript.ModuleResolutionKind.Bundler,
          customConditions: ['node'],
          types: ['node'],
          typeRoots: [typeRoot],
          inlineSourceMap: true,
        },
        system,
        builderFactory(typescript),
        ...reporters,
      );
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
    transpileModule: (source: string, options: ts.TranspileOptions) => {
      const { code, map } = splitInlineMap(source);
      const output = typescript.transpileModule(code, {
        ...options,
        compilerOptions: { ...options.compilerOptions, sourceMap: true },
        transformers: { after: [assignExports(typescript)] },
      });
      compiler.lastMaps = output.sourceMapText ? { toModule: output.sourceMapText, toSource: map } : undefined;
      return {
        ...output,
        outputText: output.outputText.replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n'),
      };
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
    };
  };
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
 * Makes a cell's exports plain assignments to the session, in the compiled JavaScript:
 * `exports.a = exports.b = void 0` at the top goes, so that a cell that fails half way leaves older values alone, and
 * `Object.defineProperty(exports, "a", { get })` of an imported name becomes `exports.a = …`, which a later cell may
 * declare anew.
 */
function assignExports(typescript: TypeScript): ts.TransformerFactory<ts.SourceFile> {
  const { factory } = typescript;
  const isExports = (node: ts.Node): boolean => typescript.isIdentifier(node) && node.text === 'exports';
  const isVoidChain = (node: ts.Expression): boolean =>
    (typescript.isVoidExpression(node) && typescript.isNumericLiteral(node.expression)) ||
    (typescript.isBinaryExpression(node) &&
      node.operatorToken.kind === typescript.SyntaxKind.EqualsToken &&
      typescript.isPropertyAccessExpression(node.left) &&
      isExports(node.left.expression) &&
      isVoidChain(node.right));
  const rewrite = (statement: ts.Statement): ts.Statement | undefined => {
    if (!typescript.isExpressionStatement(statement)) return statement;
    const { expression } = statement;
    if (typescript.isBinaryExpression(expression) && isVoidChain(expression)) return undefined;
    if (!typescript.isCallExpression(expression) || !isExports(expression.arguments[0] ?? expression)) return statement;
    const [, name, descriptor] = expression.arguments;
    if (!name || !typescript.isStringLiteral(name) || !descriptor) return statement;
    if (!typescript.isObjectLiteralExpression(descriptor)) return statement;
    if (name.text === '__esModule') return undefined;
    const value = getterResult(typescript, descriptor);
    if (value === undefined) return statement;
    const target = factory.createPropertyAccessExpression(factory.createIdentifier('exports'), name.text);
    return factory.createExpressionStatement(factory.createAssignment(target, value));
  };
  return () => file =>
    factory.updateSourceFile(
      file,
      file.statements.map(rewrite).filter(statement => statement !== undefined),
    );
}

/** What `{ get: function () { return x; } }` returns. */
function getterResult(typescript: TypeScript, descriptor: ts.ObjectLiteralExpression): ts.Expression | undefined {
  for (const property of descriptor.properties) {
    if (!typescript.isPropertyAssignment(property) || !typescript.isFunctionExpression(property.initializer)) continue;
    const [statement] = property.initializer.body.statements;
    if (statement && typescript.isReturnStatement(statement)) return statement.expression;
  }
  return undefined;
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
