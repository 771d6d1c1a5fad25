/** The numbers printed in the papers, and the check of ours against them. */
import * as ding2025 from './ding2025.js';
import * as microns2025 from './microns2025.js';
import * as proofreadV1507 from './proofread-v1507.js';
import * as schneiderMizell2025 from './schneider-mizell2025.js';
import * as turner2022 from './turner2022.js';

export { type Check, check, type Deviation } from './check.js';
export type { Agreement, PrintedNumber, Provenance, PublishedFigure } from './printed.js';
export {
  /** Ding et al. 2025, Nature: like-to-like connectivity, Fig. 2d. */
  ding2025,
  /** The MICrONS Consortium 2025, Nature: the cubic millimetre, Fig. 3g and 6k. */
  microns2025,
  /** Reported by others of the proofread cells of minnie65 at version 1507: shown beside ours, never asserted. */
  proofreadV1507,
  /** Schneider-Mizell et al. 2025, Nature: the census of a column, and the targets of one of its basket cells. */
  schneiderMizell2025,
  /** Turner et al. 2022, Cell: MICrONS phase 1, the network of layer 2/3. */
  turner2022,
};
