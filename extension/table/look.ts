import { type CellRenderer, type DataGrid, TextRenderer } from '@lumino/datagrid';

/** The page's colours for the grid's canvas. */
export function gridStyle(property: (name: string) => string): DataGrid.Style {
  const paper = property('--jp-layout-color1');
  const line = property('--jp-border-color2');
  return {
    voidColor: paper,
    backgroundColor: paper,
    gridLineColor: property('--jp-border-color3'),
    headerBackgroundColor: property('--jp-layout-color2'),
    headerGridLineColor: line,
    // Selected rows are painted by their ids, wherever these were selected; this is only the cursor.
    selectionFillColor: 'rgba(0, 0, 0, 0)',
    selectionBorderColor: 'rgba(0, 0, 0, 0)',
    headerSelectionFillColor: 'rgba(0, 0, 0, 0)',
    headerSelectionBorderColor: 'rgba(0, 0, 0, 0)',
    cursorFillColor: 'rgba(0, 0, 0, 0)',
    cursorBorderColor: property('--jp-brand-color1'),
  };
}

/** Paints cells; `mark` says how much of a row is selected, see `marksOf`. */
export function cellRenderers(
  property: (name: string) => string,
  right: (column: number) => boolean,
  mark: (row: number) => 0 | 1 | 2,
): { body: TextRenderer; header: TextRenderer; rowHeader: TextRenderer } {
  const family = property('--jp-ui-font-family') || 'sans-serif';
  const font = `12px ${family}`;
  const textColor = property('--jp-ui-font-color1');
  const faint = property('--jp-ui-font-color2');
  const brand = property('--jp-brand-color1');
  const colors = ['', faded(brand, '20'), faded(brand, '58')];
  const background = ({ row }: CellRenderer.CellConfig): string => colors[mark(row)];
  const side = ({ column }: CellRenderer.CellConfig): TextRenderer.HorizontalAlignment =>
    right(column) ? 'right' : 'left';
  return {
    body: new TextRenderer({ font, textColor, backgroundColor: background, horizontalAlignment: side }),
    rowHeader: new TextRenderer({ font, textColor: faint, horizontalAlignment: 'right' }),
    header: new TextRenderer({
      font: ({ row }) => (row === 0 ? `600 12px ${family}` : `11px ${family}`),
      textColor: ({ row }) => (row === 0 ? textColor : faint),
      horizontalAlignment: side,
    }),
  };
}

/** A colour that text of the theme stays readable on; `alpha` in two hexadecimal digits. */
function faded(color: string, alpha: string): string {
  if (/^#[0-9a-f]{6}$/i.test(color)) return color + alpha;
  return `rgba(33, 150, 243, ${(Number.parseInt(alpha, 16) / 255).toFixed(2)})`;
}
