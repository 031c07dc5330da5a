import { Hono, type Context } from 'hono';
import { ASK_KINDS } from '#core/ask/ask.ts';
import { ok, refuse, type Result } from '#core/problem.ts';
import { posesAsUs } from '#core/reward/posing.ts';
import type { AppEnv } from '#server/app-env.ts';
import { redirectWith } from '#server/console/flash.ts';
import { page, workspaceOf } from '#server/console/page.tsx';
import { PersonPage } from '#server/console/pages/person.tsx';
import { readAmount } from '#server/console/parts/amount.ts';
import { Currencies } from '#server/console/parts/currency.tsx';
import type { Refused } from '#server/console/parts/field.tsx';
import { moneyText } from '#server/console/parts/money.tsx';
import { statusOf } from '#server/errors.ts';
import { randomToken } from '#server/tokens.ts';
import { currencyChoices, usualCurrency } from './currencies.ts';
import { problemPage } from './failures.tsx';
import { given, readForm, refusal } from './form.ts';
import { knownProgrammes } from './programmes.ts';

const HISTORY = 60;

type Values = Record<string, string>;
type PersonContext = Context<
  AppEnv,
  '/:id' | '/:id/asks' | '/:id/hold' | '/:id/hold/lift' | '/:id/rewards' | '/:id/signals'
>;

/** One person, and what can be done for them. */
export const person = new Hono<AppEnv>()
  .get('/:id', (c) => show(c, null))
  .post('/:id/asks', async (c) => {
    const values = await readForm(c);
    const logged = await logAsk(c, values);
    if (!logged.ok) return show(c, refusal('ask', logged.problem, values));
    return redirectWith(c, `/console/advocates/${c.req.param('id')}`, { done: logged.value });
  })
  .post('/:id/hold', async (c) => {
    const values = await readForm(c);
    const day = given(values, 'until');
    const until = day === null ? null : Date.parse(`${day}T00:00:00Z`);
    const id = c.req.param('id');
    const held = await workspaceOf(c).gates.holdPerson(
      id,
      { reason: values['reason'] ?? '', until },
      c.var.principal.actor,
    );
    if (!held.ok) return show(c, refusal('hold', held.problem, values));
    return redirectWith(c, `/console/advocates/${id}`, {
      done: 'They are on legal hold: nobody may ask them.',
    });
  })
  .post('/:id/hold/lift', async (c) => {
    const values = await readForm(c);
    const id = c.req.param('id');
    const lifted = await workspaceOf(c).gates.liftPerson(id, values['reason'] ?? '', c.var.principal.actor);
    if (!lifted.ok) return show(c, refusal('lift', lifted.problem, values));
    return redirectWith(c, `/console/advocates/${id}`, { done: 'The legal hold is lifted.' });
  })
  .post('/:id/rewards', async (c) => {
    const values = await readForm(c);
    const proposed = await proposeReward(c, values);
    if (!proposed.ok) return show(c, refusal('reward', proposed.problem, values));
    return redirectWith(c, `/console/advocates/${c.req.param('id')}`, { done: proposed.value });
  })
  .post('/:id/signals', async (c) => {
    const values = await readForm(c);
    const logged = await logSignal(c, values);
    if (!logged.ok) return show(c, refusal('signal', logged.problem, values));
    return redirectWith(c, `/console/advocates/${c.req.param('id')}`, { done: logged.value });
  });

async function show(c: PersonContext, refused: Refused | null): Promise<Response> {
  const id = c.req.param('id');
  const { people, identity, gates, accounts, jobChanges, points, catalogue } = workspaceOf(c);
  const [found, score, timeline, deals, currencies, links, holds, employer, jobs, held, items, programmes] =
    await Promise.all([
      people.get(id),
      people.score(id),
      people.timeline(id, HISTORY),
      people.deals(id),
      currencyChoices(c),
      identity.explain(id),
      gates.holdsOf(id),
      accounts.of(id),
      jobChanges.of(id),
      points.of(id),
      catalogue.list(),
      knownProgrammes(c),
    ]);
  if (!found.ok) return problemPage(c, 'Nobody here', found.problem);
  if (found.value.id !== id) return c.redirect(`/console/advocates/${found.value.id}`, 301);
  if (!score.ok) return problemPage(c, 'Nobody here', score.problem);
  const data = {
    now: Date.now(),
    person: found.value,
    score: score.value,
    timeline: timeline.ok ? timeline.value : [],
    deals,
    holds,
    jobs,
    points: held.ok ? held.value : [],
    account: employer,
    links: links.ok ? links.value : [],
    keys: {
      ask: `console:${randomToken()}`,
      reward: `console:${randomToken()}`,
      signal: `console:${randomToken()}`,
    },
    currency: usualCurrency(currencies.inUse),
    items: items.filter(({ archived }) => !archived),
    programmes,
    refused,
  };
  const status = refused === null ? 200 : statusOf(refused.problem.code);
  const body = (
    <Currencies.Provider value={currencies}>
      <PersonPage data={data} />
    </Currencies.Provider>
  );
  return page(c, { title: found.value.name, here: 'advocates', status }, body);
}

async function logAsk(c: PersonContext, values: Values): Promise<Result<string>> {
  const kind = ASK_KINDS.find((each) => each === values['kind']);
  if (kind === undefined) {
    return refuse('invalid_input', 'Nothing was chosen that they were asked for.', 'Choose one.', 'kind');
  }
  const logged = await workspaceOf(c).asks.log({
    key: values['key'] ?? '',
    personId: c.req.param('id'),
    kind,
    askedAt: null,
    askedBy: c.var.principal.actor,
    note: given(values, 'note'),
  });
  return logged.ok ? ok('The ask is logged. They rest for 30 days.') : logged;
}

async function proposeReward(c: PersonContext, values: Values): Promise<Result<string>> {
  const item = given(values, 'item');
  const currency = values['currency'] ?? '';
  // An item has a price of its own: what is typed beside it counts for nothing.
  const amount = item === null ? readAmount(values['amount'] ?? '', currency) : ok(undefined);
  if (!amount.ok) return amount;
  const named = { key: values['key'] ?? '', proposedBy: c.var.principal.actor };
  const posing = posesAsUs(named);
  if (posing !== null) return posing;
  const proposed = await workspaceOf(c).rewards.create({
    ...named,
    personId: c.req.param('id'),
    amount: amount.value,
    currency: item === null ? currency : undefined,
    item,
    programme: given(values, 'programme') ?? undefined,
    act: values['act'] ?? '',
    proof: given(values, 'proof'),
  });
  if (!proposed.ok) return proposed;
  const { id, ...worth } = proposed.value;
  return ok(
    `${moneyText(worth.amount, worth.currency)} proposed as ${id}. A colleague decides it here or in Slack.`,
  );
}

async function logSignal(c: PersonContext, values: Values): Promise<Result<string>> {
  const text = given(values, 'value');
  const value = text === null ? null : Number(text);
  if (value !== null && !Number.isFinite(value)) {
    return refuse(
      'invalid_input',
      'The value is not a number.',
      'Write it as 9 or 4.5, or leave it out.',
      'value',
    );
  }
  const signal = {
    key: values['key'] ?? '',
    personId: c.req.param('id'),
    type: values['type'] ?? '',
    occurredAt: Date.parse(`${values['occurredAt'] ?? ''}T12:00:00Z`),
    value,
    source: given(values, 'source'),
  };
  const logged = await workspaceOf(c).signals.record(signal, c.var.principal.actor);
  return logged.ok ? ok('The signal is logged, and the score is new.') : logged;
}
