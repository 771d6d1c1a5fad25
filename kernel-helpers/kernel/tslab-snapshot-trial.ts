/** Run from a new snapshot, to see whether it holds what it should: ends with an error when it does not. */
import { KEPT_WORKSHOP, type Workshop } from './tslab-workshop.js';

const workshop = Reflect.get(globalThis, KEPT_WORKSHOP) as Workshop | undefined;
if (workshop === undefined) throw new Error('the snapshot is empty: received no compiler, expected one');
workshop.place.mount(process.cwd());
const { output, diagnostics } = workshop.converter.convert(
  '',
  'const answer: number = [40, 2].reduce((a, b) => a + b)',
);
if (output === undefined || diagnostics.length > 0) {
  throw new Error(`the snapshot does not compile: received ${JSON.stringify(diagnostics)}, expected none`);
}
