import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { first } from '#server/storage/sql.ts';
import { hear } from '#server/workspace/fulfilment/follow.ts';
import { intend } from '#server/workspace/fulfilment/rows.ts';
import { expireRewards, settleReward } from '#server/workspace/rewards/states.ts';
import { rewound } from '#test/server/workspace/fixture.ts';
import { CALL } from '#test/server/workspace/rewards.ts';
import { batch, contact } from '#test/server/workspace/crm.ts';
import { connectedWorkspace, CRM } from '#test/server/workspace/fixture.ts';

const MUG = {
  name: 'Mug',
  kind: 'swag',
  price: 15_00,
  currency: 'USD',
  taxClass: 'goods',
  disclosure: 'They sent me a mug.',
};

const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('propose' as const), n: fc.nat(2) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom('approve', 'decline', 'change', 'feedback', 'revise', 'pay', 'takeBack' as const),
      n: fc.nat(2),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('wait' as const), n: fc.constantFrom(3, 15) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('stock' as const), n: fc.integer({ min: 0, max: 4 }) }),
  },
);

const begin = rewound((w) => {
  connectedWorkspace({ slack: false }, w);
  w.ingest.apply(CRM, batch({ contacts: [contact('1')] }));
});

test('stock is never below what is reserved, and every unit is somewhere, whatever happens in whatever order', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 20, maxLength: 60 }), (steps) => {
      const w = begin();
      const by = 'slack:U2:Ana';
      let given = 2;
      w.catalogue.put('mug', { ...MUG, stock: 2 }, 'ana');
      for (const { do: action, n } of steps) {
        const id = `R000${n + 1}`;
        if (action === 'propose') {
          w.rewards.create({ ...CALL, key: `k${n}`, item: 'mug', amount: undefined, currency: undefined });
        } else if (
          action === 'approve' ||
          action === 'decline' ||
          action === 'change' ||
          action === 'feedback'
        ) {
          w.rewards.decide(id, { decision: action, by, reason: 'why' });
        } else if (action === 'revise') {
          w.rewards.revise(id, { amount: 15_00, currency: 'USD', act: CALL.act, by: 'rep@acme.test' });
        } else if (action === 'pay') settleReward(w.store, id);
        else if (action === 'takeBack') {
          // Paid without a call: its order is as good as one that came back.
          intend(w.store, id, { provider: 'manual', edition: null });
          hear(w.store, id, { state: 'returned', at: w.clock.now });
          w.rewards.takeBack(id, { by: 'admin', reason: 'why' });
        } else if (action === 'wait') {
          w.pass(n);
          expireRewards(w.store);
        } else {
          const before = first<{ stock: number }>(
            w.store.sql,
            `SELECT stock FROM catalogue_item WHERE id = 'mug'`,
          );
          const set = w.catalogue.put('mug', { ...MUG, stock: n }, 'ana');
          if (set.ok) given += n - (before?.stock ?? 0);
        }
        const item = w.catalogue.get('mug');
        if (!item.ok) throw new Error(item.problem.message);
        const waiting = w.all(`SELECT 1 FROM reward WHERE state = 'proposed' AND item = 'mug'`).length;
        const gone = w.all(
          `SELECT 1 FROM reward WHERE state IN ('approved', 'paid', 'reversed') AND item = 'mug'`,
        );
        expect(item.value.reserved).toBe(waiting);
        expect(item.value.stock).toBeGreaterThanOrEqual(waiting);
        expect((item.value.stock ?? 0) + gone.length).toBe(given);
      }
    }),
    { numRuns: 120 },
  );
});
