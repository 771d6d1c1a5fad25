import { type Data, DataType, makeData, RecordBatch, type Schema, Struct, Table } from 'apache-arrow';

/** Arrow counts the bytes of a text column with an int32. */
const MAX_TEXT_BYTES = 2 ** 31 - 1;

/**
 * A table of one record batch with the rows of all, so that every column is one typed array. `batches` is emptied column
 * by column: the memory of both is never needed at once.
 *
 * Batches stay apart where they cannot be joined: text of 2 GiB or more, or a batch but the last whose rows are no
 * multiple of 8.
 */
export function joinBatches(schema: Schema, batches: readonly RecordBatch[]): Table {
  if (batches.length === 0) return new Table(schema);
  if (batches.length === 1 || !canJoin(batches)) return new Table([...batches]);
  const rows = batches.reduce((sum, batch) => sum + batch.numRows, 0);
  const parts: (Data | undefined)[][] = batches.map(batch => [...batch.data.children]);
  const children = schema.fields.map((field, column) => {
    const pieces = parts.map(part => part[column] as Data);
    for (const part of parts) part[column] = undefined;
    return joinData(field.type, rows, pieces);
  });
  const data = makeData({ type: new Struct(schema.fields), length: rows, nullCount: 0, children });
  return new Table([new RecordBatch(schema, data)]);
}

function canJoin(batches: readonly RecordBatch[]): boolean {
  if (batches.slice(0, -1).some(batch => batch.numRows % 8 !== 0)) return false;
  return batches[0].data.children.every((child, column) => {
    if (!DataType.isUtf8(child.type)) return true;
    const bytes = batches.reduce((sum, batch) => sum + batch.data.children[column].values.length, 0);
    return bytes <= MAX_TEXT_BYTES;
  });
}

function joinData(type: DataType, rows: number, pieces: readonly Data[]): Data {
  const nullCount = pieces.reduce((sum, piece) => sum + piece.nullCount, 0);
  const nullBitmap = nullCount > 0 ? joinBits(rows, pieces, piece => piece.nullBitmap) : undefined;
  if (DataType.isUtf8(type)) {
    const valueOffsets = new Int32Array(rows + 1);
    const data = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.values.length, 0));
    let row = 0;
    let at = 0;
    for (const piece of pieces) {
      data.set(piece.values, at);
      for (let i = 1; i <= piece.length; i++) valueOffsets[row + i] = at + piece.valueOffsets[i];
      at += piece.values.length;
      row += piece.length;
    }
    return makeData({ type, length: rows, nullCount, nullBitmap, data, valueOffsets } as never);
  }
  if (DataType.isBool(type)) {
    const data = joinBits(rows, pieces, piece => piece.values);
    return makeData({ type, length: rows, nullCount, nullBitmap, data } as never);
  }
  const data = new pieces[0].values.constructor(rows);
  let row = 0;
  for (const piece of pieces) {
    data.set(piece.values.subarray(0, piece.length), row);
    row += piece.length;
  }
  return makeData({ type, length: rows, nullCount, nullBitmap, data } as never);
}

/** Bitmaps one behind the other; all but the last are whole bytes. A piece without one has nothing but ones. */
function joinBits(rows: number, pieces: readonly Data[], bitsOf: (piece: Data) => Uint8Array | undefined): Uint8Array {
  const bits = new Uint8Array((rows + 7) >> 3);
  let at = 0;
  for (const piece of pieces) {
    const bytes = (piece.length + 7) >> 3;
    const own = bitsOf(piece);
    if (own && own.length >= bytes) bits.set(own.subarray(0, bytes), at);
    else bits.fill(0xff, at, at + bytes);
    at += bytes;
  }
  return bits;
}
