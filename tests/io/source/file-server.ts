import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, relative, sep } from 'node:path';
import type { CatalogueFile } from '../../../kernel-helpers/io/catalogue/catalogue-entry.js';

/** A real HTTP server on this machine that counts what it is asked. */
export interface FileServer {
  readonly origin: string;
  /** Paths asked for, in order. */
  readonly requests: string[];
  /** The `Range` headers among them, in order. */
  readonly ranges: string[];
  /** The `If-Range` headers among them, in order. */
  readonly conditions: string[];
  /** Says what a path answers; anything else is 404. */
  on(path: string, answer: (request: IncomingMessage, response: ServerResponse) => void): void;
  close(): Promise<void>;
}

/** Starts a {@link FileServer} on a free port. */
export async function startFileServer(): Promise<FileServer> {
  const answers = new Map<string, (request: IncomingMessage, response: ServerResponse) => void>();
  const requests: string[] = [];
  const ranges: string[] = [];
  const conditions: string[] = [];
  const server: Server = createServer((request, response) => {
    const path = request.url ?? '';
    requests.push(path);
    if (request.headers.range !== undefined) ranges.push(request.headers.range);
    const condition = request.headers['if-range'];
    if (condition !== undefined) conditions.push(String(condition));
    const answer = answers.get(path);
    if (answer) answer(request, response);
    else response.writeHead(404).end();
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    requests,
    ranges,
    conditions,
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

/** Answers as a good server does: the whole file, or the range asked for where `If-Range` allows it. */
export function serveFile(
  content: Uint8Array,
  headers: Readonly<Record<string, string>> = {},
): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '');
    const condition = request.headers['if-range'];
    const same = condition === undefined || condition === headers.etag || condition === headers['last-modified'];
    if (range === null || !same) {
      response.writeHead(200, { 'content-length': content.length, ...headers }).end(content);
      return;
    }
    const start = Number(range[1]);
    const end = Math.min(range[2] === '' ? content.length : Number(range[2]) + 1, content.length);
    if (start >= content.length) {
      response.writeHead(416, { 'content-range': `bytes */${content.length}` }).end();
      return;
    }
    const described = { 'content-range': `bytes ${start}-${end - 1}/${content.length}`, 'content-length': end - start };
    response.writeHead(206, { ...described, ...headers }).end(content.subarray(start, end));
  };
}

/** Serves every file below a folder, to pages of other sites too; what is written later is not there. */
export function serveFolder(server: FileServer, folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const parts = relative(folder, path).split(sep).map(encodeURIComponent);
    const headers = { 'access-control-allow-origin': '*' };
    server.on(`/${parts.join('/').replaceAll('%3A', ':')}`, serveFile(readFileSync(path), headers));
  }
}
