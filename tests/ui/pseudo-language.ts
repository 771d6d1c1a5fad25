import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The language that stands in for ours: JupyterLab takes only such as there are. */
const LOCALE = 'eo';
const PACK = `jupyterlab_language_pack_${LOCALE}`;
const DOMAIN = 'jupyterlab_connectome';

/** What JupyterLab itself writes on parts of ours: words of its own domain, as its language packs have them. */
const JUPYTERLAB_WORDS = ['side panel content', 'main area content', 'main area toolbar', 'Cancel'];

const ACCENTED: Readonly<Record<string, string>> = Object.fromEntries(
  [...'áƀćđéƒǵħíĵķĺɱńóṕɋŕšťúṽŵẋýž'].flatMap((accented, i) => {
    const plain = String.fromCharCode(97 + i);
    return [
      [plain, accented],
      [plain.toUpperCase(), accented.toUpperCase()],
    ];
  }),
);

/** A string in the pseudo language: every letter has an accent, so that a letter without one was not translated. */
export const pseudo = (text: string): string => text.replace(/[a-z]/gi, letter => ACCENTED[letter]);

/** A string of the template. */
interface IEntry {
  readonly context: string | undefined;
  readonly words: readonly string[];
}

interface ITranslated {
  readonly key: string;
  readonly words: readonly string[];
  readonly translations: readonly string[];
}

function translated({ context, words }: IEntry): ITranslated {
  const key = context === undefined ? words[0] : `${context}\u0004${words[0]}`;
  return { key, words, translations: words.map(pseudo) };
}

function entriesOf(template: string): IEntry[] {
  const text = (block: string, keyword: string): string | undefined => {
    const line = new RegExp(`^${keyword} (".*")$`, 'm').exec(block);
    return line ? JSON.parse(line[1]) : undefined;
  };
  return template.split('\n\n').flatMap(block => {
    const words = [text(block, 'msgid'), text(block, 'msgid_plural')].filter(word => word !== undefined);
    return words.length === 0 || words[0] === '' ? [] : [{ context: text(block, 'msgctxt'), words }];
  });
}

/**
 * Writes a language pack with every string of the template in the pseudo language, as `pip install` of a JupyterLab
 * language pack would leave it.
 *
 * @returns the environment in which JupyterLab finds the pack and speaks the language.
 */
export function installPseudoLanguage(folder: string, templateFile: string): Record<string, string> {
  const entries = entriesOf(readFileSync(templateFile, 'utf8')).map(translated);
  const header = `Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n != 1);\n`;
  const write = (file: string, content: string | Uint8Array): void => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), content);
  };
  const locale = `packs/${PACK}/locale/${LOCALE}/LC_MESSAGES`;
  const writeCatalogue = (domain: string, given: readonly ITranslated[]): void => {
    const about = { domain, language: LOCALE, plural_forms: 'nplurals=2; plural=(n != 1);', version: '1' };
    const strings = given.map(({ key, translations }) => [key, translations]);
    write(`${locale}/${domain}.json`, JSON.stringify({ '': about, ...Object.fromEntries(strings) }));
  };
  writeCatalogue(DOMAIN, entries);
  writeCatalogue(
    'jupyterlab',
    JUPYTERLAB_WORDS.map(word => translated({ context: undefined, words: [word] })),
  );
  // What the server itself translates: the settings.
  const inBinary = entries.map(({ key, words, translations }): [string, string] => [
    words.length > 1 ? `${key}\0${words[1]}` : key,
    translations.join('\0'),
  ]);
  write(`${locale}/${DOMAIN}.mo`, mo([['', header], ...inBinary]));
  write(`packs/${PACK}/__init__.py`, '');
  write(`packs/${PACK}-1.dist-info/METADATA`, `Metadata-Version: 2.1\nName: ${PACK}\nVersion: 1\n`);
  write(`packs/${PACK}-1.dist-info/entry_points.txt`, `[jupyterlab.languagepack]\n${LOCALE} = ${PACK}\n`);
  // Our JupyterLab reads no PYTHONPATH; its configuration may be a program.
  write(
    'config/jupyter_lab_config.py',
    `import sys\nsys.path.append(${JSON.stringify(join(folder, 'packs'))})\nc = get_config()\n`,
  );
  write('settings/@jupyterlab/translation-extension/plugin.jupyterlab-settings', JSON.stringify({ locale: LOCALE }));
  return { JUPYTER_CONFIG_PATH: join(folder, 'config'), JUPYTERLAB_SETTINGS_DIR: join(folder, 'settings') };
}

/** The binary form of a catalogue, as gettext reads it: two tables of lengths and places, then the strings. */
function mo(entries: readonly (readonly [string, string])[]): Uint8Array {
  const pairs = entries
    .map(([key, value]) => [Buffer.from(key), Buffer.from(value)] as const)
    .sort(([a], [b]) => Buffer.compare(a, b));
  const [keysAt, valuesAt] = [28, 28 + 8 * pairs.length];
  const head = Buffer.alloc(28 + 16 * pairs.length);
  [0x950412de, 0, pairs.length, keysAt, valuesAt, 0, 0].forEach((word, i) => {
    head.writeUInt32LE(word, 4 * i);
  });
  const strings: Buffer[] = [];
  let at = head.length;
  [keysAt, valuesAt].forEach((table, side) => {
    pairs.forEach((pair, i) => {
      head.writeUInt32LE(pair[side].length, table + 8 * i);
      head.writeUInt32LE(at, table + 8 * i + 4);
      strings.push(pair[side], Buffer.from([0]));
      at += pair[side].length + 1;
    });
  });
  return Buffer.concat([head, ...strings]);
}
