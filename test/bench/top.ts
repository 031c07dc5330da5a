import { serveRanked } from './ranked/serve.ts';
import { whole, type Row } from './row.ts';

const PEOPLE = 1_000_000;
const ROUNDS = 400;
const TARGET_MS = 1;
const TIMES = 1000;

/** The hundred who stand highest of a million, in the object, beside a query over every signal there is. */
export const top: Row = {
  name: 'top',
  async measure(scale) {
    const people = PEOPLE * scale;
    const ranked = await serveRanked();
    const { url } = ranked;
    try {
      const { signals } = await ask<{ signals: number }>(`${url}/build?n=${people}`);
      await ask(`${url}/people?n=50`);
      const { read } = await ask<{ read: number | null }>(`${url}/rank`);
      const bare = await perRound(`${url}/rank`);
      const named = await perRound(`${url}/people`);
      await ask(`${url}/group`);
      const grouped = (await timed(`${url}/group`)) - (await timed(`${url}/rank`));
      const times = grouped / bare;
      return [
        {
          what: `top 100 of ${whole(people)} people`,
          figure: `${bare.toFixed(3)} ms, ${read === null ? 'no index' : `${whole(read)} rows`} read`,
          target: `< ${TARGET_MS} ms`,
          beside: `${(named - bare).toFixed(3)} ms more with names, companies and links, as the API answers`,
          reached: read !== null && bare < TARGET_MS,
        },
        {
          what: 'top 100 against GROUP BY with exp()',
          figure: `${whole(times)} times`,
          target: `≥ ${whole(TIMES)} times`,
          beside: `${whole(grouped)} ms over ${whole(signals)} signals clustered by person, points ready made, no caps`,
          reached: times >= TIMES,
        },
      ];
    } finally {
      await ranked.close();
    }
  },
};

/** Milliseconds of one round, many being made in one request: clocks stand still inside the object. */
async function perRound(url: string): Promise<number> {
  const without = await timed(`${url}?n=0`);
  return ((await timed(`${url}?n=${ROUNDS}`)) - without) / ROUNDS;
}

async function timed(url: string): Promise<number> {
  const from = performance.now();
  await ask(url);
  return performance.now() - from;
}

async function ask<T>(url: string): Promise<T> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
}
