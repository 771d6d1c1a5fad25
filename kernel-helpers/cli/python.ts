import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';

/** A Python interpreter that was found. */
export interface Python {
  /** How it is called: program and leading arguments. */
  readonly command: readonly string[];
  /** `sys.executable`. */
  readonly executable: string;
  /** "3.11.7". */
  readonly version: string;
  /** Whether `venv` and the `ensurepip` it needs are there. */
  readonly hasVenv: boolean;
}

/** Interprets a command as Python; `undefined` when there is none by that name. */
export type AskPython = (command: readonly string[]) => Promise<Python | undefined>;

const OLDEST_MINOR = 10;

/** Where a system says what it is and who asks; given so that every system's sentence can be tested on one. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  /** The text of `/etc/os-release`, empty where there is none. */
  readonly osRelease: string;
  readonly isRoot: boolean;
}

/** The machine this runs on. */
export function thisMachine(): Machine {
  let osRelease = '';
  try {
    osRelease = readFileSync('/etc/os-release', 'utf8');
  } catch {
    // Not a Linux, or a very small one.
  }
  return { platform: process.platform, osRelease, isRoot: process.getuid?.() === 0 };
}

/**
 * The Python to use: the one `PYTHON` names, else the first on the path that is new enough and has `venv`.
 *
 * @returns the interpreter, or the one sentence that says what is missing and the command that fixes it
 */
export async function findPython(
  environment: NodeJS.ProcessEnv,
  machine: Machine,
  ask: AskPython = askPython,
): Promise<Python | { readonly problem: string }> {
  const named = environment.PYTHON?.trim();
  const found: Python[] = [];
  for (const command of named ? [[named]] : candidates(machine.platform)) {
    const python = await ask(command);
    if (python === undefined) continue;
    if (isNewEnough(python.version) && python.hasVenv) return python;
    found.push(python);
  }
  return { problem: describeProblem(named, found, machine) };
}

function candidates(platform: NodeJS.Platform): string[][] {
  const versions = ['3.14', '3.13', '3.12', '3.11', '3.10'].map(version => [`python${version}`]);
  return platform === 'win32' ? [['py', '-3'], ['python'], ['python3']] : [['python3'], ['python'], ...versions];
}

function isNewEnough(version: string): boolean {
  const [major, minor] = version.split('.').map(Number);
  return major > 3 || (major === 3 && minor >= OLDEST_MINOR);
}

function describeProblem(named: string | undefined, found: readonly Python[], machine: Machine): string {
  const wanted = `Python 3.${OLDEST_MINOR} or newer with venv is needed`;
  const lame = found.find(python => isNewEnough(python.version));
  if (lame) {
    const command = installCommand(machine, lame.version);
    return `${wanted}, and Python ${lame.version} (${lame.executable}) has no venv: ${command}`;
  }
  const other = 'or set PYTHON to another one';
  if (found.length > 0) {
    const [old] = found;
    return `${wanted}, and ${old.executable} is Python ${old.version}: ${installCommand(machine)}, ${other}`;
  }
  if (named) return `${wanted}, and PYTHON=${named} is not a Python that runs: correct it, or unset it`;
  return `${wanted}, and none was found: ${installCommand(machine)}, ${other}`;
}

/**
 * The command that installs a Python with venv, as this system's own users would type it.
 *
 * @param version the Python that only lacks its venv, where there is one: Debian packages that apart
 */
export function installCommand({ platform, osRelease, isRoot }: Machine, version = '3'): string {
  if (platform === 'darwin') return 'run "brew install python"';
  if (platform === 'win32') return 'run "winget install Python.Python.3.12"';
  const family = osRelease.match(/^ID(?:_LIKE)?=.*$/gm)?.join(' ') ?? '';
  const sudo = isRoot ? '' : 'sudo ';
  if (/debian|ubuntu/.test(family))
    return `run "${sudo}apt-get install python${version.split('.').slice(0, 2).join('.')}-venv"`;
  if (/fedora|rhel|centos/.test(family)) return `run "${sudo}dnf install python3"`;
  if (/arch/.test(family)) return `run "${sudo}pacman -S python"`;
  if (/alpine/.test(family)) return `run "${sudo}apk add python3"`;
  if (/suse/.test(family)) return `run "${sudo}zypper install python3"`;
  return 'install Python from https://www.python.org';
}

const QUESTION = `
import importlib.util, json, platform, sys
print(json.dumps([sys.executable, platform.python_version(),
                  all(importlib.util.find_spec(name) for name in ("venv", "ensurepip"))]))`;

async function askPython(command: readonly string[]): Promise<Python | undefined> {
  try {
    const [program, ...leading] = command;
    const { PYTHONHOME: _, PYTHONPATH: __, ...env } = process.env;
    const asked = await promisify(execFile)(program, [...leading, '-c', QUESTION], { env, timeout: 20_000 });
    const [executable, version, hasVenv] = JSON.parse(asked.stdout) as [string, string, boolean];
    return { command, executable, version, hasVenv };
  } catch {
    return undefined;
  }
}
