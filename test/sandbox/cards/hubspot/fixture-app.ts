import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Card } from '#core/card/card.ts';
import { problemDetails } from '#core/problem.ts';

/** One request the app got from a card. */
export interface Received {
  method: string;
  /** Path and query as they came. */
  url: string;
  headers: IncomingMessage['headers'];
  body: string;
}

export interface FixtureApp {
  url: string;
  received: Received[];
  /** What the next requests get: a card, or a refusal. */
  answer: Card | 'refused' | 'down';
  close(): Promise<void>;
}

/** Stands in for Groundswell: answers every card request with whatever was put into `answer`. */
export async function openFixtureApp(answer: Card): Promise<FixtureApp> {
  const server = createServer((request, response) => {
    const { method = '', url = '', headers } = request;
    const keep = async () => {
      app.received.push({ method, url, headers, body: await text(request) });
      const [status, json] = reply(app.answer, method);
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json));
    };
    void keep();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : null;
  const app: FixtureApp = {
    url: `http://127.0.0.1:${port}`,
    received: [],
    answer,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return app;
}

function reply(answer: FixtureApp['answer'], method: string): [number, unknown] {
  if (answer === 'down') return [503, 'down'];
  if (answer === 'refused') {
    const problem = {
      code: 'user_left',
      message: 'You are no longer a user of this HubSpot account.',
      remedy: 'Ask an admin of the account to invite you again.',
    } as const;
    return [403, problemDetails(problem, 403)];
  }
  return [200, method === 'GET' ? answer : { done: 'It was noted.', card: answer }];
}
