import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { getResponse } from 'msw';
import type { Vendor } from './vendor.ts';

/** A local port, taken; it answers 503 until a vendor is put behind it. */
export interface Listening {
  port: number;
  /** For example `http://127.0.0.1:8790`. */
  url: string;
  serve(vendor: Vendor): void;
  close(): Promise<void>;
}

/** Takes a port on 127.0.0.1, any free one for 0. Rejects when the port is taken. */
export async function listen(port: number): Promise<Listening> {
  let vendor: Vendor | null = null;
  const server = createServer((incoming, outgoing) => {
    if (!vendor) {
      outgoing.writeHead(503).end();
      return;
    }
    const { title } = vendor;
    answer(vendor, incoming, outgoing).catch((error: unknown) => {
      console.error(`${title} sandbox failed on ${incoming.method} ${incoming.url}:`, error);
      if (!outgoing.headersSent) outgoing.writeHead(500);
      outgoing.end();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  const taken = address !== null && typeof address === 'object' ? address.port : port;
  return {
    port: taken,
    url: `http://127.0.0.1:${taken}`,
    serve(one) {
      vendor = one;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Maps a request onto the vendor's real origin and gives its answer back. */
async function answer(vendor: Vendor, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const gone = new AbortController();
  outgoing.once('close', () => gone.abort());
  const response = await getResponse(vendor.handlers, await toRequest(vendor.origin, incoming, gone.signal));
  if (response?.type === 'error') {
    incoming.socket.destroy();
    return;
  }
  if (!response) {
    outgoing.writeHead(404, { 'content-type': 'application/json' });
    outgoing.end(JSON.stringify({ status: 'error', message: `${vendor.title} has no such resource` }));
    return;
  }
  const headers = new Map<string, string | string[]>(response.headers);
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) headers.set('set-cookie', cookies);
  const body = Buffer.from(await response.arrayBuffer());
  if (response.status !== 204) headers.set('content-length', String(body.length));
  outgoing.writeHead(response.status, Object.fromEntries(headers));
  outgoing.end(body);
}

async function toRequest(origin: string, incoming: IncomingMessage, signal: AbortSignal): Promise<Request> {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    for (const one of [value ?? []].flat()) headers.append(name, one);
  }
  const method = incoming.method ?? 'GET';
  const body = method === 'GET' || method === 'HEAD' ? null : new Uint8Array(await buffer(incoming));
  return new Request(new URL(incoming.url ?? '/', origin), { method, headers, body, signal });
}
