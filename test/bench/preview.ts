import { writeFileSync } from 'node:fs';
import { serveWorld } from './preview/serve.ts';
import { megabytes, runtimes, usage } from './processes.ts';
import { whole, type Row } from './row.ts';

const PEOPLE = 100_000;
const TARGET_SECONDS = 2;
const TARGET_HELD = 50;
const TARGET_MB = 64;
const TARGET_SWEEP_SECONDS = 60;

/** What a model with other half-lives would change for everybody, and then changes, while others wait their turn. */
export const preview: Row = {
  name: 'preview',
  async measure(scale) {
    const people = PEOPLE * scale;
    const world = await serveWorld();
    const { url } = world;
    const pid = runtimes().at(-1)!;
    await ask(`${url}/fill?people=${people}`);
    const sweep = await spent(pid, () => ask<{ held: number }>(`${url}/sweep`));
    const looked = await spent(pid, () => ask<{ people: number; held: number }>(`${url}/preview`));
    await world.close();
    if (looked.answer.people !== people)
      throw new Error(`only ${looked.answer.people} people were looked at`);
    return [
      {
        what: `preview of a model over ${whole(people)} people`,
        figure: `${looked.seconds.toFixed(2)} s of CPU`,
        target: `< ${TARGET_SECONDS} s`,
        beside: `ten signals each read again, other half-lives; ${whole(people / looked.seconds)} people/s`,
        reached: looked.seconds < TARGET_SECONDS,
      },
      {
        what: 'longest anybody waits for a preview',
        figure: `${looked.answer.held} ms`,
        target: `≤ ${TARGET_HELD} ms`,
        beside: `while a model is published: ${sweep.answer.held} ms`,
        reached: Math.max(looked.answer.held, sweep.answer.held) <= TARGET_HELD,
      },
      {
        what: 'memory of a preview',
        figure: `${whole(looked.grown)} MB above idle`,
        target: `≤ ${TARGET_MB} MB`,
        beside: `while a model is published: ${whole(sweep.grown)} MB`,
        reached: looked.grown <= TARGET_MB,
      },
      {
        what: `publishing a model to ${whole(people)} people`,
        figure: `${sweep.wall.toFixed(1)} s`,
        target: `< ${TARGET_SWEEP_SECONDS} s`,
        beside: `${sweep.seconds.toFixed(1)} s of CPU; everybody scored anew and kept`,
        reached: sweep.wall < TARGET_SWEEP_SECONDS,
      },
    ];
  },
};

/** What a process spent on some work: seconds of CPU and of the clock, and megabytes above what it held before. */
async function spent<T>(pid: number, work: () => Promise<T>) {
  // Starts the peak over: filling the store is not what is measured.
  writeFileSync(`/proc/${pid}/clear_refs`, '5');
  const [before, from] = [usage(pid), performance.now()];
  const answer = await work();
  const [after, wall] = [usage(pid), (performance.now() - from) / 1000];
  const grown = megabytes(after.peak - before.resident);
  return { answer, wall, seconds: (after.cpu - before.cpu) / 1000, grown };
}

async function ask<T>(url: string): Promise<T> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
}
