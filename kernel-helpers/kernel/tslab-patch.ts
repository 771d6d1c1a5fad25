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

/**
 * tslab's `converter.js`, in which `convert` compiles each cell once. As it comes, it compiles every cell that declares
 * something twice, the first time only to learn the names. It also looks for tslab's own package beside that very file,
 * which is not where it is once it has become part of a snapshot; the kernel finds it as it finds its other packages.
 * And it refuses files above the notebook's folder, which lie beside their sources here.
 *
 * @throws UnsupportedError when the text is not the one known here.
 */
export function patchConverter(text: string): string {
  const once = replaceOnce('names of a cell', replaceOnce('names of a cell', text, BEFORE, AFTER), SECOND, ONLY);
  const place = replaceOnce('place of its package', once, FORWARDED, AS_IS);
  const files = 'files above the notebook';
  return replaceOnce(files, replaceOnce(files, place, REFUSED, PLACED), JOINED, GIVEN);
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
