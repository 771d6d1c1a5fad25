/** A Plotly figure as it is stored: plain JSON, no theme baked in (the front end adds fonts and colours). */
export interface FigurePayload {
  readonly version: 1;
  /** Plain text, shown above the plot. */
  readonly title: string;
  /** Plain text under the plot: n, test, correction, filters, version, citation. */
  readonly caption: string;
  readonly synthetic: boolean;
  /** Plotly traces, typed arrays already turned into plain arrays. */
  readonly data: readonly Readonly<Record<string, unknown>>[];
  /**
   * Plotly layout: axes, annotations, shapes; `height` in px, `width` the most it takes; never fonts, paper or plot
   * colours. Colours here and in `data` may be words of `INK` (`contract/figure-ink.ts`), which the theme fills in.
   */
  readonly layout: Readonly<Record<string, unknown>>;
}
