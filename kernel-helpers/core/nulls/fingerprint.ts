import type { NullModel } from './model.js';
import type { StatisticSpec } from './statistics.js';

/** 16 hexadecimal digits that differ, but for one case in 2^64, when the model, its graph, the statistic or `words` differ. */
export function fingerprint(model: NullModel, statistic: StatisticSpec | undefined, words: string): string {
  let a = 0x243f6a88;
  let b = 0x85a308d3;
  const take = (word: number): void => {
    a = Math.imul(a ^ word, 0x9e3779b1);
    a ^= a >>> 15;
    b = Math.imul(b ^ word, 0x85ebca6b) + a;
    b ^= b >>> 13;
  };
  for (let i = 0; i < words.length; i++) take(words.charCodeAt(i));
  const visit = (value: unknown): void => {
    if (ArrayBuffer.isView(value)) {
      const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
      const whole = bytes.byteOffset % 4 === 0 ? bytes.length >>> 2 : 0;
      const quads = new Uint32Array(
        whole === 0 ? new ArrayBuffer(0) : bytes.buffer,
        whole === 0 ? 0 : bytes.byteOffset,
        whole,
      );
      take(bytes.length);
      for (let i = 0; i < quads.length; i++) take(quads[i]);
      for (let i = 4 * whole; i < bytes.length; i++) take(bytes[i]);
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, field] of Object.entries(value)) {
        for (let i = 0; i < key.length; i++) take(key.charCodeAt(i));
        visit(field);
      }
    } else {
      const text = String(value);
      for (let i = 0; i < text.length; i++) take(text.charCodeAt(i));
    }
  };
  visit(model);
  visit(statistic);
  return [a, b].map(half => (half >>> 0).toString(16).padStart(8, '0')).join('');
}
