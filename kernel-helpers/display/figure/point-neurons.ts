import { isIdText } from '../../contract/id-text.js';

/**
 * What links points to the selection of the notebook: the id of each, null where it has a name that is no id; `undefined`
 * when none has one, so that nothing is stored.
 */
export function pointNeurons(ids: readonly string[] | undefined): readonly (string | null)[] | undefined {
  const neurons = ids?.map(id => (isIdText(id) && id !== '0' ? id : null));
  return neurons?.some(id => id !== null) ? neurons : undefined;
}
