/** What is left of a cell that ended early: the text of it that declares what it had reached. */
import type ts from '@tslab/typescript-for-tslab';
import { isEndMark, parseCell } from './tslab-cell.js';
import type { TypeScript } from './tslab-load.js';
import { declaredNames } from './tslab-names.js';

const MOST_NAMES = 12;

/** A cell cut down to declarations. */
export interface Remains {
  /** The cell with everything else blanked: offsets are those of the cell. */
  readonly text: string;
  /** Names the text declares. */
  readonly kept: readonly string[];
  /** Names the cell declares and the text does not. */
  readonly lost: readonly string[];
}

interface Declaring {
  readonly start: number;
  readonly end: number;
  readonly names: readonly string[];
  /** Names it may read, some of other things of that name among them. */
  readonly mentions: ReadonlySet<string>;
}

/** A cell whose statements can be taken out. */
export class CellStatements {
  readonly #text: string;
  readonly #declaring: readonly Declaring[];
  readonly #dropped = new Set<Declaring>();
  readonly #names: ReadonlySet<string>;

  constructor(typescript: TypeScript, text: string) {
    this.#text = text;
    const file = parseCell(typescript, text);
    this.#declaring = file.statements
      .filter(statement => !isEndMark(statement, text))
      .map(statement => ({
        start: statement.getStart(file),
        end: statement.end,
        names: [...new Set(declaredNames(typescript, statement))],
        mentions: mentionedNames(typescript, statement),
        // `declare global` and the like declare nothing by a name, and are there from the start.
        isAmbient: typescript.isModuleDeclaration(statement),
      }))
      .filter(({ names, isAmbient }) => names.length > 0 || isAmbient);
    this.#names = new Set(this.#declaring.flatMap(({ names }) => names));
  }

  /** What is left when of the `values`, the names that are no mere types, only those in `reached` are there. */
  remains(values: ReadonlySet<string>, reached: ReadonlySet<string>): Remains {
    const stays = (one: Declaring): boolean =>
      !this.#dropped.has(one) && one.names.every(name => reached.has(name) || !values.has(name));
    let staying = this.#declaring.filter(stays);
    // A function that reads a name which never came to be would only fail: its own cell's, not the older one it is checked by.
    for (let before = -1; before !== staying.length; ) {
      before = staying.length;
      const there = new Set(staying.flatMap(({ names }) => names));
      const gone = [...values].filter(name => this.#names.has(name) && !there.has(name));
      staying = staying.filter(({ mentions }) => !gone.some(name => mentions.has(name)));
    }
    const kept = new Set(staying.flatMap(({ names }) => names));
    const lost = new Set(this.#declaring.flatMap(({ names }) => names).filter(name => !kept.has(name)));
    let text = '';
    let from = 0;
    for (const { start, end } of staying) {
      text += blank(this.#text.slice(from, start)) + this.#text.slice(start, end);
      from = end;
    }
    return { text: text + blank(this.#text.slice(from)), kept: [...kept], lost: [...lost] };
  }

  /** Takes out the statements in which something was found wrong; `false` when there was none left to take out. */
  drop(offsets: readonly number[]): boolean {
    const before = this.#dropped.size;
    for (const one of this.#declaring) {
      if (offsets.some(offset => offset >= one.start && offset <= one.end)) this.#dropped.add(one);
    }
    return this.#dropped.size > before;
  }

  /** Takes out everything; `false` when nothing was left. */
  dropAll(): boolean {
    return this.drop(this.#declaring.map(({ start }) => start));
  }
}

/** A line for the error: what of the cell is not there, and what is; none when nothing is missing. */
export function tellKept({ kept, lost }: Pick<Remains, 'kept' | 'lost'>): string[] {
  if (lost.length === 0) return [];
  if (kept.length === 0) return [`Not declared by this cell, which ended before: ${listed(lost)}`];
  return [`Declared before the cell ended: ${listed(kept)}; not declared: ${listed(lost)}`];
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).join(', ');
  return names.length > MOST_NAMES ? `${shown} and ${names.length - MOST_NAMES} more` : shown;
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}

function mentionedNames(typescript: TypeScript, statement: ts.Statement): Set<string> {
  const found = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (typescript.isIdentifier(node)) found.add(node.text);
    else if (typescript.isPropertyAccessExpression(node)) visit(node.expression);
    else typescript.forEachChild(node, visit);
  };
  visit(statement);
  return found;
}
