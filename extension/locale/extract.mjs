// Writes the template that translators begin with: `node extension/locale/extract.mjs`.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseAst } from 'rolldown/parseAst';

const extension = join(dirname(fileURLToPath(import.meta.url)), '..');
/** The template, in the tree. */
export const TEMPLATE = join(extension, 'locale', 'jupyterlab_connectome.pot');

const SCHEMA = join('schema', 'settings.json');

/** What JupyterLab translates of a schema, with the context it looks for it in; of several the first counts. */
const SCHEMA_STRINGS = [
  [/^\/(.*\/)?properties\/.*\/(title|description)$/, 'settings'],
  [/^\/(title|description)$/, 'schema'],
  [/^\/jupyter\.lab\.setting-icon-label$/, 'settings'],
  [/^\/jupyter\.lab\.menus\/.*\/label$/, 'menu'],
  [/^\/jupyter\.lab\.toolbars\/.*\/label$/, 'toolbar'],
];
const BUILT = /^(lib|labextension|node_modules)[\\/]/;
const HEADER = `msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
`;

/**
 * The text of the template: every string literal given to the translator and every string of the settings, and where.
 *
 * @returns {string}
 */
export function template() {
  const found = new Map();
  const keep = (entry, file) => {
    const key = JSON.stringify(entry);
    found.set(key, (found.get(key) ?? new Set()).add(file.replaceAll('\\', '/')));
  };
  const files = readdirSync(extension, { recursive: true, encoding: 'utf8' }).filter(
    file => file.endsWith('.ts') && !file.endsWith('.d.ts') && !BUILT.test(file),
  );
  for (const file of files.sort()) {
    const source = readFileSync(join(extension, file), 'utf8');
    if (!/\.(__|_n)\(/.test(source)) continue;
    for (const call of callsIn(parseAst(source, { lang: 'ts' }))) {
      const words = call.arguments.slice(0, call.callee.property.name === '_n' ? 2 : 1).map(literal);
      // What is computed was a literal where it was made.
      if (words.some(word => word === undefined)) continue;
      keep({ words }, file);
    }
  }
  const schema = JSON.parse(readFileSync(join(extension, SCHEMA), 'utf8'));
  for (const [path, word] of stringsIn(schema, '')) {
    const context = SCHEMA_STRINGS.find(([pattern]) => pattern.test(path))?.[1];
    if (context !== undefined) keep({ words: [word], context }, SCHEMA);
  }
  const entries = [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, at]) => entryOf(JSON.parse(key), [...at]));
  return [HEADER, ...entries].join('\n');
}

function* callsIn(node) {
  if (Array.isArray(node)) {
    for (const item of node) yield* callsIn(item);
  } else if (node && typeof node === 'object') {
    if (node.type === 'CallExpression' && /^(__|_n)$/.test(node.callee.property?.name ?? '')) yield node;
    for (const value of Object.values(node)) yield* callsIn(value);
  }
}

/** The text of a literal, or of literals put together by `+`. */
function literal(node) {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node?.type === 'TemplateLiteral' && node.expressions.length === 0) return node.quasis[0].value.cooked;
  if (node?.type !== 'BinaryExpression' || node.operator !== '+') return undefined;
  const [left, right] = [literal(node.left), literal(node.right)];
  return left === undefined || right === undefined ? undefined : left + right;
}

/** Each string of a JSON value with its path; what stands in a list is on the path of the list. */
function* stringsIn(value, path) {
  if (typeof value === 'string') yield [path, value];
  else if (Array.isArray(value)) for (const item of value) yield* stringsIn(item, path);
  else if (typeof value === 'object')
    for (const [key, item] of Object.entries(value)) yield* stringsIn(item, `${path}/${key}`);
}

function entryOf({ words: [one, many], context }, at) {
  const where = at.map(file => `#: extension/${file}\n`).join('');
  const plural = many === undefined ? '' : `msgid_plural ${JSON.stringify(many)}\n`;
  const empty = many === undefined ? 'msgstr ""\n' : 'msgstr[0] ""\nmsgstr[1] ""\n';
  const within = context === undefined ? '' : `msgctxt ${JSON.stringify(context)}\n`;
  return `${where}${within}msgid ${JSON.stringify(one)}\n${plural}${empty}`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) writeFileSync(TEMPLATE, template());
