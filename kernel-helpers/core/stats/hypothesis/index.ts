/** Tests of a hypothesis: do two samples differ, do two things go together. */
export { type PairedT, pairedT } from './paired-t.js';
