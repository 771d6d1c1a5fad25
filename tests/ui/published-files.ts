/** The files of the mirror at the addresses where they are published, served by this machine: a real TLS server behind a real proxy. */
import { execFileSync } from 'node:child_process';
import { createReadStream, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer as createProxy } from 'node:http';
import { createServer } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join, normalize } from 'node:path';

export interface PublishedFiles {
  /** What a kernel needs to read them. */
  readonly env: Readonly<Record<string, string>>;
  /** From now on every file stops in its middle until {@link release}. */
  hold(): void;
  release(): void;
  /** From now on every request is answered with this status; 200 for the files again. */
  answer(status: number): void;
  close(): Promise<void>;
}

/** @param host whose files are asked for; every other host is refused. */
export async function servePublishedFiles(mirror: string, host: string): Promise<PublishedFiles> {
  const folder = mkdtempSync(join(tmpdir(), 'connectome-published-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const subject = ['-subj', `/CN=${host}`, '-addext', `subjectAltName=DNS:${host}`];
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  execFileSync('openssl', ['req', '-x509', ...kind, '-keyout', key, '-out', cert, ...subject], { stdio: 'pipe' });

  let status = 200;
  let held: Promise<void> | undefined;
  let release = (): void => undefined;
  const server = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, async (request, response) => {
    const path = join(mirror, host, normalize(decodeURIComponent(request.url ?? '/')));
    if (status !== 200 || !path.startsWith(join(mirror, host)) || !existsSync(path)) {
      response.writeHead(status === 200 ? 404 : status).end();
      return;
    }
    const { size } = statSync(path);
    response.writeHead(200, { 'content-length': size });
    const half = Math.floor(size / 2);
    for await (const part of createReadStream(path, { end: half - 1 })) response.write(part);
    await held;
    createReadStream(path, { start: half }).pipe(response);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const proxy = createProxy();
  proxy.on('connect', (request, socket) => {
    socket.on('error', () => undefined);
    if (request.url !== `${host}:443`) return void socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    const onward = connect((server.address() as AddressInfo).port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      onward.pipe(socket).pipe(onward);
    });
    onward.on('error', () => socket.destroy());
    socket.on('close', () => onward.destroy());
  });
  await new Promise<void>(resolve => proxy.listen(0, '127.0.0.1', resolve));
  return {
    env: {
      HTTPS_PROXY: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
      NODE_EXTRA_CA_CERTS: cert,
    },
    hold: () => {
      held = new Promise(resolve => {
        release = resolve;
      });
    },
    release: () => {
      release();
      held = undefined;
    },
    answer: next => {
      status = next;
    },
    close: async () => {
      release();
      for (const one of [proxy, server]) {
        one.closeAllConnections();
        await new Promise(resolve => one.close(resolve));
      }
      rmSync(folder, { recursive: true });
    },
  };
}
