/** A drawing as a PDF of one page. */

import { jsPDF } from 'jspdf';
import 'svg2pdf.js';

/** As large as the drawing, 96 px to the inch. */
export async function pdfOfSvg(svg: string): Promise<Uint8Array> {
  const drawing = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement;
  const [width, height] = ['width', 'height'].map(name => Number(drawing.getAttribute(name)) * 0.75);
  const page = new jsPDF({
    unit: 'pt',
    format: [width, height],
    orientation: width > height ? 'l' : 'p',
    compress: true,
  });
  await page.svg(drawing, { x: 0, y: 0, width, height });
  return new Uint8Array(page.output('arraybuffer'));
}
