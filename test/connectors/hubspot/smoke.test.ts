import { expect, test } from 'vitest';
import { testPortal } from './portal.ts';
test('smoke', async () => {
  const p = testPortal({ contacts: 5000, companies: 600, deals: 300 });
  const c = p.connect();
  console.log(await c.account(), await c.count());
  console.log(await c.inspect([]));
  let n = 0, steps = 0; const ids = new Set();
  for await (const s of c.backfill(null)) { steps++; n += s.read; for (const x of s.batch.contacts) ids.add(x.id); if (steps < 3 || steps > 60) console.log(s.cursor, s.read, s.batch.contacts[0], s.batch.deals[0], s.batch.owners[0]); }
  console.log(n, steps, ids.size, p.sandbox.calls.summary());
  console.log(await c.prepareFlags());
  console.log(await c.writeFlags([{ recordId: '100001', flag: { status: 'advocate', propensity: 70, confidence: 0.8, reason: 'x', lastActAt: 0 } }, { recordId: '5', flag: { status: 'none', propensity: 70, confidence: 0.8, reason: 'x', lastActAt: null } }], p.clock.at));
  console.log(await c.read('deal', ['2000000001', '1']));
});
