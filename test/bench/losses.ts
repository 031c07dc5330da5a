import { allowWorkerModules } from '#test/support/worker-modules.ts';
import type { Outcome } from '#test/worlds/lost-updates/world.ts';
import { whole, type Figure, type Row } from './row.ts';

const WORLDS = 400;
const MOST_MORE_CALLS = 0.11;
const VENDORS = { hubspot: 'HubSpot', salesforce: 'Salesforce' } as const;

/** Accounts that change while they are followed: what we lose, what a plain poller loses, and what each asks for it. */
export const losses: Row = {
  name: 'losses',
  async measure(scale) {
    allowWorkerModules();
    const { liveWorld } = await import('#test/worlds/lost-updates/world.ts');
    const outcomes: Outcome[] = [];
    for (let n = 0; n < WORLDS * scale; n += 1) outcomes.push(await liveWorld(n));
    return (['hubspot', 'salesforce'] as const).flatMap((vendor) => figuresOf(vendor, outcomes));
  },
};

function figuresOf(vendor: Outcome['vendor'], all: Outcome[]): Figure[] {
  const worlds = all.filter((one) => one.vendor === vendor);
  const sum = (figure: (outcome: Outcome) => number) =>
    worlds.reduce((total, outcome) => total + figure(outcome), 0);
  const stale = sum(({ ours }) => ours.stale.length);
  const ghosts = sum(({ ours }) => ours.ghosts.length);
  const [ours, naive] = [sum(({ ours: { calls } }) => calls), sum(({ naive: { calls } }) => calls)];
  const more = ours / naive - 1;
  return [
    {
      what: `updates lost, ${VENDORS[vendor]}, ${worlds.length} worlds`,
      figure: `${stale} stale, ${ghosts} ghosts`,
      target: '0 and 0',
      beside: `a plain watermark poller: ${whole(sum((one) => one.naive.stale.length))} stale, ${whole(sum((one) => one.naive.ghosts.length))} ghosts, ${sum((one) => one.naive.refusedPolls)} polls refused; ${whole(sum((one) => one.changes))} changes, ${sum((one) => one.forTheSweep)} unannounced left to the sweep`,
      reached: stale + ghosts === 0,
    },
    {
      what: `calls of the polls, ${VENDORS[vendor]}`,
      figure: `${more < 0 ? '' : '+'}${(more * 100).toFixed(1)} %`,
      target: `≤ +${MOST_MORE_CALLS * 100} %`,
      beside: `${whole(ours)} against ${whole(naive)}; webhooks cost another ${whole(sum((one) => one.ours.inboxCalls))}`,
      reached: more <= MOST_MORE_CALLS,
    },
  ];
}
