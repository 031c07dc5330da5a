import { createServer, type RequestListener, type Server } from 'node:http';

/** A payout system gone wrong, with how often it was asked and how often somebody was led astray by it. */
export interface AstrayDesk {
  url: string;
  answer: 'redirect' | 'garbage';
  asked: number;
  led: number;
  close(): void;
}

/** Opens a payout system that answers with a redirect to an address inside, or with a success that says nothing. */
export async function openAstrayDesk(): Promise<AstrayDesk> {
  const servers: Server[] = [];
  const desk: AstrayDesk = {
    url: '',
    answer: 'redirect',
    asked: 0,
    led: 0,
    close: () => servers.forEach((server) => server.close()),
  };
  const inside = await listen(servers, (_, answer) => {
    desk.led += 1;
    answer.end('{}');
  });
  desk.url = `${await listen(servers, (_, answer) => {
    desk.asked += 1;
    if (desk.answer === 'redirect') answer.writeHead(302, { location: `${inside}/` }).end();
    else answer.writeHead(200, { 'content-type': 'application/json' }).end('{"paid": tru');
  })}/payouts`;
  return desk;
}

async function listen(servers: Server[], handler: RequestListener): Promise<string> {
  const server = createServer(handler);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return `http://127.0.0.1:${address.port}`;
}
