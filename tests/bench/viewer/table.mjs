// The results as a table of medians, with ratios to ours.
import { median } from '../compare.mjs';

const kb = bytes => (bytes / 1000).toFixed(0);
const mb = bytes => (bytes / 1e6).toFixed(bytes < 1e7 ? 2 : 1);
const milliseconds = value => (value === undefined ? '' : value >= 100 ? value.toFixed(0) : value.toFixed(1));

/** One line a case; `results` as `measure` returns them, one a round. */
export function summarise(aCase, payload, page, results) {
  const good = results.filter(result => result.failed === undefined);
  const failed = results.find(result => result.failed !== undefined)?.failed;
  const middle = (of, key) => (of.length === 0 ? undefined : median(of.map(result => result[key])));
  const pooled = key => {
    const values = good.flatMap(result => result[key] ?? []);
    return values.length === 0 ? undefined : median(values);
  };
  return {
    aCase,
    payload,
    bundleBytes: page.bundleBytes,
    rounds: good.length,
    moves: good.reduce((sum, { frameMs }) => sum + frameMs.length, 0),
    firstMs: middle(good, 'firstMs'),
    frameMs: pooled('frameMs'),
    handMs: pooled('handMs'),
    cpuMs: middle(good, 'cpuMs'),
    heapMb: middle(good, 'heapMb'),
    gpuMb: middle(good, 'gpuMb'),
    inked: middle(good, 'inked'),
    failed: good.length === 0 ? failed : undefined,
  };
}

export function printTable(title, lines) {
  const ours = lines.find(({ aCase }) => aCase.peer === 'ours');
  console.log(`\n### ${title}\n`);
  console.log(
    '| viewer | draws | radius | bundle gz kB | payload MB | × | first picture ms | × | frame ms (n) | × | its GPU process CPU ms | × | JS heap MB | GPU process MB |',
  );
  console.log('|---|---|---|---|---|---|---|---|---|---|---|---|---|---|');
  for (const line of lines) {
    const { aCase, payload } = line;
    const times = (of, value) => (line === ours || !of || !value ? '' : (value / of).toPrecision(2));
    const radius = aCase.radius === undefined ? '' : aCase.radius ? 'yes' : 'no';
    const size = `${mb(payload.bytes)}${payload.note ? ` (${payload.note})` : ''}`;
    const cells = [
      aCase.peer,
      aCase.technique,
      radius,
      kb(line.bundleBytes),
      size,
      times(ours?.payload.bytes, payload.bytes),
    ];
    if (line.failed) cells.push(`**none**: ${line.failed}`, '', '', '', '', '', '', '');
    else {
      const frame =
        line.handMs === undefined
          ? milliseconds(line.frameMs)
          : `${milliseconds(line.frameMs)}; ${milliseconds(line.handMs)} under the hand`;
      cells.push(
        milliseconds(line.firstMs),
        times(ours?.firstMs, line.firstMs),
        `${frame} (${line.moves})`,
        times(ours?.frameMs, line.frameMs),
        milliseconds(line.cpuMs),
        times(ours?.cpuMs, line.cpuMs),
        line.heapMb.toFixed(0),
        line.gpuMb?.toFixed(0) ?? '',
      );
    }
    console.log(`| ${cells.join(' | ')} |`);
  }
}
