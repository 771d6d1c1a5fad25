import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import { Failure } from './failure.mjs';
import { onInterruption } from './interruption.mjs';

const EXCERPT_LINES = 30;
const windows = process.platform === 'win32';

/**
 * Runs a tool to its end without a terminal, its output going to the log file and its last lines into the failure.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {object} options
 * @param {string} options.what what the sentence of a failure begins with: "installing the node packages"
 * @param {string | ((output: string) => string)} options.remedy what the reader can do, as the end of that sentence
 * @param {string} options.log the file that gets everything the tool prints
 * @param {string} [options.cwd]
 * @param {NodeJS.ProcessEnv} [options.env]
 * @param {(line: string) => void} [options.onLine] each line as it comes
 * @returns {Promise<string>} everything the tool printed
 */
export function runTool(command, args, { what, remedy, log, cwd, env, onLine }) {
  mkdirSync(dirname(log), { recursive: true });
  const file = createWriteStream(log);
  file.write(`$ ${[command, ...args].join(' ')}\n`);
  return new Promise((resolve, reject) => {
    // Its own process group: an interruption ends the tool with all that it started.
    const child = spawn(command, args, {
      cwd,
      env,
      detached: !windows,
      windowsHide: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const forget = onInterruption(() => endGroup(child));
    let output = '';
    let rest = '';
    const take = text => {
      file.write(text);
      output += text;
      const lines = (rest + text).split(/\r?\n|\r/);
      rest = lines.pop() ?? '';
      for (const line of lines) if (line.trim()) onLine?.(line.trim());
    };
    for (const stream of [child.stdout, child.stderr]) {
      const decoder = new StringDecoder('utf8');
      stream.on('data', bytes => take(decoder.write(bytes)));
    }
    const fail = (why, options) => {
      const advice = typeof remedy === 'function' ? remedy(output) : remedy;
      reject(new Failure(`${what} failed (${why}): ${advice}; all its output is in ${log}`, options));
    };
    child.on('error', cause => {
      forget();
      file.end(() => fail(`"${command}" could not be started, ${cause.message}`, { cause }));
    });
    child.on('close', (code, signal) => {
      forget();
      file.end(() => {
        if (code === 0) resolve(output);
        else fail(signal ?? `exit status ${code}`, { detail: excerpt(output) });
      });
    });
  });
}

/** The first and the last lines: some tools begin with the reason and go on to their usage, others end with it. */
function excerpt(output) {
  const lines = output.trim().split(/\r?\n/);
  if (lines.length <= EXCERPT_LINES) return lines.join('\n');
  return [...lines.slice(0, EXCERPT_LINES / 2), '…', ...lines.slice(-EXCERPT_LINES / 2)].join('\n');
}

/** @param {import('node:child_process').ChildProcess} child */
function endGroup(child) {
  try {
    if (windows || child.pid === undefined) child.kill();
    else process.kill(-child.pid, 'SIGTERM');
  } catch {
    // It was gone already.
  }
}
