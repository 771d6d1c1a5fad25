import { parseArgs } from 'node:util';
import { Failure } from './failure.mjs';

// Known before anything is installed: a mistyped option must not cost an installation.

export const USAGE = `connectome: connectomics in JupyterLab, in TypeScript

  connectome start [NOTEBOOK]   open JupyterLab with the connectome kernel and widgets
      --no-browser              print the address only
      --port N                  this port or none (otherwise the first free one from 8888)
  connectome run NOTEBOOK       run a notebook; exit status 1 on an error or a failing check
      --output FILE             write the notebook with its outputs to FILE
  connectome datasets [WORD...] what can be opened, where it comes from, what is here already
  connectome fetch ID...        download datasets into the cache
  connectome mirror DIR [ID...] put copies into a folder for machines without a network
  connectome verify [ID...]     make the panels of the papers anew; exit status 1 when a printed number is not met
  connectome kernel install     put the kernel into your own Jupyter, for its notebooks and for VS Code
      --user                    for you alone (what is done without it, too)
      --prefix DIR              in DIR/share/jupyter, such as a Python environment's folder
      --name NAME               under another name than connectome
      --replace                 even over somebody else's kernel of that name
  connectome kernel uninstall   take it out again (--prefix and --name as above)
  connectome kernel spec        print the folder it is in
  connectome help
  connectome --version

For working on it, in a checkout:
  connectome build              build what is stale
  connectome setup              everything start does, but for starting
  connectome wheel              make a wheel of the widgets, for pip in any JupyterLab 4.4 or later and Notebook 7
      --output DIR              where to put it (otherwise here)

CONNECTOME_CACHE is the folder downloads go to, CONNECTOME_MIRROR a folder made by "mirror", PYTHON the Python to use.
`;

/**
 * @typedef {object} Command
 * @property {'start' | 'run' | 'datasets' | 'fetch' | 'mirror' | 'verify' | 'kernel' | 'build' | 'setup' | 'wheel' | 'help' | 'version'} name
 * @property {string[]} operands
 * @property {{ browser?: boolean, port?: number, output?: string, prefix?: string, name?: string, replace?: boolean }} options
 */

/** What each command takes: `[fewest, most]` operands with their name, and its options. */
const commands = {
  start: { operands: [0, 1], of: 'notebook', options: { 'no-browser': { type: 'boolean' }, port: { type: 'string' } } },
  run: { operands: [1, 1], of: 'notebook', options: { output: { type: 'string', short: 'o' } } },
  datasets: { operands: [0, Number.POSITIVE_INFINITY], of: 'word', options: {} },
  fetch: { operands: [1, Number.POSITIVE_INFINITY], of: 'dataset id', options: {} },
  mirror: { operands: [1, Number.POSITIVE_INFINITY], of: 'folder', options: {} },
  verify: { operands: [0, Number.POSITIVE_INFINITY], of: 'recipe id', options: {} },
  kernel: {
    operands: [1, 1],
    of: 'action',
    among: ['install', 'uninstall', 'spec'],
    options: {
      user: { type: 'boolean' },
      prefix: { type: 'string' },
      name: { type: 'string' },
      replace: { type: 'boolean' },
    },
  },
  build: { operands: [0, 0], of: 'operand', options: {} },
  setup: { operands: [0, 0], of: 'operand', options: {} },
  wheel: { operands: [0, 0], of: 'operand', options: { output: { type: 'string', short: 'o' } } },
  help: { operands: [0, Number.POSITIVE_INFINITY], of: 'operand', options: {} },
};

/**
 * @param {readonly string[]} args without node and the script
 * @returns {Command}
 * @throws {Failure} with exit code 2 when they cannot be meant
 */
export function parseCommand(args) {
  const [name, ...rest] = args;
  if (args.length === 0 || args.includes('--help') || args.includes('-h')) return plain('help');
  if (name === '--version' || name === '-v' || name === 'version') return plain('version');
  if (!Object.hasOwn(commands, name)) {
    throw wrong(
      `unknown ${name.startsWith('-') ? 'option' : 'command'} "${name}"`,
      `expected ${Object.keys(commands).join(', ')}`,
    );
  }
  const taken = commands[/** @type {keyof typeof commands} */ (name)];
  const { values, operands } = parseOptions(name, rest, taken.options);
  const [fewest, most] = taken.operands;
  if (operands.length < fewest)
    throw wrong(`${name} needs ${/^[aeiou]/.test(taken.of) ? 'an' : 'a'} ${taken.of}`, usageOf(name));
  if (operands.length > most)
    throw wrong(
      `${name} takes ${most === 0 ? 'no operand' : `one ${taken.of}`}: received "${operands.join(' ')}"`,
      usageOf(name),
    );
  if ('among' in taken && !taken.among.includes(operands[0]))
    throw wrong(`${name}: received "${operands[0]}"`, `expected ${taken.among.join(', ')}`);
  if (values.user && values.prefix !== undefined) throw wrong('--user and --prefix', 'expected one of them');
  const { output, prefix, name: named, replace } = values;
  return {
    name: /** @type {Command['name']} */ (name),
    operands,
    options: { browser: !values['no-browser'], port: parsePort(values.port), output, prefix, name: named, replace },
  };
}

/** @param {Command['name']} name @returns {Command} */
const plain = name => ({ name, operands: [], options: {} });

/** @param {string} problem @param {string} hint */
const wrong = (problem, hint) =>
  new Failure(`${problem}; ${hint} ("connectome help" lists everything)`, { exitCode: 2 });

/** @param {string} name */
function usageOf(name) {
  if (name === 'kernel') return `expected connectome kernel ${commands.kernel.among.join(', ')}`;
  const line = USAGE.split('\n').find(text => text.startsWith(`  connectome ${name}`)) ?? '';
  return `expected ${line.trim().split('  ')[0]}`;
}

/**
 * @param {string} name
 * @param {string[]} args
 * @param {Record<string, { type: 'boolean' | 'string', short?: string }>} options
 * @returns {{ values: Record<string, any>, operands: string[] }}
 */
function parseOptions(name, args, options) {
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    return { values, operands: positionals };
  } catch (error) {
    const known = Object.keys(options).map(option => `--${option}`);
    const hint =
      known.length > 0
        ? `${name} takes ${known.join(', ').replace(/, ([^,]*)$/, ' and $1')}`
        : `${name} takes no options`;
    throw wrong(describe(/** @type {Error & { code: string }} */ (error), args, options), hint);
  }
}

/** One clause in place of node's advice to programmers. */
function describe(error, args, options) {
  if (error.code !== 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return error.message.replace(/\.[\s\S]*$/, '');
  const bad = args.find(arg => arg.startsWith('-') && !Object.hasOwn(options, arg.replace(/^--?|=.*$/g, '')));
  return `unknown option "${bad}"`;
}

/** @param {string | undefined} text */
function parsePort(text) {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65535) return port;
  throw wrong(`--port: received "${text}"`, 'expected a whole number from 0 (any free port) to 65535');
}
