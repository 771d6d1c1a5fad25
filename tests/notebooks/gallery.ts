/** The gallery of panels: notebooks/README.md, a thumbnail each, and the index that the launcher reads. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { PNG } from 'pngjs';
import { recipes } from '../../kernel-helpers/index.js';
import { sizeOf, whereabouts } from '../../kernel-helpers/io/catalogue/dataset-size.js';
import { findEntry } from '../../kernel-helpers/io/catalogue/find-entry.js';
import type { PanelVerdict, RecipeFacts } from '../../kernel-helpers/recipes/index.js';
import { rowOf } from '../../kernel-helpers/recipes/verify.js';
import { type Cell, type Notebook, readNotebook, shipped } from '../ui/notebook-file';

/** A panel as a notebook shows it. */
export interface GalleryPanel {
  readonly id: string;
  /** `02-like-to-like.ipynb`. */
  readonly notebook: string;
  readonly title: string;
  /** Relative to `notebooks/`. */
  readonly thumbnail: string;
  readonly status: string;
}

export interface Gallery {
  readonly panels: readonly GalleryPanel[];
  /** The text of notebooks/README.md. */
  readonly readme: string;
  /** The table in plain text, for the terminal. */
  readonly table: string;
  /** By path relative to `notebooks/`. */
  readonly thumbnails: ReadonlyMap<string, Buffer>;
}

const THUMBNAIL_WIDTH = 320;

const sourceOf = (cell: Cell): string => [cell.source].flat().join('');

export const notebookNames = (): string[] => readdirSync(dirname(shipped('x'))).filter(name => name.endsWith('.ipynb'));

/** The first heading of a notebook: the question it asks. */
export function questionOf(notebook: Notebook): string {
  const heading = notebook.cells
    .filter(cell => cell.cell_type === 'markdown')
    .map(cell => /^# (.+)$/m.exec(sourceOf(cell)));
  return heading.find(found => found !== null)?.[1] ?? '';
}

/** The picture that the cell running a recipe has, or the first after it. */
function pictureOf(notebook: Notebook, id: string): Buffer | undefined {
  const from = notebook.cells.findIndex(
    cell => cell.cell_type === 'code' && sourceOf(cell).includes(`recipes.run('${id}'`),
  );
  if (from < 0) return undefined;
  const outputs = notebook.cells.slice(from).flatMap(cell => cell.outputs ?? []);
  const png = outputs.map(({ data }) => data?.['image/png']).find(found => found !== undefined);
  return png === undefined ? undefined : Buffer.from([png].flat().join(''), 'base64');
}

/** A picture as wide as a thumbnail is, each pixel the mean of those it stands for. */
export function thumbnail(picture: Buffer): Buffer {
  const { width, height, data } = PNG.sync.read(picture);
  if (width <= THUMBNAIL_WIDTH) return picture;
  const scale = width / THUMBNAIL_WIDTH;
  const small = new PNG({ width: THUMBNAIL_WIDTH, height: Math.round(height / scale) });
  for (let y = 0; y < small.height; y++) {
    for (let x = 0; x < small.width; x++) {
      const [left, right] = [Math.floor(x * scale), Math.min(width, Math.ceil((x + 1) * scale))];
      const [top, bottom] = [Math.floor(y * scale), Math.min(height, Math.ceil((y + 1) * scale))];
      const sum = [0, 0, 0, 0];
      for (let v = top; v < bottom; v++) {
        for (let u = left; u < right; u++) for (let k = 0; k < 4; k++) sum[k] += data[4 * (v * width + u) + k];
      }
      const count = (right - left) * (bottom - top);
      for (let k = 0; k < 4; k++) small.data[4 * (y * small.width + x) + k] = Math.round(sum[k] / count);
    }
  }
  return PNG.sync.write(small, { deflateLevel: 9 });
}

/** The datasets of a recipe that are not on this machine: those are not downloaded for a test. */
const missingOf = ({ datasets }: RecipeFacts) =>
  datasets.map(findEntry).filter(entry => whereabouts(entry) === 'to download');
const isHere = (facts: RecipeFacts): boolean => missingOf(facts).length === 0;

function notAvailable(facts: RecipeFacts): PanelVerdict {
  const files = missingOf(facts).map(entry => `\`${entry.id}\` (${sizeOf(entry)})`);
  const ids = missingOf(facts).map(({ id }) => id);
  return {
    ...facts,
    status: 'not available',
    met: 0,
    printed: 0,
    largestDeviation: undefined,
    why: `it needs ${files.join(', ')}; \`npx connectome fetch ${ids.join(' ')}\` gets what is missing. Its picture is of the synthetic column.`,
  };
}

/** The gallery as the committed notebooks and the released data make it. */
export async function makeGallery(): Promise<Gallery> {
  const notebooks = notebookNames().map(name => ({ name, notebook: readNotebook(shipped(name)) }));
  const here = recipes.list().filter(isHere);
  const made = await recipes.verify(here.map(({ id }) => id));
  const verdicts = recipes.list().map(facts => made.find(({ id }) => id === facts.id) ?? notAvailable(facts));
  const thumbnails = new Map<string, Buffer>();
  const panels = recipes.list().map(({ id, title }): GalleryPanel => {
    const found = notebooks.find(({ notebook }) => pictureOf(notebook, id) !== undefined);
    if (found === undefined) throw new Error(`gallery: no notebook shows a picture of recipes.run('${id}')`);
    const path = `images/panels/${id.replaceAll('/', '-')}.png`;
    thumbnails.set(path, thumbnail(pictureOf(found.notebook, id) as Buffer));
    const { status } = verdicts.find(verdict => verdict.id === id) ?? { status: 'not available' };
    return { id, notebook: found.name, title, thumbnail: path, status };
  });
  const rows = verdicts.map(rowOf);
  const facts = recipes.list();
  const readme = [
    '# Notebooks',
    '',
    'One question each. Every number a paper prints is compared beside the figure; `npx connectome verify` does it again',
    'on your machine, and `npm run gallery` writes this page.',
    '',
    ...notebooks.map(({ name, notebook }) => `- [${name.replace('.ipynb', '')}](${name}): ${questionOf(notebook)}`),
    '',
    '## Panels',
    '',
    '| | panel | status | numbers met | largest deviation |',
    '|---|---|---|---|---|',
    ...panels.map((panel, i) => {
      const [, where, status, met, deviation] = rows[i];
      const picture = `<img src="${panel.thumbnail}" width="160" alt="${escaped(panel.title)}">`;
      return `| [${picture}](${panel.notebook}) | **${where}**<br>${panel.title}<br>\`${panel.id}\` | ${status} | ${met} | ${deviation} |`;
    }),
    '',
    'Status: *reproduced exactly*, every printed number came out of the data in all its digits; *within tolerance*, some',
    'only as near as the check says and why; *from the authors’ fitted models*, the numbers are those of models that were',
    'fitted and released by the authors; *consistent with the released data*, the paper prints no number of it, and what',
    'was counted in the released files in another way came out the same; *nothing to check*, there is no number at all; *not',
    'available*, the data are not at hand. A deviation is told as a share of what may differ: half of the last printed',
    'digit, where nothing else is said.',
    '',
    '## What each is, and what it is not',
    '',
    ...facts.map(({ id, paper, panel, honesty }) => `- **${paper}, ${panel}** (\`${id}\`): ${honesty}`),
    ...verdicts.filter(({ why }) => why !== '').map(({ id, why }) => `\n\`${id}\` is not available here: ${why}`),
    '',
  ].join('\n');
  const table = rows.map(row => row.filter(Boolean).join(' · ')).join('\n');
  return { panels, readme, table, thumbnails };
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

/** `notebooks/images/panels/index.json`, from which the launcher makes its cards. */
export const indexOf = (panels: readonly GalleryPanel[]): string => `${JSON.stringify(panels, null, 2)}\n`;

export const readText = (name: string): string => readFileSync(shipped(name), 'utf8');
