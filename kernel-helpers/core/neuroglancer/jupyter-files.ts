/**
 * Folders under the one that JupyterLab serves, as sources of a state: `precomputed://jupyter:data/em`. The state that
 * is kept and given to others names them so; the state that Neuroglancer gets has the address they have here and now.
 */
import { JUPYTER_FILES } from './source.js';

type Json = Readonly<Record<string, unknown>>;

/** Fields of a layer that hold addresses. */
const PLACES = ['source', 'mesh', 'skeletons'] as const;

/** A folder in an address; what follows it names the format. */
const NAMED: RegExp = new RegExp(`(^|://)${JUPYTER_FILES}([^|]*)`);

/** The state with each folder at its address under `filesUrl`, which ends in a slash. */
export function withAddresses(state: Json, filesUrl: string): Json {
  return mapSources(state, address =>
    address.replace(
      NAMED,
      (_, before: string, path: string) => `${before}${filesUrl}${path.split('/').map(encodeURIComponent).join('/')}`,
    ),
  );
}

/** The state with each address under `filesUrl` named by its folder. */
export function withFolders(state: Json, filesUrl: string): Json {
  return mapSources(state, address => {
    const at = address.indexOf(filesUrl);
    if (at === -1 || (at > 0 && !address.startsWith('://', at - 3))) return address;
    const [path, ...rest] = address.slice(at + filesUrl.length).split('|');
    return [`${address.slice(0, at)}${JUPYTER_FILES}${decoded(path)}`, ...rest].join('|');
  });
}

/** Whether a state has sources that nobody else can open. */
export function hasFolders(state: Json): boolean {
  let found = false;
  mapSources(state, address => {
    found ||= NAMED.test(address);
    return address;
  });
  return found;
}

function mapSources(state: Json, change: (address: string) => string): Json {
  const { layers } = state;
  if (!Array.isArray(layers)) return state;
  const deep = (value: unknown): unknown => {
    if (typeof value === 'string') return change(value);
    if (Array.isArray(value)) return value.map(deep);
    if (typeof value === 'object' && value !== null) {
      return { ...value, ...('url' in value ? { url: deep(value.url) } : {}) };
    }
    return value;
  };
  return {
    ...state,
    layers: layers.map(layer => {
      if (typeof layer !== 'object' || layer === null) return layer;
      const changed = PLACES.filter(place => place in layer).map(place => [place, deep(layer[place])] as const);
      return { ...layer, ...Object.fromEntries(changed) };
    }),
  };
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
