/** Something that can be done with a view, such as a way to take the picture along. */
export interface IViewAction {
  readonly id: string;
  /** Translated. */
  readonly label: string;
  /** An error is told to the reader on the picture. */
  run(): void | Promise<void>;
}
