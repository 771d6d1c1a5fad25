/** What is left of p values when there are many. */
export { benjaminiHochberg } from './benjamini-hochberg.js';
