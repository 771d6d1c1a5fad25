/**
 * Bounds of the vectors in Arrow's metadata. apache-arrow believes the lengths in the metadata, so one flipped bit there
 * has it fill all memory; this walk makes sure first that every vector lies inside the bytes.
 */

/** A table's fields by slot that are vectors, or tables to look into. */
interface TableShape {
  /** Slot to size in bytes of one element of a vector of structs. */
  readonly structs?: Readonly<Record<number, number>>;
  /** Slot to shape of the tables in a vector of tables. */
  readonly tables?: Readonly<Record<number, () => TableShape>>;
  /** Slot to shape of a single table. */
  readonly table?: Readonly<Record<number, () => TableShape>>;
}

// Slots as numbered in Arrow's Message.fbs and Schema.fbs.
const keyValue: TableShape = {};
const field: TableShape = { tables: { 5: () => field, 6: () => keyValue } };
const schema: TableShape = { structs: { 3: 8 }, tables: { 1: () => field, 2: () => keyValue } };
const recordBatch: TableShape = { structs: { 1: 16, 2: 16, 4: 8 } };
const dictionaryBatch: TableShape = { table: { 1: () => recordBatch } };
const footer: TableShape = { structs: { 2: 24, 3: 24 }, tables: { 4: () => keyValue }, table: { 1: () => schema } };
const HEADERS: readonly (TableShape | undefined)[] = [undefined, schema, dictionaryBatch, recordBatch];

/**
 * The first problem in the metadata of one Arrow message, or `undefined` when all its vectors fit. O(metadata).
 *
 * @source https://github.com/apache/arrow/blob/main/format/Message.fbs, https://flatbuffers.dev/internals/
 */
export function messageProblem(metadata: Uint8Array): string | undefined {
  return problemIn(metadata, (root, { view, slotAt, followed }) => {
    const type = slotAt(root, 1);
    const header = slotAt(root, 2);
    const shape = type ? HEADERS[view.getUint8(type)] : undefined;
    return shape && header ? [followed(header), shape] : undefined;
  });
}

/** The first problem in the footer of an Arrow file, or `undefined` when all its vectors fit. O(footer). */
export function footerProblem(metadata: Uint8Array): string | undefined {
  return problemIn(metadata, root => [root, footer]);
}

interface Reading {
  readonly view: DataView;
  slotAt(table: number, slot: number): number;
  followed(at: number): number;
}

function problemIn(
  metadata: Uint8Array,
  start: (root: number, reading: Reading) => [table: number, shape: TableShape] | undefined,
): string | undefined {
  const view = new DataView(metadata.buffer, metadata.byteOffset, metadata.byteLength);
  // a table may be pointed at twice, but not more often than there are bytes
  let tablesLeft = metadata.length;

  const slotAt = (table: number, slot: number): number => {
    const vtable = table - view.getInt32(table, true);
    const at = 4 + 2 * slot;
    const offset = at < view.getUint16(vtable, true) ? view.getUint16(vtable + at, true) : 0;
    return offset === 0 ? 0 : table + offset;
  };
  const followed = (at: number): number => at + view.getUint32(at, true);

  const walk = (table: number, shape: TableShape): string | undefined => {
    if (tablesLeft-- <= 0) return 'tables that point in a circle';
    for (const [slot, size] of Object.entries(shape.structs ?? {})) {
      const at = slotAt(table, Number(slot));
      const problem = at && vectorProblem(followed(at), size);
      if (problem) return problem;
    }
    for (const [slot, child] of Object.entries(shape.tables ?? {})) {
      const at = slotAt(table, Number(slot));
      if (!at) continue;
      const vector = followed(at);
      const problem = vectorProblem(vector, 4);
      if (problem) return problem;
      for (let i = 0; i < view.getUint32(vector, true); i++) {
        const inner = walk(followed(vector + 4 + 4 * i), child());
        if (inner) return inner;
      }
    }
    for (const [slot, child] of Object.entries(shape.table ?? {})) {
      const at = slotAt(table, Number(slot));
      const inner = at ? walk(followed(at), child()) : undefined;
      if (inner) return inner;
    }
    return undefined;
  };
  const vectorProblem = (vector: number, size: number): string | undefined => {
    const count = view.getUint32(vector, true);
    const room = Math.floor((metadata.length - vector - 4) / size);
    return count > room ? `a vector of ${count} elements where ${room} fit` : undefined;
  };

  try {
    const first = start(followed(0), { view, slotAt, followed });
    return first && walk(...first);
  } catch (error) {
    if (error instanceof RangeError) return 'an offset outside the message';
    throw error;
  }
}
