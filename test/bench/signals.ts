import { startGroundswell } from '#test/support/running.ts';
import { fire, type Shot } from './load.ts';
import { runtimes, usage } from './processes.ts';
import { whole, type Row } from './row.ts';

const BATCHES = 60;
const WARM_UP = 5;
const TOGETHER = 1_000;
const TYPES = ['review', 'nps', 'referral', 'event_attended', 'usage'];
const DAY = 86_400_000;

/** Signals by HTTP in batches, each deduplicated, scored and committed in one object before the answer. */
export const signals: Row = {
  name: 'signals',
  async measure(scale) {
    const batches = WARM_UP + BATCHES * scale;
    const groundswell = await startGroundswell({ people: 5_000 });
    await groundswell.synced();
    const pid = runtimes()[0]!;
    const shots = Array.from({ length: batches }, (_, batch): Shot => ({
      method: 'POST',
      url: `${groundswell.appUrl}/api/v1/signals/batch`,
      headers: { authorization: `Bearer ${groundswell.adminToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ items: reports(batch) }),
    }));
    await fire(shots.slice(0, WARM_UP), 1);
    const before = usage(pid).cpu;
    const { rate, failed } = await fire(shots.slice(WARM_UP), 2);
    const cpu = usage(pid).cpu - before;
    if (failed > 0) throw new Error(`${failed} batches failed`);
    await groundswell.close();
    const perSecond = rate * TOGETHER;
    return [
      {
        what: 'signals into one object, deduped, scored, outbox written',
        figure: `${whole(perSecond)}/s`,
        target: '≥ 10,000/s',
        beside: `${whole((cpu * 1000) / ((batches - WARM_UP) * TOGETHER))} µs of CPU each, HTTP and JSON included`,
        reached: perSecond >= 10_000,
      },
    ];
  },
};

function reports(batch: number) {
  return Array.from({ length: TOGETHER }, (_, index) => report(batch * TOGETHER + index));
}

function report(number: number) {
  const type = TYPES[number % TYPES.length]!;
  const value = type === 'nps' ? 9 : type === 'usage' ? 50 : null;
  return {
    key: `bench:${number}`,
    personId: String((number % 4_900) + 1),
    type,
    occurredAt: Date.now() - 60 * DAY - number,
    value,
    source: 'bench',
  };
}
