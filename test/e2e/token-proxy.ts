import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { freePort } from '#test/support/running.ts';

/** Stands between the server and HubSpot: shortens the first token's life and counts what follows from it. */
export interface TokenProxy {
  url: string;
  /** Where the vendor is. */
  target: string;
  /** How many refreshes were asked for, and how many of them at the most at one moment. */
  refreshes: { total: number; atOnce: number };
  close(): Promise<void>;
}

/** A refresh takes this long, so that others who need one come meanwhile. */
const REFRESH_TAKES = 500;
/** All refusals but the first three take longer: they come when their token has been renewed already. */
const REFUSAL_TAKES = 1500;
const HOP_BY_HOP: ReadonlySet<string> = new Set([
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
]);

/** Listens on a free port. The token given for a code lasts `seconds`; those given for a refresh live as they came. */
export async function startTokenProxy(seconds: number): Promise<TokenProxy> {
  const port = await freePort();
  let open = 0;
  let refusals = 0;
  const proxy: TokenProxy = {
    url: `http://127.0.0.1:${port}`,
    target: '',
    refreshes: { total: 0, atOnce: 0 },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };

  async function pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const body = await buffer(incoming);
    const isToken = incoming.url?.endsWith('/token') === true;
    const grant = isToken ? new URLSearchParams(body.toString()).get('grant_type') : null;
    if (grant === 'refresh_token') {
      open += 1;
      proxy.refreshes.total += 1;
      proxy.refreshes.atOnce = Math.max(proxy.refreshes.atOnce, open);
      await pause(REFRESH_TAKES);
      open -= 1;
    }
    const answer = await forward(`${proxy.target}${incoming.url}`, incoming, body);
    const text = await answer.text();
    if (answer.status === 401 && refusals++ > 2) await pause(REFUSAL_TAKES);
    outgoing.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
    outgoing.end(
      grant === 'authorization_code' ? JSON.stringify({ ...JSON.parse(text), expires_in: seconds }) : text,
    );
  }

  const server = createServer((incoming, outgoing) => void pass(incoming, outgoing));
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return proxy;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function forward(url: string, { method = 'GET', headers }: IncomingMessage, body: Buffer): Promise<Response> {
  return fetch(url, {
    method,
    headers: Object.entries(headers).flatMap(([name, value]): [string, string][] =>
      HOP_BY_HOP.has(name) ? [] : [[name, String(value)]],
    ),
    body: method === 'GET' || body.length === 0 ? null : body,
    redirect: 'manual',
  });
}
