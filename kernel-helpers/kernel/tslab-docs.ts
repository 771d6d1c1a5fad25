/** What Shift-Tab shows: the signature of a name and its doc comment. */
import type ts from '@tslab/typescript-for-tslab';
import type { Documentation } from './engine.js';

/** Turns TypeScript's quick info into text; `undefined` when it is about a name that nobody declared. */
export function describeQuickInfo(
  info: Pick<ts.QuickInfo, 'displayParts' | 'documentation' | 'tags'>,
): Documentation | undefined {
  const signature = withoutAlias(join(info.displayParts));
  const docs = plainLinks(join(info.documentation));
  if (signature === 'any' && docs === '') return undefined;
  const tags = (info.tags ?? []).map(tag => ({
    name: tag.name,
    text: plainLinks(join(tag.text)),
  }));
  const plainTags = tags.map(({ name, text }) => (name === 'example' ? `Example:\n${text}` : `@${name} ${text}`));
  const markdownTags = tags.map(({ name, text }) =>
    name === 'example' ? `**Example**\n\n${fenced(text)}` : `**@${name}** ${text}`,
  );
  return {
    plain: [signature, docs, plainTags.join('\n')].filter(Boolean).join('\n\n'),
    markdown: [fenced(signature), docs, markdownTags.join('\n\n')].filter(Boolean).join('\n\n'),
  };
}

function join(parts: readonly ts.SymbolDisplayPart[] | undefined): string {
  return (parts ?? []).map(part => part.text).join('');
}

/** Our global names are aliases of the helpers' exports: how they got here is of no interest, what they are is. */
function withoutAlias(signature: string): string {
  const what = signature.replace(/^\(alias\) /, '').replace(/\n(?:import|export) [^\n]*$/, '');
  return what
    .replace(/^import ([^\s=]+)(?: = .*)?$/, 'namespace $1')
    .replace(/import\("[^"]*\/node_modules\/([^"]+)"\)/g, (_, path: string) => `import("${packageOf(path)}")`);
}

/** What a cell would write to import a file of a package: of ours the name alone, of others the path in it. */
function packageOf(path: string): string {
  return path.startsWith('connectome-helpers/') ? 'connectome-helpers' : path;
}

/** `{@link name}` and `{@link name | text}` as code. */
function plainLinks(text: string): string {
  return text.replace(
    /\{@link(?:code|plain)?\s+([^}|]+?)\s*(?:\|\s*([^}]*?)\s*)?\}/g,
    (_, name, label) => `\`${label ?? name}\``,
  );
}

function fenced(code: string): string {
  return code.includes('```') ? code : `\`\`\`typescript\n${code.trim()}\n\`\`\``;
}
