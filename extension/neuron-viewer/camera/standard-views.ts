/** The sides from which anatomists look. Pure. */

import { FIRST_VIEW, type Side } from './camera';

export type StandardView = 'front' | 'right' | 'back' | 'left' | 'top' | 'bottom' | 'oblique';

/** As near to straight as the camera goes; there, x still runs to the right. */
const steep = Math.PI / 2 - 1e-3;

/**
 * `front` looks along +z with the pia up, `right` is what stands to its right, turned to the reader; `top` looks down
 * from the pia, `bottom` up from the white matter.
 */
export const STANDARD_VIEWS: Readonly<Record<StandardView, Side>> = {
  front: { azimuth: 0, elevation: 0, roll: 0 },
  right: { azimuth: -Math.PI / 2, elevation: 0, roll: 0 },
  back: { azimuth: Math.PI, elevation: 0, roll: 0 },
  left: { azimuth: Math.PI / 2, elevation: 0, roll: 0 },
  top: { azimuth: 0, elevation: steep, roll: 0 },
  bottom: { azimuth: 0, elevation: -steep, roll: 0 },
  oblique: FIRST_VIEW,
};
