import { Hono, type Context } from 'hono';
import type { Result } from '#core/problem.ts';
import type { Reward } from '#core/reward/reward.ts';
import { DECISIONS, type Decision } from '#core/reward/decision.ts';
import type { AppEnv } from '#server/app-env.ts';
import { page, workspaceOf } from '#server/console/page.tsx';
import { askedIn, queryOf, type Asked } from '#server/console/pages/rewards/asked.ts';
import { ConfirmPage, type ConfirmData } from '#server/console/pages/rewards/confirm.tsx';
import { QueuePage, type QueueData } from '#server/console/pages/rewards/queue.tsx';
import type { Outcome } from '#server/console/pages/rewards/results.tsx';
import { WhomPage } from '#server/console/pages/rewards/whom.tsx';
import type { Refused } from '#server/console/parts/field.tsx';
import { statusOf } from '#server/errors.ts';
import { isAllowed } from '#server/routes/permissions.ts';
import type { Queue } from '#server/workspace/rewards/queue.ts';
import { refusal } from './form.ts';
import { namesOf } from './names.ts';

/** The first people shown to choose from. */
const ANYBODY = { tier: null, sort: '-propensity', cursor: null, limit: 20 };
const DECIDE = ['approve', 'approve_finance'] as const;
const NONE: Queue = {
  items: [],
  next: null,
  counts: { mine: 0, others: 0, held: 0, change: 0, history: 0 },
  budgets: [],
  programmes: [],
  currencies: [],
  sources: [],
  mayDecide: false,
};

/** The rewards that wait, for whom, and many decided at once. */
export const rewards = new Hono<AppEnv>()
  .get('/', async (c) => {
    const usual = await usualQueue(c);
    return show(
      c,
      askedIn((name) => c.req.query(name), usual),
      NOTHING,
    );
  })
  .get('/new', async (c) => {
    const q = c.req.query('q')?.trim().slice(0, 200) || null;
    const found = await workspaceOf(c).people.list({ ...ANYBODY, q });
    const data = {
      q,
      people: found.ok ? found.value.items : [],
      isMore: found.ok && found.value.next !== null,
    };
    return page(c, { title: 'Propose a reward', here: 'rewards' }, <WhomPage data={data} />);
  })
  .post('/decisions', async (c) => {
    const form = await c.req.formData();
    const text = (name: string) => {
      const value = form.get(name);
      return typeof value === 'string' ? value : undefined;
    };
    const asked = askedIn(text, await usualQueue(c));
    const chosen = chosenIn(form.getAll('chosen'));
    // Whoever went back from being asked once more finds everything selected still.
    if (text('decision') === 'back') {
      const picked = new Set(chosen.map(({ id }) => id));
      return show(c, asked, { ...NOTHING, picked, values: { reason: text('reason') ?? '' } });
    }
    const decision = DECISIONS.find((each) => each === text('decision'));
    const reason = text('reason') ?? '';
    const picked = new Set(chosen.map(({ id }) => id));
    const problem = objection(decision, reason, chosen.length);
    if (decision === undefined || problem !== null) {
      return show(c, asked, {
        outcomes: [],
        picked,
        refused: refusal('bulk', problem ?? unknown, { reason }),
      });
    }
    if (decision === 'approve' && text('confirmed') !== 'yes') {
      const weighed = await workspaceOf(c).rewards.weigh(chosen, c.var.principal.actor);
      if (weighed.rewards.length > MANY || weighed.short.length > 0)
        return confirm(c, { asked, weighed, chosen, reason });
    }
    const request = { decision, by: c.var.principal.actor, reason: reason.trim() || null };
    const decided = await workspaceOf(c).rewards.decideAll(chosen, request);
    const outcomes = await named(c, decided);
    const left = outcomes.flatMap((each) => ('problem' in each ? [each.id] : []));
    // What was typed stays where something is left to decide.
    const values = left.length === 0 ? {} : { reason };
    return show(c, asked, { outcomes, picked: new Set(left), refused: null, values });
  });

/** From more than so many on an approval is asked for once more. */
const MANY = 10;

async function confirm(c: Context<AppEnv>, data: Omit<ConfirmData, 'names'>): Promise<Response> {
  const found = await namesOf(
    c,
    data.weighed.rewards.map(({ reward }) => reward.personId),
  );
  const names = new Map([...found].map(([id, { name }]) => [id, name]));
  return page(c, { title: 'Approve rewards', here: 'rewards' }, <ConfirmPage data={{ ...data, names }} />);
}

/** What became of each, with whom it is for. */
async function named(
  c: Context<AppEnv>,
  decided: { id: string; result: Result<Reward> }[],
): Promise<Outcome[]> {
  const { rewards: noun } = workspaceOf(c);
  // What was refused tells no more than why.
  const found = await Promise.all(decided.map(async ({ id, result }) => (result.ok ? result : noun.get(id))));
  const names = await namesOf(
    c,
    found.flatMap((each) => (each.ok ? [each.value.personId] : [])),
  );
  return decided.map(({ id, result }, place) => {
    const reward = found[place];
    const person = reward?.ok === true ? (names.get(reward.value.personId)?.name ?? null) : null;
    return result.ok ? { id, person, reward: result.value } : { id, person, problem: result.problem };
  });
}

interface Done {
  outcomes: Outcome[];
  picked: ReadonlySet<string>;
  refused: Refused | null;
  values?: Record<string, string>;
}

const NOTHING: Done = { outcomes: [], picked: new Set(), refused: null };

/** Each ticked row tells what was looked at: `R0001:2` is its second version. */
function chosenIn(values: readonly unknown[]): { id: string; revision: number }[] {
  const chosen = values.flatMap((value) => {
    const [, id, revision] = /^(R\d{1,12}):(\d{1,6})$/.exec(String(value)) ?? [];
    return id === undefined ? [] : [{ id, revision: Number(revision) }];
  });
  return [...new Map(chosen.map((each) => [each.id, each])).values()];
}

const unknown = {
  code: 'invalid_input',
  message: 'No decision was chosen.',
  remedy: 'Press one of the buttons.',
  field: 'decision',
} as const;

/** What is wrong with all of it, or null; what is wrong with one reward is told by itself. */
function objection(decision: Decision | undefined, reason: string, n: number): Refused['problem'] | null {
  if (n === 0) {
    const message = 'Nothing is selected.';
    return { code: 'invalid_input', message, remedy: 'Tick the rewards you mean.', field: 'chosen' };
  }
  if (decision === undefined || decision === 'approve' || reason.trim() !== '') return null;
  const message = 'This decision needs a reason.';
  const remedy = 'Say it in words whoever proposed them can use.';
  return { code: 'invalid_input', message, remedy, field: 'reason' };
}

/** What waits for whoever decides, in their own right or for somebody who is away. */
async function usualQueue(c: Context<AppEnv>): Promise<'mine' | 'others'> {
  const { principal } = c.var;
  if (isAllowed(principal, DECIDE)) return 'mine';
  const held = await workspaceOf(c).delegations.heldBy(principal.actor);
  return held.length > 0 ? 'mine' : 'others';
}

async function show(c: Context<AppEnv>, asked: Asked, done: Done): Promise<Response> {
  const listed = await workspaceOf(c).rewards.queue(queryOf(asked, c.var.principal.actor));
  const queue = listed.ok ? listed.value : NONE;
  const all = queue.items.map(({ reward }) => reward.id);
  const data: QueueData = {
    now: Date.now(),
    asked,
    queue,
    problem: listed.ok ? null : listed.problem,
    picked: asked.select === 'all' && done === NOTHING ? new Set(all) : done.picked,
    outcomes: done.outcomes,
    refused: done.refused,
    values: done.values ?? {},
  };
  const status = done.refused === null ? 200 : statusOf(done.refused.problem.code);
  const options = { title: 'Rewards', here: 'rewards', status, script: 'queue.js' } as const;
  return page(c, options, <QueuePage data={data} />);
}
