type Shareable = Float64Array | Uint32Array | Int32Array | Uint16Array | Uint8Array | BigUint64Array;

/**
 * The same plain object with every typed array in memory that threads share: it is copied once, however many there are.
 */
export function shared<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, sharedField(field)])) as T;
}

function sharedField(field: unknown): unknown {
  if (ArrayBuffer.isView(field)) {
    const array = field as Shareable;
    const Kind = array.constructor as new (buffer: SharedArrayBuffer) => Shareable;
    const copy = new Kind(new SharedArrayBuffer(array.byteLength));
    copy.set(array as never);
    return copy;
  }
  return typeof field === 'object' && field !== null && !Array.isArray(field) ? shared(field) : field;
}
