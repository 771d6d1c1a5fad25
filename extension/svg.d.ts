/** The builder turns an imported drawing into its source text. */
declare module '*.svg' {
  const source: string;
  export default source;
}
