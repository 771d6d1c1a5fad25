import type { Citation } from './catalogue-entry.js';

interface Article {
  readonly key: string;
  /** As a reference list prints them. */
  readonly authors: string;
  /** As BibTeX wants them. */
  readonly author: string;
  readonly title: string;
  readonly journal: string;
  readonly year: number;
  readonly volume?: string;
  readonly number?: string;
  readonly pages?: string;
  readonly doi: string;
}

function article({ key, authors, author, title, journal, year, volume, number, pages, doi }: Article): Citation {
  const where = [volume, pages?.replace('--', '–')].filter(part => part !== undefined).join(', ');
  const fields: [string, string | undefined][] = [
    ['author', author],
    ['title', title],
    ['journal', journal],
    ['year', String(year)],
    ['volume', volume],
    ['number', number],
    ['pages', pages],
    ['doi', doi],
  ];
  const lines = fields
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `  ${name.padEnd(7)} = {${value}}`);
  return {
    text: `${authors} ${title}. ${journal}${where === '' ? '' : ` ${where}`} (${year}). https://doi.org/${doi}`,
    doi,
    bibtex: `@article{${key},\n${lines.join(',\n')}\n}`,
  };
}

const nature640 = { journal: 'Nature', year: 2025, volume: '640', number: '8058' } as const;

/** The MICrONS Consortium 2025: what every use of the minnie volume cites. */
export const MICRONS_2025: Citation = article({
  ...nature640,
  key: 'microns2025',
  authors: 'The MICrONS Consortium.',
  author: '{The MICrONS Consortium}',
  title: 'Functional connectomics spanning multiple areas of mouse visual cortex',
  pages: '435--447',
  doi: '10.1038/s41586-025-08790-w',
});

export const SCHNEIDER_MIZELL_2025: Citation = article({
  ...nature640,
  key: 'schneidermizell2025',
  authors: 'Schneider-Mizell, C. M., Bodor, A. L., Brittain, D. et al.',
  author: 'Schneider-Mizell, Casey M. and Bodor, Agnes L. and Brittain, Derrick and others',
  title: 'Inhibitory specificity from a connectomic census of mouse visual cortex',
  pages: '448--458',
  doi: '10.1038/s41586-024-07780-8',
});

export const DING_2025: Citation = article({
  ...nature640,
  key: 'ding2025',
  authors: 'Ding, Z., Fahey, P. G., Papadopoulos, S. et al.',
  author: 'Ding, Zhuokun and Fahey, Paul G. and Papadopoulos, Stelios and others',
  title: 'Functional connectomics reveals general wiring rule in mouse visual cortex',
  pages: '459--469',
  doi: '10.1038/s41586-025-08840-3',
});

export const WANG_2025: Citation = article({
  ...nature640,
  key: 'wang2025',
  authors: 'Wang, E. Y., Fahey, P. G., Ding, Z. et al.',
  author: 'Wang, Eric Y. and Fahey, Paul G. and Ding, Zhuokun and others',
  title: 'Foundation model of neural activity predicts response to new stimulus types',
  pages: '470--477',
  doi: '10.1038/s41586-025-08829-y',
});

export const ELABBADY_2025: Citation = article({
  ...nature640,
  key: 'elabbady2025',
  authors: 'Elabbady, L., Seshamani, S., Mu, S. et al.',
  author: 'Elabbady, Leila and Seshamani, Sharmishtaa and Mu, Shang and others',
  title: 'Perisomatic ultrastructure efficiently classifies cells in mouse cortex',
  pages: '478--486',
  doi: '10.1038/s41586-024-07765-7',
});

export const CELII_2025: Citation = article({
  ...nature640,
  key: 'celii2025',
  authors: 'Celii, B., Papadopoulos, S., Ding, Z. et al.',
  author: 'Celii, Brendan and Papadopoulos, Stelios and Ding, Zhuokun and others',
  title: 'NEURD offers automated proofreading and feature extraction for connectomics',
  pages: '487--496',
  doi: '10.1038/s41586-025-08660-5',
});

export const GAMLIN_2025: Citation = article({
  ...nature640,
  key: 'gamlin2025',
  authors: 'Gamlin, C. R., Schneider-Mizell, C. M., Mallory, M. et al.',
  author: 'Gamlin, C. R. and Schneider-Mizell, C. M. and Mallory, M. and others',
  title: 'Connectomics of predicted Sst transcriptomic types in mouse visual cortex',
  pages: '497--505',
  doi: '10.1038/s41586-025-08805-6',
});

export const BODOR_2025: Citation = article({
  key: 'bodor2025',
  authors: 'Bodor, A. L., Schneider-Mizell, C. M., Zhang, C. et al.',
  author: 'Bodor, Agnes L. and Schneider-Mizell, Casey M. and Zhang, Chi and others',
  title: 'The synaptic architecture of layer 5 thick tufted excitatory neurons in the visual cortex of mice',
  journal: 'Nature Neuroscience',
  year: 2025,
  doi: '10.1038/s41593-025-02004-2',
});

export const DORKENWALD_2022: Citation = article({
  key: 'dorkenwald2022',
  authors: 'Dorkenwald, S., Turner, N. L., Macrina, T. et al.',
  author: 'Dorkenwald, Sven and Turner, Nicholas L. and Macrina, Thomas and others',
  title: 'Binary and analog variation of synapses between cortical pyramidal neurons',
  journal: 'eLife',
  year: 2022,
  volume: '11',
  pages: 'e76120',
  doi: '10.7554/eLife.76120',
});

export const TURNER_2022: Citation = article({
  key: 'turner2022',
  authors: 'Turner, N. L., Macrina, T., Bae, J. A. et al.',
  author: 'Turner, Nicholas L. and Macrina, Thomas and Bae, J. Alexander and others',
  title: 'Reconstruction of neocortex: Organelles, compartments, cells, circuits, and activity',
  journal: 'Cell',
  year: 2022,
  volume: '185',
  number: '6',
  pages: '1082--1100.e24',
  doi: '10.1016/j.cell.2022.01.023',
});

export const SCHNEIDER_MIZELL_2021: Citation = article({
  key: 'schneidermizell2021',
  authors: 'Schneider-Mizell, C. M., Bodor, A. L., Collman, F. et al.',
  author: 'Schneider-Mizell, Casey M. and Bodor, Agnes L. and Collman, Forrest and others',
  title: 'Structure and function of axo-axonic inhibition',
  journal: 'eLife',
  year: 2021,
  volume: '10',
  pages: 'e73783',
  doi: '10.7554/eLife.73783',
});

/** A repository that no paper describes, at a commit. */
export function repository(owner: string, name: string, commit: string, what: string): Citation {
  const address = `https://github.com/${owner}/${name}`;
  return {
    text: `${owner}/${name}, commit ${commit.slice(0, 7)}: ${what}. ${address}`,
    doi: null,
    bibtex: `@misc{${name.replace(/\W/g, '').toLowerCase()},
  author       = {{${owner}}},
  title        = {${name}},
  howpublished = {\\url{${address}}},
  note         = {commit ${commit}}
}`,
  };
}
