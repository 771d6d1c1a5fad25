/**
 * Colours a stored figure names by their role, so that one output is right in the light theme, in the dark theme and
 * in print. Anywhere a Plotly trace or layout takes a colour, one of these words may stand; the front end puts the
 * theme's colour in its place.
 */
export const INK = {
  /** Text and the marks that carry the result. */
  strong: 'ink:strong',
  /** Axes, ticks, secondary text. */
  muted: 'ink:muted',
  /** Single observations behind a summary, guide lines. */
  faint: 'ink:faint',
  /** What lies under the figure. */
  paper: 'ink:paper',
  /** As a `colorscale`: perceptually uniform from the paper (low) to its opposite (high). */
  sequential: 'ink:sequential',
} as const;

/** One of the words of {@link INK}. */
export type Ink = (typeof INK)[keyof typeof INK];
