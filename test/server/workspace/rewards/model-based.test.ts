import fc from 'fast-check';
import { expect, test } from 'vitest';
import { furnish } from '#test/worlds/rewards/company.ts';
import { NOW, rewound, value } from '#test/server/workspace/fixture.ts';
import { agree, COMMANDS, openReal } from './reward-commands.ts';
import { RewardModel } from './reward-model.ts';

/** As long as the longest wait before another try. */
const WAIT = 10 * 3_600_000;
const BUDGET = 300_00;
const ENDINGS = fc.array(fc.constantFrom('well', 'lost', 'unheard'), { minLength: 1, maxLength: 4 });

const open = rewound((workspace) => {
  furnish(workspace);
  const settings = { rules: { velocity: 'off' }, sameDomain: {}, velocity: {} };
  value(workspace.fraud.setSettings(settings, 'boss@acme.test'));
  value(workspace.budgets.set('general', 'USD', BUDGET, 'boss@acme.test'));
});

test('rewards and their money do what the model says, whoever acts between a payout and its answer', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      ENDINGS,
      fc.commands(COMMANDS, { maxCommands: 40, size: 'max' }),
      async (scheduler, endings, commands) => {
        const workspace = open();
        const real = openReal(workspace, scheduler, endings);
        const model = new RewardModel(BUDGET, NOW);
        await fc.scheduledModelRun(scheduler, () => ({ model, real }), commands);
        // From here on the provider answers, and nobody does anything.
        real.endings = ['well'];
        for (let round = 0; round < 3; round += 1) {
          await scheduler.waitFor(Promise.resolve(real.ringing));
          workspace.deliveries.replayAll('boss@acme.test');
          model.now += WAIT;
          workspace.clock.now += WAIT;
          model.expire();
          await scheduler.waitFor(workspace.tick(real.doors));
        }
        agree(model, real);
        expect(workspace.all(`SELECT id FROM reward WHERE state = 'approved'`)).toEqual([]);
      },
    ),
    { numRuns: 400 },
  );
});
