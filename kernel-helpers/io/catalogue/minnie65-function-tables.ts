import type { Bool, Float64, Int32, Int64 } from 'apache-arrow';
import type { BoundPoint, OfNucleus } from './minnie65-nucleus-tables.js';
import { nucleusReference } from './minnie65-nucleus-tables.js';
import type { Described, SchemaOf } from './schema.js';

/** What names a unit of the two-photon recordings. */
export type UnitColumns = { session: Int32; scan_idx: Int32; unit_id: Int32 };

export const unit: SchemaOf<UnitColumns> = {
  session: ['int32', null, 'imaging session; session and scan_idx together name a recording'],
  scan_idx: ['int32', null, 'scan within the session'],
  unit_id: ['int32', null, 'functional unit, counted within its scan'],
};

/** Columns of a table that matches nuclei with functional units. */
export type CoregistrationColumns = OfNucleus & UnitColumns & { field: Int32; residual: Float64; score: Float64 };

export const coregistration: SchemaOf<CoregistrationColumns> = {
  ...nucleusReference,
  ...unit,
  field: ['int32', null, 'imaging field of the unit'],
  residual: ['float64', 'µm', 'distance between the functional and the structural point after the transform'],
  score: [
    'float64',
    'µm',
    'how much nearer the assigned cell is than the nearest other; negative where another is nearer',
  ],
};

/** Columns of `apl_functional_coreg_forward_v5`. */
export type MatchScoreColumns = OfNucleus & UnitColumns & { score: Float64 };

export const matchScore: SchemaOf<MatchScoreColumns> = {
  ...nucleusReference,
  ...unit,
  score: ['float64', 'µm', 'separation of the match'],
};

/** Columns of the first coregistration tables, which are bound to points of their own. */
export type MatchColumns = { id: Int64; valid: Bool } & UnitColumns & BoundPoint;

const point = ({ id, target_id, volume, ...rest }: SchemaOf<OfNucleus>): SchemaOf<BoundPoint> => rest;

export const match: SchemaOf<MatchColumns> = {
  id: ['int64', null, 'row of this table'],
  valid: ['bool', null, 'bookkeeping: true in every row that is published'],
  ...unit,
  ...point(nucleusReference),
};

type Tuning = { pref_ori: Float64; pref_dir: Float64; gOSI: Float64; gDSI: Float64; cc_abs: Float64 };

const gOSI: Described<'float64'> = ['float64', null, 'global orientation selectivity index'];
const gDSI: Described<'float64'> = ['float64', null, 'global direction selectivity index'];

/** Columns of `functional_properties_v3_bcm`. */
export type FunctionalPropertyColumns = OfNucleus & UnitColumns & Tuning;

export const functionalProperties: SchemaOf<FunctionalPropertyColumns> = {
  ...nucleusReference,
  ...unit,
  pref_ori: ['float64', 'rad', 'preferred orientation, 0 to π: 0 a horizontal bar moving up, growing clockwise'],
  pref_dir: ['float64', 'rad', 'preferred direction, 0 to 2π: 0 a horizontal bar moving up, growing clockwise'],
  gOSI,
  gDSI,
  cc_abs: ['float64', null, 'how well the model predicts the unit: a correlation, higher is better'],
};

/** Columns of the `digital_twin_properties_…` tables. */
export type DigitalTwinColumns = OfNucleus &
  UnitColumns &
  Tuning & {
    cc_max: Float64;
    cc_norm: Float64;
    OSI: Float64;
    DSI: Float64;
    readout_loc_x: Float64;
    readout_loc_y: Float64;
  };

export const digitalTwin: SchemaOf<DigitalTwinColumns> = {
  ...nucleusReference,
  ...unit,
  cc_abs: ['float64', null, 'how well the digital twin predicts the unit on test data; higher is better'],
  cc_max: ['float64', null, 'how reliable the unit’s responses are; normalises cc_abs'],
  cc_norm: ['float64', null, 'normalised performance of the twin; higher is better'],
  OSI: ['float64', null, 'orientation selectivity index'],
  DSI: ['float64', null, 'direction selectivity index'],
  gOSI,
  gDSI,
  pref_ori: ['float64', '°', 'preferred orientation, 0 to 180: 0 a vertical bar moving right, growing anticlockwise'],
  pref_dir: ['float64', '°', 'preferred direction, 0 to 360: 0 a vertical bar moving right, growing anticlockwise'],
  readout_loc_x: ['float64', 'screen', 'centre of the receptive field: −1 left, 1 right'],
  readout_loc_y: ['float64', 'screen', 'centre of the receptive field: −1 bottom, 1 top'],
};
