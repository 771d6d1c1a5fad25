/** Something that went wrong in a way the reader can act on: printed as its message, without a stack. */
export class Failure extends Error {
  /**
   * @param {string} message one sentence: what is wrong and what to do
   * @param {{ detail?: string, exitCode?: number, cause?: unknown }} [options] `detail` is printed before the sentence
   */
  constructor(message, { detail = '', exitCode = 1, cause } = {}) {
    super(message, { cause });
    this.name = 'Failure';
    this.detail = detail;
    this.exitCode = exitCode;
  }
}
