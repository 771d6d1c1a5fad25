/** The changes to tslab's own source. */
import { UnsupportedError } from '../errors.js';

const BEFORE = `        updateContent(prevDecl, src);
        let declsFile = builder.getSourceFile(declFilename);
        let srcFile = builder.getSourceFile(srcFilename);
        const locals = srcFile.locals;
`;
const AFTER = `        const alone = ts.createSourceFile(srcFilename, srcPrefix + src, transpileTarget);
        ts.bindSourceFile(alone, builder.getCompilerOptions());
        const locals = alone.locals;
        let declsFile, srcFile;
`;
const SECOND = `            updateContent(prevDecl, src + suffix);
            declsFile = builder.getSourceFile(declFilename);
            srcFile = builder.getSourceFile(srcFilename);
        }
`;
const ONLY = `            src += suffix;
        }
        updateContent(prevDecl, src);
        declsFile = builder.getSourceFile(declFilename);
        srcFile = builder.getSourceFile(srcFilename);
`;

/** Behind what is emitted for a cell: the declarations of earlier cells, printed anew, those it replaces left out. */
const REPRINTED = `        declOutput += remainingDecls(builder.getProgram().getTypeChecker(), srcFile, declsFile);
`;
const WHERE_NEEDED = `        if (keys.size > 0) {
            declsTouched = true;
            declOutput += remainingDecls(builder.getProgram().getTypeChecker(), srcFile, declsFile);
        }
        else {
            declOutput = prevDecl;
        }
`;
const UNCHANGING = `    let notifyUpdateDecls = null;
`;
const NOTED = `    let notifyUpdateDecls = null;
    let declsTouched = false;
`;
const COMPARED = `        const changed = declContent != decls || srcContent != src;
`;
const COMPARED_APART = `        const declsChanged = declsTouched || declContent != decls;
        const changed = declsChanged || srcContent != src;
        declsTouched = false;
`;
const NOTIFIED = `        notifyUpdateDecls(declFilename, ts.FileWatcherEventKind.Changed);
`;
const NOTIFIED_OF_CHANGES = `        if (declsChanged) notifyUpdateDecls(declFilename, ts.FileWatcherEventKind.Changed);
`;

const FORWARDED = `    return (0, tspath_1.normalizeJoin)(path_1.default.dirname(__dirname), rel);
`;
const AS_IS = `    return path;
`;

const REFUSED = `                const rel = path_1.default.relative(outDir, fileName);
                if (rel.startsWith("..")) {
                    throw new Error("unexpected emit path: " + fileName);
                }
`;
const PLACED = `                const side = fileName.startsWith(outDir + "/")
                    ? (0, tspath_1.normalizeJoin)(cwd, fileName.slice(outDir.length))
                    : fileName;
`;
const JOINED = `                    path: (0, tspath_1.normalizeJoin)(cwd, rel),
`;
const GIVEN = `                    path: side,
`;

const CHANGES: readonly (readonly [seam: string, before: string, after: string])[] = [
  ['names of a cell', BEFORE, AFTER],
  ['names of a cell', SECOND, ONLY],
  ['declarations of earlier cells', REPRINTED, WHERE_NEEDED],
  ['declarations of earlier cells', UNCHANGING, NOTED],
  ['declarations of earlier cells', COMPARED, COMPARED_APART],
  ['declarations of earlier cells', NOTIFIED, NOTIFIED_OF_CHANGES],
  ['place of its package', FORWARDED, AS_IS],
  ['files above the notebook', REFUSED, PLACED],
  ['files above the notebook', JOINED, GIVEN],
];

/**
 * tslab's `converter.js`, changed in four ways:
 *
 * - `convert` compiles each cell once. As it comes, it compiles every cell that declares something twice, the first time
 *   only to learn the names;
 * - the declarations of earlier cells are read and written again only when they change, so that a cell which declares
 *   nothing takes as long after a thousand cells as after one;
 * - tslab's own package is found as the kernel's other packages are. As it comes, it looks beside that very file, which
 *   is not where it is once it has become part of a snapshot;
 * - files above the notebook's folder, which it refuses as it comes, lie beside their sources.
 *
 * @throws UnsupportedError when the text is not the one known here.
 */
export function patchConverter(text: string): string {
  return CHANGES.reduce((changed, [seam, before, after]) => replaceOnce(seam, changed, before, after), text);
}

function replaceOnce(seam: string, text: string, before: string, after: string): string {
  const [head, tail, ...more] = text.replaceAll('\r\n', '\n').split(before);
  if (tail === undefined || more.length > 0) {
    throw new UnsupportedError(
      `tslab seam "${seam} in converter.js" has moved: received another text, expected that of tslab 1.0.22; ` +
        'run "npm ci" to install it',
      { feature: 'tslab converter.js' },
    );
  }
  return head + after + tail;
}
