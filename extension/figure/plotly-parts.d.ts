/** The pieces of Plotly that are loaded one by one; its own declarations describe the whole bundle only. */
declare module 'plotly.js/lib/core' {
  interface IFigure {
    readonly data: readonly unknown[];
    readonly layout: Readonly<Record<string, unknown>>;
    readonly config?: Readonly<Record<string, unknown>>;
  }
  interface IPictureOptions {
    readonly format: 'png' | 'svg';
    readonly width: number;
    readonly height: number;
    readonly scale?: number;
    readonly filename?: string;
  }
  const Plotly: {
    readonly Icons: Readonly<Record<string, unknown>>;
    readonly Fx: {
      hover(
        host: HTMLElement,
        points: readonly { readonly curveNumber: number; readonly pointNumber: number }[],
        subplot: string,
      ): void;
      unhover(host: HTMLElement): void;
    };
    register(modules: readonly unknown[]): void;
    react(host: HTMLElement, figure: IFigure): Promise<HTMLElement>;
    update(
      host: HTMLElement,
      traces: Readonly<Record<string, unknown>>,
      layout: Readonly<Record<string, unknown>>,
    ): Promise<HTMLElement>;
    relayout(host: HTMLElement, change: Readonly<Record<string, unknown>>): Promise<HTMLElement>;
    purge(host: HTMLElement): void;
    toImage(figure: IFigure, options: IPictureOptions): Promise<string>;
    downloadImage(figure: IFigure, options: IPictureOptions): Promise<string>;
  };
  export default Plotly;
}
declare module 'plotly.js/lib/bar' {
  const trace: unknown;
  export default trace;
}
declare module 'plotly.js/lib/heatmap' {
  const trace: unknown;
  export default trace;
}
