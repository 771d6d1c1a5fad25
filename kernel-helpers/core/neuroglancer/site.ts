/** Addresses that hold a state: `https://SITE/#!STATE`. */

import { FormatError, InvalidArgumentError, UnsupportedError } from '../../errors.js';
import { plainJson } from './json-text.js';
import type { State } from './state.js';

/** Pages that show a state, by the names that links are made for. */
export const SITES: Readonly<Record<'neuroglancer' | 'spelunker', string>> = {
  neuroglancer: 'https://neuroglancer-demo.appspot.com/',
  spelunker: 'https://spelunker.cave-explorer.org/',
};

/** A site by name, or the address of a page of one's own. */
export type Site = keyof typeof SITES | (string & {});

/** The address of a state on a site. */
export function siteUrl(state: State, site: Site): string {
  const known = Object.hasOwn(SITES, site) ? SITES[site as keyof typeof SITES] : site;
  if (!/^https?:\/\/[^#]+$/.test(known)) {
    throw new InvalidArgumentError(
      `neuroglancer link site is not known: received "${site}", expected ${Object.keys(SITES).join(' or ')}, ` +
        'or the https:// address of a page that runs Neuroglancer',
      { argument: 'site' },
    );
  }
  return `${known}#!${escaped(JSON.stringify(state))}`;
}

/** As Neuroglancer writes its own address: also what chat programs and e-mail take for the end of a link. */
function escaped(text: string): string {
  return encodeURI(text).replace(/[!'()*;,]/g, char => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

/**
 * The state in an address, in the part after `#!`, or in JSON text.
 *
 * @throws {UnsupportedError} when the address names a state that a server keeps.
 * @throws {FormatError} when there is no state in it.
 */
export function stateIn(text: string): unknown {
  const trimmed = text.trim();
  const hash = trimmed.indexOf('#');
  const isJson = trimmed.startsWith('{');
  const stateText = isJson ? trimmed : hash === -1 ? '' : unescaped(trimmed.slice(hash + 1)).replace(/^!?\+?/, '');
  if (!isJson) refuseStored(trimmed, stateText);
  if (!stateText.trimStart().startsWith('{')) throw malformed(`"${brief(trimmed)}"`);
  try {
    return JSON.parse(plainJson(stateText));
  } catch (error) {
    throw malformed(`"${brief(stateText)}" (${error instanceof Error ? error.message : String(error)})`, error);
  }
}

const STORED = /^[a-z][a-z0-9+.-]*:\/\//;

/** Refuses links that hold only where a server keeps the state. */
function refuseStored(address: string, fragment: string): void {
  const [before] = address.split('#');
  const asked = /[?&]json_url=([^&]+)/.exec(before);
  const isBare = fragment === '' && /^middleauth\+|\/nglstate\//.test(before);
  const stored = STORED.test(fragment) ? fragment : asked ? unescaped(asked[1]) : isBare ? before : undefined;
  if (stored === undefined) return;
  const login = /^middleauth\+|\/nglstate\//.test(stored)
    ? 'that server asks for a login that a notebook has not got; '
    : '';
  throw new UnsupportedError(
    `neuroglancer link keeps its state on a server: received "${brief(stored)}", expected a link with {…} after #!; ` +
      `${login}open the link in the browser, press {} there ("Edit JSON state"), and pass the JSON it shows`,
    { feature: 'stored neuroglancer states' },
  );
}

/** Percent escapes undone, those that are none left as they are: a state may hold a % of its own. */
function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text.replace(/(?:%[0-9A-Fa-f]{2})+/g, escapes => {
      try {
        return decodeURIComponent(escapes);
      } catch {
        return escapes;
      }
    });
  }
}

function brief(text: string): string {
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}

function malformed(received: string, cause?: unknown): FormatError {
  return new FormatError(
    `neuroglancer state cannot be read: received ${received}, expected JSON, or an address with it after #!`,
    { format: 'neuroglancer state', at: '#!', ...(cause === undefined ? {} : { cause }) },
  );
}
