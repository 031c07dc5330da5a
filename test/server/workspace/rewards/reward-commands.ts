import fc, { type AsyncCommand, type Scheduler } from 'fast-check';
import { expect } from 'vitest';
import { DECISIONS, type Decision } from '#core/reward/decision.ts';
import { DAY } from '#core/time.ts';
import type { Doors } from '#server/workspace/outbox/doors.ts';
import type { TestWorkspace } from '#test/server/workspace/fixture.ts';
import { FakeDoors } from '#test/server/workspace/fake-doors.ts';
import type { Actor, ModelReward, RewardModel } from './reward-model.ts';

const ACTORS: Record<Actor, string> = {
  olu: 'slack:U1:olu',
  ana: 'slack:U2:ana',
  fin: 'slack:U3:fin',
  rep: 'rep@acme.test',
  eve: 'slack:U4:eve',
};

/** The program, with a provider that answers when the scheduler lets it. */
export interface Real {
  workspace: TestWorkspace;
  doors: Doors;
  /** How calls to the provider end, one after the other and round again. */
  endings: readonly ('well' | 'lost' | 'unheard')[];
  /** Keys the provider has paid, each time it did. */
  paid: string[];
  /** The timers at work, one after the other as the platform rings them. */
  ringing: Promise<void> | null;
  keys: number;
}

export function openReal(workspace: TestWorkspace, scheduler: Scheduler, endings: Real['endings']): Real {
  const fake = new FakeDoors();
  const paid: string[] = [];
  let calls = 0;
  const pay = scheduler.scheduleFunction(async (order: Parameters<Doors['pay']>[0]) => {
    const ending = real.endings[(calls += 1) % real.endings.length] ?? 'well';
    if (ending !== 'lost' && !paid.includes(order.key)) paid.push(order.key);
    if (ending === 'well') return fake.pay(order);
    const problem = { code: 'vendor_unavailable', message: 'No answer came.', remedy: 'Wait.' } as const;
    return { ok: false as const, problem, retryAfter: 0 };
  });
  const doors: Doors = {
    crm: (connection) => fake.crm(connection),
    slack: (connection) => fake.slack(connection),
    provider: (name, edition) => fake.provider(name, edition),
    usualProvider: fake.usualProvider,
    usualAddress: fake.usualAddress,
    pay,
  };
  const real: Real = { workspace, doors, endings, paid, ringing: null, keys: 0 };
  return real;
}

type Step = AsyncCommand<RewardModel, Real>;

/** A command that can always be tried, and after which model and program must agree. */
function command(name: string, run: (model: RewardModel, real: Real) => void): Step {
  return {
    check: () => true,
    async run(model, real) {
      run(model, real);
      agree(model, real);
    },
    toString: () => name,
  };
}

/** Every reward stands where it should, and so does all the money. */
export function agree(model: RewardModel, { workspace, paid }: Real): void {
  const rows = workspace.all<{ id: string; state: string }>('SELECT id, state FROM reward ORDER BY id');
  expect(rows.map(({ id, state }) => [id, state === 'paid' ? 'approved' : state])).toEqual(
    model.rewards.map(({ id, state }) => [id, state]),
  );
  const orders = new Set(paid);
  for (const { id, state } of rows) if (state === 'paid') expect(orders).toContain(`reward:${id}:payout`);
  const balances = workspace.ledger.balances();
  const held = (account: string) =>
    balances.filter((row) => row.account === account).reduce((sum, { amount }) => sum + amount, 0);
  expect({
    budget: held('budget'),
    reserved: held('reserved'),
    gone: held('payable') + held('paid'),
  }).toEqual({
    budget: model.left,
    reserved: model.worth('proposed'),
    gone: model.worth('approved'),
  });
  expect(balances.filter(({ account, amount }) => account !== 'funding' && amount < 0)).toEqual([]);
}

function answers({ ok }: { ok: boolean }, isTaken: boolean): void {
  expect(ok).toBe(isTaken);
}

const actor = fc.constantFrom<Actor>('olu', 'ana', 'fin', 'rep', 'eve');
/** Which of the rewards there are, counted round. */
const place = fc.nat(4);
const amount = fc
  .oneof(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 90 }))
  .map((dollars) => dollars * 100);

function at(model: RewardModel, n: number): ModelReward | undefined {
  return model.rewards[n % model.rewards.length];
}

const propose = fc
  .record({ by: actor, person: fc.constantFrom('1', '2', '3'), amount })
  .map(({ by, person, amount: of }) =>
    command(`${by} proposes ${of} for ${person}`, (model, { workspace, keys }) => {
      const id = `R${String(model.rewards.length + 1).padStart(4, '0')}`;
      const key = `model ${keys} ${id}`;
      const proposal = {
        key,
        personId: person,
        amount: of,
        currency: 'USD',
        act: 'Call',
        proposedBy: ACTORS[by],
      };
      const isTaken = model.propose(id, person, of, by);
      answers(workspace.rewards.create(proposal), isTaken);
    }),
  );

const decide = fc
  .record({
    by: actor,
    n: place,
    decision: fc.oneof(
      { weight: 4, arbitrary: fc.constant<Decision>('approve') },
      fc.constantFrom(...DECISIONS),
    ),
  })
  .map(({ by, n, decision }) =>
    command(`${by} says ${decision} to ${n}`, (model, { workspace }) => {
      const reward = at(model, n);
      if (reward === undefined) return;
      const isTaken = model.decide(reward, by, decision);
      const decided = workspace.rewards.decide(reward.id, { by: ACTORS[by], decision, reason: 'because' });
      answers(decided, isTaken);
    }),
  );

const revise = fc.record({ by: actor, n: place, amount }).map(({ by, n, amount: of }) =>
  command(`${by} makes ${n} ${of}`, (model, { workspace }) => {
    const reward = at(model, n);
    if (reward === undefined) return;
    const revision = { by: ACTORS[by], amount: of, currency: 'USD', act: 'Call', proof: null };
    const isTaken = model.revise(reward, by, of);
    answers(workspace.rewards.revise(reward.id, revision), isTaken);
  }),
);

const clear = fc.record({ by: actor, n: place }).map(({ by, n }) =>
  command(`${by} clears ${n}`, (model, { workspace }) => {
    const reward = at(model, n);
    if (reward === undefined) return;
    const isTaken = model.clear(reward, by);
    const verdict = { verdict: 'clear', by: ACTORS[by], reason: 'looked at it' } as const;
    answers(workspace.fraud.resolve(`${reward.id}:disposable_email`, verdict), isTaken);
  }),
);

const setBudget = fc.integer({ min: 0, max: 500 }).map((dollars) =>
  command(`the budget is ${dollars * 100}`, (model, { workspace }) => {
    const isTaken = model.setBudget(dollars * 100);
    answers(workspace.budgets.set('general', 'USD', dollars * 100, 'boss@acme.test'), isTaken);
  }),
);

const pass = fc.integer({ min: 1, max: 10 }).map((days) =>
  command(`${days} days pass`, (model, { workspace }) => {
    model.now += days * DAY;
    workspace.pass(days);
  }),
);

/** The alarm rings: what ran out ends at once, and what is due leaves and is answered when its turn comes. */
const ring = fc.constant(
  command('the alarm rings', (model, real) => {
    if (real.ringing !== null) return;
    model.expire();
    real.ringing = real.workspace.tick(real.doors).finally(() => (real.ringing = null));
  }),
);

/** Everything the actors, the provider and time can do. */
export const COMMANDS = [
  propose,
  propose,
  decide,
  decide,
  decide,
  decide,
  revise,
  clear,
  setBudget,
  pass,
  ring,
  ring,
];
