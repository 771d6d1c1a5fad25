/** Checks of single fields of scenes that anyone may have written; every error names the field. */

import { type Fields, fieldsOf } from '../fields.js';
import { SCENE_LIMITS } from './limits.js';

export const largestNm = 1e12;

const fields: Fields = fieldsOf('neuron scene');

export const object: Fields['object'] = fields.object;
export const list: Fields['list'] = fields.list;
export const oneOf: Fields['oneOf'] = fields.oneOf;
export const number: Fields['number'] = fields.number;
export const count: Fields['count'] = fields.count;
export const color: Fields['color'] = fields.color;
export const id: Fields['id'] = fields.id;
export const bad: Fields['bad'] = fields.bad;

export function text(value: unknown, at: string, longest: number = SCENE_LIMITS.textLength): string {
  return fields.text(value, at, longest);
}

export function triple(value: unknown, at: string, least: number = -largestNm): void {
  if (!Array.isArray(value) || value.length !== 3) throw bad(at, 'is not valid', value, 'three numbers');
  value.forEach((item, k) => {
    number(item, `${at}[${k}]`, least, largestNm);
  });
}
