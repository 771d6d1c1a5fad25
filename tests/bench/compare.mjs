// Runs the same jobs with several libraries, taking turns, and prints medians and ratios.
import { run } from './bench-python.mjs';

export const median = values => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/**
 * Job to the libraries that do it, in order: `[library, [command, args]]`, ours first.
 * Each script lists its own when called with `list`, and does one when called with JOB LIBRARY FOLDER TIMES.
 */
export function collectJobs({ ours, peers, python, folder, times }) {
  const jobs = new Map();
  const add = (command, script) => {
    for (const [job, library] of JSON.parse(run(command, [...script, 'list'], { read: true }))) {
      const start = [command, [...script, job, library, folder, String(times)]];
      jobs.set(job, [...(jobs.get(job) ?? []), [library, start]]);
    }
  };
  add(process.execPath, ['--expose-gc', ours]);
  add(python, [peers]);
  return jobs;
}

/**
 * Every library does every job `rounds` times, each time in a process of its own, and all must agree on `check`.
 * Libraries whose name begins with "ours" are what the others are compared with, the first of them.
 */
export function compare(jobs, { names, only, rounds }) {
  console.log('\n| job | library | s | ours / it | peak MB | ours / it |\n|---|---|---|---|---|---|');
  for (const [job, ways] of jobs) {
    if (only && !only.includes(job)) continue;
    const measured = new Map(ways.map(([library]) => [library, { seconds: [], peakMb: [], checks: new Set() }]));
    for (let round = 0; round < rounds; round++) {
      for (const [library, [command, args]] of ways) {
        const text = run(command, args, { read: true });
        const { seconds, peakMb, check } = JSON.parse(text.slice(text.lastIndexOf('{"seconds"')));
        const of = measured.get(library);
        of.seconds.push(...seconds);
        of.peakMb.push(peakMb);
        of.checks.add(check);
      }
    }
    const checks = new Set([...measured.values()].flatMap(({ checks }) => [...checks]));
    if (checks.size !== 1) throw new Error(`${job}: the libraries disagree: ${JSON.stringify([...checks])}`);
    printRows(
      names[job] ?? job,
      [...measured].map(([library, m]) => [library, median(m.seconds), median(m.peakMb)]),
    );
  }
}

function printRows(name, rows) {
  const [, ourSeconds, ourMb] = rows[0];
  for (const [library, seconds, mb] of rows) {
    const ours = library.startsWith('ours');
    const ratio = (a, b) => (ours ? '' : (a / b).toFixed(2));
    console.log(
      `| ${name} | ${library} | ${seconds.toFixed(3)} | ${ratio(ourSeconds, seconds)} | ${mb.toFixed(0)} | ${ratio(ourMb, mb)} |`,
    );
  }
}
