import { Agent, request } from 'node:http';

/** One request to be sent. */
export interface Shot {
  method: 'GET' | 'POST';
  url: string;
  headers: Record<string, string>;
  body: string;
}

export interface Load {
  /** Requests a second over the whole run. */
  rate: number;
  /** Milliseconds each took to be answered. */
  times: number[];
  /** Milliseconds within which 99 of 100 were answered. */
  p99: number;
  /** How many were not answered 2xx. */
  failed: number;
}

/** Sends every shot once, `inFlight` at a time over kept connections, to loopback. */
export async function fire(shots: readonly Shot[], inFlight: number): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: inFlight });
  const times: number[] = [];
  let failed = 0;
  let next = 0;
  const worker = async () => {
    for (let shot = shots[next++]; shot !== undefined; shot = shots[next++]) {
      const begun = performance.now();
      const status = await send(shot, agent);
      times.push(performance.now() - begun);
      if (status < 200 || status > 299) failed += 1;
    }
  };
  const begun = performance.now();
  await Promise.all(Array.from({ length: inFlight }, worker));
  const seconds = (performance.now() - begun) / 1000;
  agent.destroy();
  return { rate: shots.length / seconds, times, p99: percentile99(times), failed };
}

/** The time within which 99 of 100 came. */
export function percentile99(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? 0;
}

function send({ method, url, headers, body }: Shot, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const length = { 'content-length': String(Buffer.byteLength(body)) };
    const sent = request(url, { method, agent, headers: { ...headers, ...length } }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve(answer.statusCode ?? 0));
      answer.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
