/**
 * A name from data as Plotly may be given it: what it would read as a tag or as a field of a template is set in look-alike
 * characters, so that it stands there as it was written and is never run.
 */
export function plainWords(text: string): string {
  return text.replaceAll('<', '‹').replaceAll('>', '›').replaceAll('%{', '％{');
}
