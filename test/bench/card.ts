import { startGroundswell } from '#test/support/running.ts';
import { serveHello } from './hello/serve.ts';
import { fire, type Shot } from './load.ts';
import { runtimes, usage } from './processes.ts';
import { whole, type Row } from './row.ts';

const READS = 20_000;
const WARM_UP = 2_000;
const IN_FLIGHT = 8;
const TIMES_HELLO = 5;

/** Server CPU of reading one person, against the least a Hono Worker can do on the same runtime. */
export const card: Row = {
  name: 'card',
  async measure(scale) {
    const groundswell = await startGroundswell({ people: 1_000 });
    await groundswell.synced();
    const [ours] = runtimes();
    const { items } = await groundswell.api<{ items: { id: string }[] }>('/people?limit=100');
    const headers = { authorization: `Bearer ${groundswell.adminToken}` };
    const reads = Array.from({ length: WARM_UP + READS * scale }, (_, index): Shot => {
      const { id } = items[index % items.length]!;
      return { method: 'GET', url: `${groundswell.appUrl}/api/v1/people/${id}`, headers, body: '' };
    });
    const read = await cpuEach(ours!, reads);
    const hello = await serveHello();
    const theirs = runtimes().at(-1)!;
    const greetings = reads.map((shot) => ({ ...shot, url: `${hello.url}/` }));
    const greeted = await cpuEach(theirs, greetings);
    await hello.close();
    await groundswell.close();
    return [
      {
        what: 'card read, server CPU',
        figure: `${(read / greeted).toFixed(1)} × hello (${whole(read)} µs)`,
        target: `≤ ${TIMES_HELLO} × hello`,
        beside: `bare Hono hello: ${whole(greeted)} µs`,
        reached: read <= TIMES_HELLO * greeted,
      },
    ];
  },
};

/** Microseconds of a process's CPU for each of the shots, after a warm-up. */
async function cpuEach(pid: number, shots: Shot[]): Promise<number> {
  await fire(shots.slice(0, WARM_UP), IN_FLIGHT);
  const before = usage(pid).cpu;
  const { failed } = await fire(shots, IN_FLIGHT);
  if (failed > 0) throw new Error(`${failed} reads failed`);
  return ((usage(pid).cpu - before) * 1000) / shots.length;
}
