import { type Displayable, jupyterDisplay } from '../../contract/mime.js';
import type { CatalogueEntry } from './catalogue-entry.js';
import { codeBlock, heading, linked, paragraph } from './display-parts.js';

/** What to cite for a dataset: shows itself in a notebook, and is text wherever text is wanted. */
export interface DatasetCitation extends Displayable {
  /** The references as a reference list prints them, a line each. */
  readonly text: string;
  /** The same as BibTeX entries. */
  readonly bibtex: string;
  /** The DOIs of those that have one. */
  readonly dois: readonly string[];
  /** Text, then BibTeX. */
  toString(): string;
}

/** What Node prints an object as. */
const inspect = Symbol.for('nodejs.util.inspect.custom');

/** The citations of `entry` as a display and as text. */
export function datasetCitation({ id, licence, citations }: CatalogueEntry): DatasetCitation {
  const text = citations.map(citation => citation.text).join('\n');
  const bibtex = citations.map(citation => citation.bibtex).join('\n\n');
  const whole = `${text}\n\n${bibtex}`;
  const html = [
    heading(`To cite for ${id}`),
    ...citations.map(citation => paragraph(linked(citation.text))),
    paragraph(`Licence: ${linked(licence)}`, true),
    codeBlock(bibtex),
  ];
  const citation = {
    text,
    bibtex,
    dois: citations.flatMap(({ doi }) => doi ?? []),
    toString: () => whole,
    [inspect]: () => whole,
    [jupyterDisplay]: () => ({ 'text/plain': whole, 'text/html': html.join('') }),
  };
  return citation;
}
