import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { freePort } from '#test/support/running.ts';

/** Stands between the server and Salesforce's login: counts how often access is renewed, and decides what becomes of it. */
export interface LoginProxy {
  url: string;
  /** Where the vendor is. */
  target: string;
  /** How many renewals were asked for, how many the vendor answered, and how many were open at most at one moment. */
  renewals: { asked: number; answered: number; atOnce: number };
  /** What becomes of the vendor's answer to a renewal: the caller gets it, the line breaks, or it is never sent on. */
  answers: 'pass' | 'lost' | 'held';
  close(): Promise<void>;
}

/** A renewal takes this long, so that others who need one come meanwhile. */
const RENEWAL_TAKES = 200;
const RENEWING: readonly (string | null)[] = ['refresh_token', 'urn:ietf:params:oauth:grant-type:jwt-bearer'];

/** Listens on a free port. */
export async function startLoginProxy(): Promise<LoginProxy> {
  const port = await freePort();
  let open = 0;
  const proxy: LoginProxy = {
    url: `http://127.0.0.1:${port}`,
    target: '',
    renewals: { asked: 0, answered: 0, atOnce: 0 },
    answers: 'pass',
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };

  async function pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const body = await buffer(incoming);
    const isRenewal = RENEWING.includes(new URLSearchParams(body.toString()).get('grant_type'));
    if (isRenewal) {
      proxy.renewals.asked += 1;
      proxy.renewals.atOnce = Math.max(proxy.renewals.atOnce, ++open);
      await new Promise((resolve) => setTimeout(resolve, RENEWAL_TAKES));
    }
    const answer = await forward(`${proxy.target}${incoming.url}`, incoming, body);
    const text = await answer.text();
    if (isRenewal) {
      open -= 1;
      proxy.renewals.answered += 1;
      if (proxy.answers === 'held') return;
      if (proxy.answers === 'lost') return void outgoing.destroy();
    }
    const headers = Object.fromEntries(
      ['content-type', 'location'].flatMap((name) => {
        const value = answer.headers.get(name);
        return value === null ? [] : [[name, value]];
      }),
    );
    outgoing.writeHead(answer.status, headers).end(text);
  }

  const server = createServer((incoming, outgoing) => void pass(incoming, outgoing));
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return proxy;
}

function forward(url: string, { method = 'GET', headers }: IncomingMessage, body: Buffer): Promise<Response> {
  const type = headers['content-type'];
  return fetch(url, {
    method,
    headers: type === undefined ? {} : { 'content-type': type },
    body: method === 'GET' ? null : body,
    redirect: 'manual',
  });
}
