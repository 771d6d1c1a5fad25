/**
 * Texts of states. Beside JSON there is the form that Neuroglancer wrote into addresses for a long time: quotes are
 * single and commas are underscores, so that an address needs few escapes.
 */

const WORD = /[^'"_\s,:[\]{}]+/y;
const WHOLE_NUMBER = /^-?[0-9]+$/;

/**
 * Either form as plain JSON text. A whole number too large to be exact becomes a string, as 64-bit ids must be.
 *
 * @source the behaviour of google/neuroglancer `src/util/json.ts`, `urlSafeParse`
 */
export function plainJson(text: string): string {
  let out = '';
  let at = 0;
  while (at < text.length) {
    const char = text[at];
    if (char === '"' || char === "'") {
      const end = stringEnd(text, at);
      out += char === '"' ? text.slice(at, end) : doubleQuoted(text.slice(at + 1, end - 1));
      at = end;
      continue;
    }
    WORD.lastIndex = at;
    const word = WORD.exec(text)?.[0];
    if (word === undefined) {
      out += char === '_' ? ',' : char;
      at += 1;
    } else {
      out += WHOLE_NUMBER.test(word) && !Number.isSafeInteger(Number(word)) ? `"${word}"` : word;
      at += word.length;
    }
  }
  return out;
}

/** Just past the closing quote of the string that starts at `start`; the text's end when there is none. */
function stringEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === text[start]) return at + 1;
  }
  return text.length;
}

/** The inside of a single-quoted string, as a double-quoted one. */
function doubleQuoted(inside: string): string {
  return `"${inside.replace(/\\[\s\S]|"/g, part => (part === "\\'" ? "'" : part === '"' ? '\\"' : part))}"`;
}
