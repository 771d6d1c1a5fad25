/** The patterns of history searches: those of SQLite's GLOB, which IPython keeps its history with. */

/** A class of characters: `]` right behind the bracket is one of them. */
const CLASS = /\[(\^?)(\]?[^\]]*)\]/y;

/**
 * A regular expression for the whole text: `*` any text, `?` any character, `[a-c]` one of these, `[^a-c]` none of
 * these; everything else, an open bracket included, is meant literally.
 *
 * @example
 * globToRegExp('da?a[0-9]*').test('data1 = 5'); // true
 */
export function globToRegExp(glob: string): RegExp {
  let source = '';
  for (let at = 0; at < glob.length; at++) {
    CLASS.lastIndex = at;
    const found = CLASS.exec(glob);
    if (found) {
      source += characterClass(found[1] !== '', found[2]);
      at += found[0].length - 1;
    } else if (glob[at] === '*') {
      // Several mean the same as one, and would take for ever to fail.
      if (glob[at - 1] !== '*') source += '[^]*';
    } else if (glob[at] === '?') source += '[^]';
    else source += glob[at].replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');
  }
  return new RegExp(`^${source}$`);
}

function characterClass(isNegated: boolean, members: string): string {
  let source = '';
  for (let at = 0; at < members.length; at++) {
    const [from, to] = [members[at], members[at + 2]];
    const isRange = members[at + 1] === '-' && to !== undefined;
    // A range that goes backwards holds nothing.
    if (!isRange) source += escapeMember(from);
    else if (from <= to) source += `${escapeMember(from)}-${escapeMember(to)}`;
    if (isRange) at += 2;
  }
  return `[${isNegated ? '^' : ''}${source}]`;
}

function escapeMember(character: string): string {
  return character.replace(/[\\\]^-]/, '\\$&');
}
