/** A wiring diagram and a matrix of groups, as they are shown when they end a cell. */
import type { Connectivity } from '../core/connectivity/connectivity.js';
import type { GroupMatrix } from '../core/connectivity/group-matrix.js';
import type { TableSource } from './grid.js';
import { countOf, floatText } from './number-text.js';

/** A wiring diagram in a line or two; `undefined` for any other value. */
export function wiringText(value: object): string | undefined {
  if (!isConnectivity(value)) return undefined;
  const { cellCount, pairCount, synapseCount, ids, autapses, outside } = value;
  const possible = cellCount * (cellCount - 1);
  const percent = possible === 0 ? '' : ` (${((100 * pairCount) / possible).toPrecision(2)} % of all)`;
  const some = Array.from(ids.subarray(0, 3), String).join(', ');
  const left = [
    autapses > 0 ? `${countOf(autapses, 'synapse')} of a cell on itself` : '',
    outside > 0 ? `${countOf(outside, 'synapse')} with others` : '',
  ].filter(text => text !== '');
  return [
    `Connectivity of ${countOf(cellCount, 'cell')}: ${countOf(pairCount, 'connected pair')}${percent}, ${countOf(synapseCount, 'synapse')}`,
    ...(left.length > 0 ? [`left out: ${left.join(', ')}`] : []),
    ...(cellCount > 0 ? [`ids ${some}${cellCount > 3 ? ', …' : ''}`] : []),
    'connectivity.edges(…) lists the pairs, connectivity.partners(…, id) those of a cell, matrix(connectivity.groupMatrix(…, types)) pools them',
  ].join('\n');
}

/** A matrix of groups as a table, one row a presynaptic group; `undefined` for any other value. */
export function groupMatrixSource(value: object): TableSource | undefined {
  if (!isGroupMatrix(value)) return undefined;
  const { rows, columns, values, measure } = value;
  const names = {
    name: `${measure}, from \\ to`,
    read: (wanted: readonly number[]) => ({
      name: `${measure}, from \\ to`,
      side: 'left' as const,
      cells: wanted.map(r => ({ text: rows[r], faint: false })),
    }),
  };
  const text = alike(values);
  const columnSource = (c: number): TableSource['columns'][number] => ({
    name: columns[c],
    read: wanted => {
      const numbers = wanted.map(r => values[r * columns.length + c]);
      return {
        name: columns[c],
        side: 'right' as const,
        cells: numbers.map(value => ({ text: text(value), faint: Number.isNaN(value) || value === 0 })),
      };
    },
  });
  return {
    kind: 'GroupMatrix',
    rowCount: rows.length,
    rowName: ['group', 'groups'],
    columns: [names, ...columns.map((_, c) => columnSource(c))],
    numbered: false,
  };
}

/** Numbers of one matrix with as many decimals as give the largest four digits; whole ones whole. */
function alike(values: Float64Array): (value: number) => string {
  let largest = 0;
  for (const value of values) if (Math.abs(value) > largest) largest = Math.abs(value);
  const whole = values.every(value => Number.isInteger(value) || Number.isNaN(value));
  const decimals = largest === 0 ? 0 : 3 - Math.floor(Math.log10(largest));
  if (whole || decimals < 0 || decimals > 8) return floatText;
  return value => (Number.isFinite(value) ? value.toFixed(decimals) : floatText(value));
}

function isConnectivity(value: object): value is Connectivity {
  const { cellCount, pairCount, ids, offsets, targets, counts } = value as Partial<Connectivity>;
  return (
    ids instanceof BigUint64Array &&
    offsets instanceof Uint32Array &&
    targets instanceof Uint32Array &&
    counts instanceof Uint32Array &&
    ids.length === cellCount &&
    offsets.length === cellCount + 1 &&
    targets.length === pairCount
  );
}

function isGroupMatrix(value: object): value is GroupMatrix {
  const { rows, columns, values, measure, unit } = value as Partial<GroupMatrix>;
  return (
    Array.isArray(rows) &&
    Array.isArray(columns) &&
    values instanceof Float64Array &&
    typeof measure === 'string' &&
    typeof unit === 'string' &&
    values.length === rows.length * columns.length &&
    [...rows, ...columns].every(name => typeof name === 'string')
  );
}
