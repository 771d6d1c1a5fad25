import { parse } from 'connectome-helpers/dist/core/neuroglancer/parse.js';

/**
 * The source of a cell that shows what a link, or the JSON of a state, shows.
 *
 * @throws what `neuroglancer.parse` throws: when there is no state in the text, or only a server knows it.
 */
export function cellOfLink(text: string): string {
  const given = text.trim();
  const { state } = parse(given);
  // JSON is TypeScript, too: with its ids as strings, as they are exact.
  const argument = given.startsWith('{') ? JSON.stringify(state) : quoted(given);
  return `viewer(await neuroglancer.scene(${argument}))`;
}

/** In single quotes, as all code here, where nothing in the text needs another form. */
function quoted(text: string): string {
  return /^[^'\\\p{Cc}\u2028\u2029]*$/u.test(text) ? `'${text}'` : JSON.stringify(text);
}
