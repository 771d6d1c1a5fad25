import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface Output {
  readonly output_type: string;
  readonly data?: Record<string, unknown>;
  readonly ename?: string;
  readonly evalue?: string;
}

export interface Cell {
  readonly cell_type: string;
  readonly source: string | string[];
  readonly outputs?: Output[];
}

export interface Notebook {
  readonly cells: Cell[];
  readonly metadata: Record<string, unknown>;
}

/** Path of a notebook the project ships. */
export const shipped = (name: string): string => fileURLToPath(new URL(`../../notebooks/${name}`, import.meta.url));

export const readNotebook = (path: string): Notebook => JSON.parse(readFileSync(path, 'utf8'));

/** Copies a notebook without its outputs, so that what a test sees was made by that test. */
export function copyCleared(from: string, to: string): void {
  const notebook = JSON.parse(readFileSync(from, 'utf8'));
  for (const cell of notebook.cells) {
    if (cell.cell_type === 'code') Object.assign(cell, { outputs: [], execution_count: null });
  }
  writeFileSync(to, JSON.stringify(notebook, null, 1));
}

/** All outputs of a notebook, in order. */
export const outputsOf = (notebook: Notebook): Output[] => notebook.cells.flatMap(cell => cell.outputs ?? []);

const REAL = /\b(?:ding2025|microns2025|elabbady2025|celii2025|phase1|minnie65)\//;

/** Whether a notebook reads measured data, which are not at hand without the mirror; the synthetic column always is. */
export const needsRealData = (notebook: Notebook): boolean =>
  notebook.cells.some(cell => cell.cell_type === 'code' && REAL.test([cell.source].flat().join('')));
