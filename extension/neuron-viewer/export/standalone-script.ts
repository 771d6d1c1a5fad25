/** Where the engine of a page that stands alone comes from: built with the extension, fetched when it is asked for. */

declare const __webpack_public_path__: string;

export async function standaloneScript(): Promise<string> {
  const answer = await fetch(`${__webpack_public_path__}standalone/viewer.js`);
  if (answer.ok) return answer.text();
  throw new Error(
    `the viewer for a page by itself is missing: received ${answer.status} from the server, expected the file`,
  );
}
