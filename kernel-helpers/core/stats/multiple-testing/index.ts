/** What is left of p values when there are many. */
export { benjaminiHochberg, benjaminiYekutieli } from './benjamini-hochberg.js';
export { bonferroni, holm } from './family-wise.js';
