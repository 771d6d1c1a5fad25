/**
 * What may stand at one place of a stored figure: `value` a scalar or a short list, `column` a scalar or one scalar a
 * point, `grid` also lists of lists, a table the keys of an object, a table in brackets a list of such objects.
 */
export type FigurePlace = 'value' | 'column' | 'grid' | FigureKeys | readonly [FigureKeys];

/** The keys of an object of a stored figure, and what each may hold. */
export interface FigureKeys {
  readonly [key: string]: FigurePlace;
}

/** Every key of `names` may hold a scalar or a short list. */
function values(names: string): FigureKeys {
  return Object.fromEntries(names.split(' ').map(name => [name, 'value' as const]));
}

const marks: FigureKeys = {
  ...values('type xaxis yaxis opacity hoverinfo hovertemplate'),
  x: 'column',
  y: 'column',
  customdata: 'grid',
  // Not Plotly's: whom each point stands for, see `figure-neurons.ts`.
  neurons: 'grid',
  marker: { color: 'column', size: 'column', line: values('color width') },
  error_y: { ...values('type thickness width color'), array: 'column' },
};

const ticks = values('tickmode tickvals ticktext ticks ticklen nticks');

const axis: FigureKeys = {
  ...ticks,
  ...values('anchor domain range constrain scaleanchor fixedrange side showline zeroline'),
  ...values('tickangle autotickangles ticklabelstandoff'),
  title: values('text standoff'),
};

/**
 * The keys our own figures use, and no others: Plotly knows many more, of which some load files from elsewhere, open
 * links or draw without end.
 */
export const FIGURE_KEYS: {
  readonly traces: Readonly<Record<'scatter' | 'bar' | 'heatmap', FigureKeys>>;
  readonly axis: FigureKeys;
  readonly layout: FigureKeys;
} = {
  traces: {
    scatter: {
      ...marks,
      ...values('mode fill fillcolor hoveron'),
      text: 'column',
      textfont: { size: 'value', color: 'column' },
      line: values('color width dash'),
    },
    bar: marks,
    heatmap: {
      ...values('type zmin zmax hovertemplate hoverongaps xgap ygap'),
      x: 'column',
      y: 'column',
      z: 'grid',
      customdata: 'grid',
      colorscale: 'grid',
      colorbar: { ...ticks, ...values('thickness outlinewidth') },
    },
  },
  axis,
  layout: {
    ...values('width height'),
    font: values('size'),
    margin: values('l r t b'),
    annotations: [
      {
        ...values('text hovertext textangle showarrow xref yref x y xanchor yanchor xshift yshift'),
        font: values('color'),
      },
    ],
    shapes: [{ ...values('type xref yref x0 x1 y0 y1 path layer'), line: values('color width dash') }],
  },
};
