import { test, vi } from 'vitest';
import { World } from './world.ts';
import { brokenRules } from './invariants.ts';
vi.spyOn(console, 'error').mockImplementation(() => {});
test('stats', async () => {
  const tally: Record<string, number> = {};
  const add = (k: string, n: number) => (tally[k] = (tally[k] ?? 0) + n);
  let tOpen = 0,
    tStep = 0,
    tRules = 0,
    tEnd = 0;
  for (let n = 0; n < 200; n += 1) {
    let t = performance.now();
    const world = new World(`world ${n}`);
    tOpen += performance.now() - t;
    for (let s = 0; s < 60; s += 1) {
      t = performance.now();
      await world.step();
      tStep += performance.now() - t;
      t = performance.now();
      brokenRules(world);
      tRules += performance.now() - t;
    }
    for (const r of world.disk.all<{ k: string; n: number }>(
      `select 'mid reward ' || state as k, count(*) as n from reward group by 1 union all select 'mid delivery '||kind||' '||state, count(*) from delivery group by 1`,
    ))
      add(r.k, r.n);
    t = performance.now();
    await world.quiesce();
    tEnd += performance.now() - t;
    add('paid', world.vendors.paid.size);
    add('flags', world.vendors.flags.size);
    add('messages', world.vendors.messages.size);
    add('promised', world.people.promised.size);
    add('recorded', world.people.recorded.size);
    for (const r of world.disk.all<{ k: string; n: number }>(
      `select 'reward ' || state as k, count(*) as n from reward group by 1 union all select 'delivery '||kind||' '||state, count(*) from delivery group by 1 union all select 'audit '||action, count(*) from audit group by 1 union all select 'tier '||tier, count(*) from person group by 1 union all select 'alias ' || (became_id = ''), count(*) from record_alias group by 1 union all select 'signals '||type, count(*) from signal group by 1`,
    ))
      add(r.k, r.n);
    for (const l of world.log) add('log ' + l, 1);
  }
  console.log(tally, { tOpen, tStep, tRules, tEnd });
});
