import {
  type Data,
  Field,
  Float32,
  Int8,
  Int16,
  Int32,
  List,
  makeData,
  makeVector,
  Table,
  Uint8,
  Uint16,
  Uint32,
  Utf8,
  Vector,
  vectorFromArray,
} from 'apache-arrow';
import { JsonFields } from '../../formats/precomputed/json-fields.js';
import type { Info } from '../../formats/precomputed/parse-json.js';
import type { Store } from '../source/store.js';
import { infoOfPart } from './info-of-part.js';

/** What one property of segments is. */
export interface SegmentProperty {
  readonly id: string;
  readonly type: 'label' | 'description' | 'string' | 'tags' | 'number';
  readonly description: string | undefined;
  /** Tags with what each means, where that is told. */
  readonly tags: ReadonlyMap<string, string | undefined> | undefined;
}

/** Properties of segments: a table, and what its columns mean. */
export interface SegmentProperties {
  readonly url: string;
  /** Column `properties[i].id` of {@link table} holds property `i`; a name that is taken already has `_2` behind it. */
  readonly properties: readonly SegmentProperty[];
  /**
   * A row for each segment: `id` (uint64), then each property: strings (`label`, `description`, `string`), lists of
   * strings (`tags`), or numbers in the type of the file.
   */
  readonly table: Table;
}

/** Where the properties are. */
export interface OpenSegmentPropertiesOptions {
  /** Folder in the store: of the properties, or of the segmentation whose `info` names them; default: the store itself. */
  readonly folder?: string;
  readonly signal?: AbortSignal;
}

const FORMAT = 'precomputed segment properties';
const TYPES = ['label', 'description', 'string', 'tags', 'number'] as const;
const NUMBERS = {
  uint8: { array: Uint8Array, type: new Uint8() },
  int8: { array: Int8Array, type: new Int8() },
  uint16: { array: Uint16Array, type: new Uint16() },
  int16: { array: Int16Array, type: new Int16() },
  uint32: { array: Uint32Array, type: new Uint32() },
  int32: { array: Int32Array, type: new Int32() },
  float32: { array: Float32Array, type: new Float32() },
} as const;
type NumberType = keyof typeof NUMBERS;

/**
 * Opens a folder of segment properties in Neuroglancer's precomputed format: labels, descriptions, tags, strings and
 * numbers of segments, all in one `info` file, as a table.
 *
 * @throws {SourceError} when there is no `info` file.
 * @throws {FormatError} naming the field that is wrong: an id that is none or comes twice, a column of another length, a
 * number that its type cannot hold, a tag that is not in the list.
 * @throws {NotFoundError} when the `info` is a segmentation's, and that has no properties.
 * @source https://github.com/google/neuroglancer/blob/master/src/datasource/precomputed/segment_properties.md
 * @example
 * import { mkdtemp, writeFile } from 'node:fs/promises';
 * import { openSegmentProperties } from 'connectome-helpers/dist/io/precomputed/segment-properties.js';
 * import { openStore } from 'connectome-helpers/dist/io/source/open-store.js';
 * const folder = await mkdtemp('/tmp/properties-');
 * const inline = { ids: ['864691135571546917'], properties: [{ id: 'type', type: 'label', values: ['BC'] }] };
 * await writeFile(`${folder}/info`, JSON.stringify({ '@type': 'neuroglancer_segment_properties', inline }));
 * const { table } = await openSegmentProperties(openStore(folder));
 * table.get(0)?.toJSON(); // { id: 864691135571546917n, type: 'BC' }
 */
export async function openSegmentProperties(
  store: Store,
  options: OpenSegmentPropertiesOptions = {},
): Promise<SegmentProperties> {
  const query = { member: 'segment_properties', format: FORMAT, signal: options.signal } as const;
  const { info, folder, file } = await infoOfPart(store, { ...query, folder: options.folder ?? '' });
  const url = folder === '' ? store.url : `${store.url}/${folder}`;
  return { url, ...parseSegmentProperties(info, file) };
}

/**
 * The properties in an `info`.
 *
 * @throws {FormatError} as {@link openSegmentProperties}.
 */
export function parseSegmentProperties(info: Info, file?: string): Pick<SegmentProperties, 'properties' | 'table'> {
  const fields = new JsonFields(info, { format: FORMAT, file });
  fields.choice('@type', ['neuroglancer_segment_properties']);
  // names come from the file, and one of them may be "__proto__"
  const columns: Record<string, Vector> = Object.create(null);
  if (!fields.has('inline')) return { properties: [], table: new Table({ id: makeVector(new BigUint64Array()) }) };
  const inline = fields.object('inline');
  const ids = parseIds(inline);
  columns.id = makeVector(ids);
  const once = new Set<string>();
  const properties = inline.objects('properties').map(json => {
    const type = json.choice('type', TYPES);
    if (type === 'label' || type === 'description' || type === 'tags') {
      if (once.has(type)) throw json.fault('type', `at most one property of type ${type}`);
      once.add(type);
    }
    const wanted = json.string('id');
    let id = wanted;
    for (let i = 2; id in columns; i++) id = `${wanted}_${i}`;
    const tags = type === 'tags' ? tagsOf(json) : undefined;
    columns[id] = columnOf(json, type, ids.length, tags && [...tags.keys()]);
    const description = json.has('description') ? json.string('description') : undefined;
    return { id, type, description, tags };
  });
  return { properties, table: new Table(columns) };
}

function parseIds(inline: JsonFields): BigUint64Array {
  const texts = inline.strings('ids');
  const ids = new BigUint64Array(texts.length);
  const seen = new Set<string>();
  texts.forEach((text, i) => {
    const id = /^(0|[1-9]\d{0,19})$/.test(text) ? BigInt(text) : 2n ** 64n;
    if (id >= 2n ** 64n) throw inline.fault('ids', 'a string of the digits of an id from 0 to 2^64 - 1', i);
    if (seen.has(text)) throw inline.fault('ids', 'every id once', i);
    seen.add(text);
    ids[i] = id;
  });
  return ids;
}

function tagsOf(json: JsonFields): Map<string, string | undefined> {
  const tags = json.strings('tags');
  const descriptions = json.has('tag_descriptions') ? json.strings('tag_descriptions', tags.length) : [];
  const map = new Map(tags.map((tag, i) => [tag, descriptions[i] as string | undefined]));
  if (map.size < tags.length) throw json.fault('tags', 'tags that differ');
  return map;
}

function columnOf(
  json: JsonFields,
  type: SegmentProperty['type'],
  count: number,
  tags: readonly string[] = [],
): Vector {
  if (type === 'number') return numberColumn(json, count);
  if (type === 'tags') return tagColumn(json, count, tags);
  return vectorFromArray(json.strings('values', count), new Utf8());
}

function numberColumn(json: JsonFields, count: number): Vector {
  const { array, type } = NUMBERS[json.choice('data_type', Object.keys(NUMBERS) as NumberType[])];
  const given = json.numbers('values', count);
  const values = new array(given);
  if (!(values instanceof Float32Array)) {
    const lost = given.findIndex((value, i) => value !== values[i]);
    if (lost >= 0) throw json.fault('values', `a number that ${json.string('data_type')} can hold`, lost);
  }
  return new Vector([makeData({ type, length: count, nullCount: 0, data: values } as Parameters<typeof makeData>[0])]);
}

function tagColumn(json: JsonFields, count: number, tags: readonly string[]): Vector {
  const lists = json.array('values');
  if (lists.length !== count) throw json.fault('values', `an array of ${count} lists`);
  const offsets = new Int32Array(count + 1);
  const names: string[] = [];
  lists.forEach((list, i) => {
    const valid = Array.isArray(list) && list.every(tag => Number.isInteger(tag) && tag >= 0 && tag < tags.length);
    if (!valid) throw json.fault('values', `a list of whole numbers below ${tags.length}, the number of tags`, i);
    for (const tag of list) names.push(tags[tag]);
    offsets[i + 1] = names.length;
  });
  const child = vectorFromArray(names, new Utf8()).data[0] as Data<Utf8>;
  const type = new List(new Field('item', new Utf8(), false));
  return new Vector([makeData({ type, length: count, nullCount: 0, valueOffsets: offsets, child })]);
}
