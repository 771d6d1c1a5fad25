/** How CAVE's client speaks with the person at the notebook, which io cannot do itself. */

/** Asks for a secret without echoing it. */
export type SecretPrompt = (question: string) => Promise<string>;

let prompt: SecretPrompt | undefined;
let annotate: (line: string) => void = line => console.log(line);

/** Tells {@link secretPrompt} how to ask; the kernel calls it once at start, without one it takes it back. */
export function setSecretPrompt(ask?: SecretPrompt): void {
  prompt = ask;
}

/** How to ask for a secret, or `undefined` where nobody can be asked. */
export function secretPrompt(): SecretPrompt | undefined {
  return prompt;
}

/** Says where the line goes that states datastack and version, once per client; default: `console.log`. */
export function setAnnotator(write: (line: string) => void = line => console.log(line)): void {
  annotate = write;
}

/** Writes `line` beside the cell's results. */
export function annotateNotebook(line: string): void {
  annotate(line);
}
