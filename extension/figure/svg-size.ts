/** CSS: an inch is 96 px and 25.4 mm. */
const MM_PER_PX = 25.4 / 96;

/**
 * An SVG whose size is written in mm, as programs that set pages read it; the drawing inside keeps its px through the
 * viewBox.
 *
 * @param svg - text of an SVG as Plotly writes it.
 */
export function svgInMm(svg: string, widthPx: number, heightPx: number): string {
  const [opening] = /<svg\b[^>]*>/.exec(svg) ?? [];
  if (opening === undefined) throw new Error('picture has no svg element: received other text, expected <svg');
  const bare = opening.replace(/\s(?:width|height|viewBox)="[^"]*"/g, '');
  const size = ` width="${mm(widthPx)}" height="${mm(heightPx)}" viewBox="0 0 ${widthPx} ${heightPx}"`;
  return svg.replace(opening, bare.replace(/^<svg/, `<svg${size}`));
}

function mm(px: number): string {
  return `${Number((px * MM_PER_PX).toFixed(3))}mm`;
}
