import { divergingScale, sequentialScale } from './sequential';

/** The colours and the font a figure is drawn with. */
export interface IFigureTheme {
  readonly fontFamily: string;
  readonly fontSizePx: number;
  readonly strong: string;
  readonly muted: string;
  readonly faint: string;
  readonly paper: string;
  /** Plotly colour scale stops from low (near the paper) to high. */
  readonly sequential: readonly (readonly [number, string])[];
  /** Likewise for values that go both ways: the middle lies near the paper. */
  readonly diverging: readonly (readonly [number, string])[];
}

const LIGHT_SEQUENTIAL = sequentialScale(0.972, 0.27);
const DARK_SEQUENTIAL = sequentialScale(0.255, 0.95);
const LIGHT_DIVERGING = divergingScale(0.972, 0.42);
const DARK_DIVERGING = divergingScale(0.255, 0.78);

/** Black on white, for the still picture that leaves the notebook for a page. */
export const PRINT_THEME: IFigureTheme = {
  fontFamily: 'Helvetica, Arial, "Liberation Sans", sans-serif',
  fontSizePx: 12,
  strong: '#1f1f1f',
  muted: '#616161',
  faint: '#c4c4c4',
  paper: '#ffffff',
  sequential: LIGHT_SEQUENTIAL,
  diverging: LIGHT_DIVERGING,
};

/**
 * The theme of the page, read from JupyterLab's CSS variables.
 *
 * @param read - gives the value of a CSS custom property where the figure stands, or an empty string.
 * @param isLight - whether the page's theme is a light one.
 */
export function pageTheme(read: (property: string) => string, isLight: boolean): IFigureTheme {
  const property = (name: string, fallback: string): string => read(name).trim() || fallback;
  const size = Number.parseFloat(read('--jp-ui-font-size1'));
  return {
    fontFamily: property('--jp-ui-font-family', PRINT_THEME.fontFamily),
    fontSizePx: size > 0 ? size - 1 : PRINT_THEME.fontSizePx,
    strong: property('--jp-ui-font-color0', PRINT_THEME.strong),
    muted: property('--jp-ui-font-color2', PRINT_THEME.muted),
    faint: property('--jp-border-color1', PRINT_THEME.faint),
    paper: property('--jp-layout-color0', PRINT_THEME.paper),
    sequential: isLight ? LIGHT_SEQUENTIAL : DARK_SEQUENTIAL,
    diverging: isLight ? LIGHT_DIVERGING : DARK_DIVERGING,
  };
}
