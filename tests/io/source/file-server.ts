import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CatalogueFile } from '../../../kernel-helpers/io/catalogue/catalogue-entry.js';

/** A real HTTP server on this machine that counts what it is asked. */
export interface FileServer {
  readonly origin: string;
  /** Paths asked for, in order. */
  readonly requests: string[];
  /** Says what a path answers; anything else is 404. */
  on(path: string, answer: (request: IncomingMessage, response: ServerResponse) => void): void;
  close(): Promise<void>;
}

/** Starts a {@link FileServer} on a free port. */
export async function startFileServer(): Promise<FileServer> {
  const answers = new Map<string, (request: IncomingMessage, response: ServerResponse) => void>();
  const requests: string[] = [];
  const server: Server = createServer((request, response) => {
    const path = request.url ?? '';
    requests.push(path);
    const answer = answers.get(path);
    if (answer) answer(request, response);
    else response.writeHead(404).end();
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    requests,
    on: (path, answer) => answers.set(path, answer),
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The catalogue's words for a file with these bytes at `url`. */
export function fileOf(url: string, content: Uint8Array): CatalogueFile {
  return { url, bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') };
}
