import { request as ask, createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';

/** A real HTTP proxy on this machine that counts what goes through it. */
export interface ProxyServer {
  /** HOST:PORT. */
  readonly host: string;
  /** What was asked of it, in order: `GET http://…` or `CONNECT host:port`, and who asked. */
  readonly requests: { readonly line: string; readonly authorization: string | undefined }[];
  close(): Promise<void>;
}

/** Starts a {@link ProxyServer} on a free port; with `refuse` it tunnels nothing. */
export async function startProxyServer({ refuse = false }: { refuse?: boolean } = {}): Promise<ProxyServer> {
  const requests: { line: string; authorization: string | undefined }[] = [];
  const server = createServer((request, response) => {
    const { method, url = '', headers } = request;
    requests.push({ line: `${method} ${url}`, authorization: headers['proxy-authorization'] });
    const { 'proxy-authorization': _, 'proxy-connection': __, ...passed } = headers;
    const onward = ask(url, { method, headers: passed }, answer => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  });
  server.on('connect', (request, socket) => {
    requests.push({ line: `CONNECT ${request.url}`, authorization: request.headers['proxy-authorization'] });
    socket.on('error', () => {});
    if (refuse) return void socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    const [host, port] = (request.url ?? '').split(':');
    const onward = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      onward.pipe(socket).pipe(onward);
    });
    onward.on('error', () => socket.destroy());
    socket.on('close', () => onward.destroy());
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
