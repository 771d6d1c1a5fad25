/** The numbers printed in the papers, and the check of ours against them. */
import * as ding2025 from './ding2025.js';
import * as schneiderMizell2025 from './schneider-mizell2025.js';

export { type Check, check, type Deviation } from './check.js';
export type { Agreement, PrintedNumber, Provenance, PublishedFigure } from './printed.js';
export {
  /** Ding et al. 2025, Nature: like-to-like connectivity, Fig. 2d. */
  ding2025,
  /** Schneider-Mizell et al. 2025, Nature: the census of a column, and the targets of one of its basket cells. */
  schneiderMizell2025,
};
