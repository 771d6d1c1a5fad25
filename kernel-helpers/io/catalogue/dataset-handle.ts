import type { DuckDBConnection } from '@duckdb/node-api';
import { type Displayable, jupyterDisplay } from '../../contract/mime.js';
import type { FetchedFile } from '../source/fetch-file.js';
import { type Keep, type SqlRelation, toSql } from '../sql/relation.js';
import { catalogue } from './catalogue.js';
import { type DatasetCitation, datasetCitation } from './dataset-citation.js';
import { type DatasetDescription, datasetDescription } from './dataset-display.js';
import { fetchFiles, type OpenOptions } from './dataset-files.js';
import type { DatasetId } from './dataset-ids.js';
import { datasetList } from './dataset-list.js';
import { datasetRelation } from './dataset-relation.js';
import type { Datasets } from './datasets-by-id.js';
import { findEntry } from './find-entry.js';
import { openDataset } from './open-dataset.js';

/**
 * One dataset, before anything of it is read. As a cell's last value it shows its description; in `sql` a table stands
 * for its rows: `` sql`select count(*) from ${datasets.minnie65.v1507.aibs_cell_info}` ``.
 */
export interface DatasetHandle<Id extends DatasetId = DatasetId> extends Displayable, SqlRelation {
  readonly id: Id;
  /** Opens it, as `datasets.open(id, options)` does. */
  open(options?: OpenOptions): Promise<Datasets[Id]>;
  /** What is known of it. */
  describe(): DatasetDescription;
  /** What to cite for it. */
  cite(): DatasetCitation;
  /** Its files, fetched and verified. */
  fetch(options?: OpenOptions): Promise<FetchedFile[]>;
}

/** `seg-v1300` as a property: `segV1300`. */
type Camel<Name extends string> = Name extends `${infer First}-${infer Rest}`
  ? `${First}${Capitalize<Camel<Rest>>}`
  : Name;

type Head<Path extends string> = Path extends `${infer First}/${string}` ? First : Path;
type Tail<Path extends string, First extends string> = Path extends `${First}/${infer Rest}` ? Rest : never;

/** Ids as properties: `minnie65/v1507/aibs_cell_info` is `minnie65.v1507.aibs_cell_info`. */
export type DatasetTree<Path extends string = DatasetId, Before extends string = ''> = {
  readonly [First in Head<Path> as Camel<First>]: `${Before}${First}` extends infer Id extends DatasetId
    ? DatasetHandle<Id>
    : DatasetTree<Tail<Path, First>, `${Before}${First}/`>;
};

class Handle<Id extends DatasetId> implements DatasetHandle<Id> {
  readonly id: Id;

  constructor(id: Id) {
    this.id = id;
  }

  open(options: OpenOptions = {}): Promise<Datasets[Id]> {
    return openDataset(this.id, options);
  }

  describe(): DatasetDescription {
    return datasetDescription(findEntry(this.id));
  }

  cite(): DatasetCitation {
    return datasetCitation(findEntry(this.id));
  }

  fetch(options: OpenOptions = {}): Promise<FetchedFile[]> {
    return fetchFiles(findEntry(this.id), options);
  }

  [toSql](connection: DuckDBConnection, keep?: Keep): Promise<string> {
    return datasetRelation(this.id, {})[toSql](connection, keep);
  }

  [jupyterDisplay](): ReturnType<DatasetDescription[typeof jupyterDisplay]> {
    return this.describe()[jupyterDisplay]();
  }
}

type Branch = { [name: string]: Branch | Handle<DatasetId> };

/** An empty branch, which shows itself as the list of the datasets below it. */
function branchAt(path: string): Branch {
  const show = () => {
    const below = catalogue.filter(entry => entry.id.startsWith(`${path}/`));
    const count = `${below.length} ${below.length === 1 ? 'dataset' : 'datasets'}`;
    return datasetList(below, `${count} below ${path}`)[jupyterDisplay]();
  };
  return Object.defineProperty({}, jupyterDisplay, { value: show });
}

/** The tree of all ids. It is made once, of nothing but names. */
function grow(): DatasetTree {
  const root: Branch = {};
  for (const { id } of catalogue) {
    const names = id.split('/').map(camel);
    let branch = root;
    const path = id.split('/');
    for (const [depth, name] of names.slice(0, -1).entries()) {
      branch[name] ??= branchAt(path.slice(0, depth + 1).join('/'));
      branch = branch[name] as Branch;
    }
    branch[names[names.length - 1]] = new Handle(id);
  }
  return root as unknown as DatasetTree;
}

function camel(name: string): string {
  return name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

/** Every dataset by its path. */
export const datasetTree: DatasetTree = grow();
