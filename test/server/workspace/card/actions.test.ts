import { describe, expect, test } from 'vitest';
import { REST_PERIOD } from '#core/ask/ask.ts';
import { DAY } from '#core/time.ts';
import type { CardAction } from '#server/workspace/card/actions.ts';
import type { CardViewer } from '#server/workspace/card/viewer.ts';
import { batch, contact, deal } from '#test/server/workspace/crm.ts';
import { connectedWorkspace, CRM, NOW, problem, value } from '#test/server/workspace/fixture.ts';

const viewer: CardViewer = {
  connection: CRM,
  vendor: 'hubspot',
  account: '1',
  userId: '70',
  email: 'Ana@Acme.test',
};

const base = { record: { kind: 'contact' as const, id: '1' }, contactId: '1', idempotencyKey: 'key-1' };
const nominate: CardAction = { name: 'nominate', ...base, note: 'She told me so' };
const logAct: CardAction = { name: 'log-act', ...base, act: 'review', occurredAt: NOW - DAY };
const logAsk: CardAction = { name: 'log-ask', ...base, ask: 'reference_call', note: null };
const suggest: CardAction = { name: 'suggest-reward', ...base, act: 'Call', amount: 5_000, currency: 'USD' };

function setUp() {
  const w = connectedWorkspace();
  const contacts = ['1', '2', '3'].map((id) => contact(id, { companyId: id === '2' ? '5' : null }));
  const company = {
    id: '5',
    name: 'Acme',
    domain: null,
    industry: null,
    url: 'https://crm.test/5',
    modifiedAt: NOW,
  };
  const deals = [deal('7', { contactIds: ['3'], outcome: 'open', closedAt: null })];
  w.ingest.apply(CRM, batch({ companies: [company], contacts, deals }));
  const rows = () =>
    ['signal', 'ask', 'reward', 'audit'].map((table) => w.all(`SELECT * FROM ${table}`).length).join(' ');
  return { ...w, rows };
}

describe('a press', () => {
  test('nominates: a signal that says who told, and the card as it is then', () => {
    const w = setUp();
    const { done, card } = value(w.card.act(viewer, nominate));
    expect(done).toBe('Contact 1 is nominated.');
    expect(card.subject).toMatchObject({ person: { reasons: [{ label: 'Nomination', sourceUrl: null }] } });
    expect(w.all('SELECT type, source, occurred_at AS at FROM signal')).toEqual([
      { type: 'nomination', source: 'Told by ana@acme.test in HubSpot: She told me so', at: NOW },
    ]);
    expect(value(w.people.timeline('1', 9))).toHaveLength(1);
    expect(value(w.trail.list(1, null)).items).toMatchObject([
      { actor: 'ana@acme.test', action: 'person.nominated', subject: 'person:1' },
    ]);
  });

  test('logs an act on its day', () => {
    const w = setUp();
    expect(value(w.card.act(viewer, logAct)).done).toBe('Public review is logged for Contact 1.');
    expect(value(w.people.get('1')).lastActAt).toBe(NOW - DAY);
  });

  test('logs no act of the future, but one of today in the east', () => {
    const w = setUp();
    const at = (occurredAt: number) => w.card.act(viewer, { ...logAct, occurredAt });
    expect(problem(at(NOW + DAY))).toMatchObject({ code: 'invalid_input', field: 'occurredAt' });
    value(at(NOW + DAY / 2));
    expect(value(w.people.get('1')).lastActAt).toBe(NOW);
  });

  test('logs only what somebody did for us', () => {
    const w = setUp();
    for (const act of ['nps', 'nomination', 'deal_won', 'complaint'] as const) {
      expect(problem(w.card.act(viewer, { ...logAct, act }))).toMatchObject({
        code: 'invalid_input',
        field: 'act',
      });
    }
    expect(w.all('SELECT 1 FROM signal')).toEqual([]);
  });

  test('logs an ask, from which the person rests', () => {
    const w = setUp();
    const { done, card } = value(w.card.act(viewer, logAsk));
    expect(done).toBe('The ask is logged. Contact 1 rests until 22 December 2026.');
    expect(card.subject).toMatchObject({ person: { status: 'resting', nextAskAt: NOW + REST_PERIOD } });
  });

  test('suggests a reward that its proposer cannot approve, on whatever surface', () => {
    const w = setUp();
    const { done } = value(w.card.act(viewer, suggest));
    expect(done).toBe('$50.00 for Contact 1 is suggested. A colleague decides.');
    expect(value(w.rewards.get('R0001'))).toMatchObject({
      proposedBy: 'ana@acme.test',
      proof: 'https://crm.test/contact/1',
    });
    expect(problem(w.rewards.decide('R0001', { decision: 'approve', by: 'ANA@acme.test' })).code).toBe(
      'self_approval',
    );
    value(w.rewards.decide('R0001', { decision: 'approve', by: 'max@acme.test' }));
  });

  test('suggests no reward beyond the budget', () => {
    const w = setUp();
    value(w.budgets.set('general', 'USD', 4_999, 'admin'));
    expect(problem(w.card.act(viewer, suggest)).code).toBe('budget_exceeded');
  });

  test('is told where a currency has no budget', () => {
    const w = setUp();
    value(w.budgets.set('general', 'USD', 9_999, 'admin'));
    const { message } = problem(w.card.act(viewer, { ...suggest, currency: 'EUR' }));
    expect(message).toBe('There is no budget in EUR.');
  });

  test('says that somebody asked not to be asked', () => {
    const w = setUp();
    w.ingest.apply(CRM, batch({ contacts: [contact('1', { optedOut: true, modifiedAt: NOW })] }));
    expect(value(w.card.act(viewer, logAsk)).done).toBe(
      'The ask is logged. Contact 1 asked not to be asked, so ask them nothing more.',
    );
  });

  test.each<[string, CardAction, string]>([
    ['no amount', { ...suggest, amount: 0 }, 'Enter an amount above zero'],
    ['half a cent', { ...suggest, amount: 0.5 }, 'Enter an amount above zero'],
    ['no currency', { ...suggest, currency: 'XXX' }, 'Choose one of the currencies offered'],
    ['no act', { ...suggest, act: ' ' }, 'Say in a few words what they did'],
  ])('with %s is refused in words for a rep', (_, action, remedy) => {
    const refused = problem(setUp().card.act(viewer, action));
    expect(refused.remedy).toContain(remedy);
    expect(`${refused.message} ${refused.remedy}`).not.toMatch(/ISO|minor unit|key/);
  });
});

describe('what was told before', () => {
  const zoe: CardViewer = { ...viewer, userId: '71', email: 'zoe@acme.test' };
  const again = <Action extends CardAction>(action: Action, n: number): Action => ({
    ...action,
    idempotencyKey: `again-${n}`,
  });

  test('an act of one day is one act and one reward, whoever tells of it however often', () => {
    const w = setUp();
    const talk: CardAction = { ...logAct, act: 'speaking' };
    value(w.card.act(viewer, talk));
    for (const [n, by] of [viewer, zoe, viewer, zoe].entries()) {
      expect(value(w.card.act(by, again({ ...talk, occurredAt: talk.occurredAt - n }, n))).done).toBe(
        'Talk at an event on 21 November 2026 is logged already for Contact 1.',
      );
    }
    expect(w.all('SELECT 1 FROM signal')).toHaveLength(1);
    expect(w.all('SELECT 1 FROM reward')).toHaveLength(1);
    value(w.card.act(zoe, again({ ...talk, occurredAt: talk.occurredAt - DAY }, 8)));
    value(w.card.act(zoe, again({ ...talk, act: 'share' }, 9)));
    value(w.card.act(zoe, { ...again(talk, 10), record: { kind: 'contact', id: '3' }, contactId: '3' }));
    expect(w.all('SELECT 1 FROM signal')).toHaveLength(4);
  });

  test('a nomination by one rep stands for 90 days; a colleague may nominate too', () => {
    const w = setUp();
    value(w.card.act(viewer, nominate));
    w.pass(89);
    expect(value(w.card.act({ ...viewer, userId: '99' }, again(nominate, 1))).done).toBe(
      'You nominated them already on 22 November 2026.',
    );
    expect(value(w.card.act(zoe, again(nominate, 2))).done).toBe('Contact 1 is nominated.');
    w.pass(1);
    expect(value(w.card.act(viewer, again(nominate, 3))).done).toBe('Contact 1 is nominated.');
    expect(w.all('SELECT 1 FROM signal')).toHaveLength(3);
  });
});

describe('a press that comes twice', () => {
  test.each([nominate, logAct, logAsk, suggest])('does nothing twice: $name', (action) => {
    const w = setUp();
    const first = value(w.card.act(viewer, action));
    const after = w.rows();
    expect(value(w.card.act(viewer, action))).toEqual(first);
    w.clock.now += 60_000;
    expect(value(w.card.act(viewer, action)).done).toBe(first.done);
    expect(w.rows()).toBe(after);
  });

  test.each<[CardAction, CardAction]>([
    [nominate, { ...nominate, note: 'another' }],
    [nominate, { ...nominate, contactId: '2', record: { kind: 'contact', id: '2' } }],
    [nominate, logAct],
    [nominate, logAsk],
    [logAct, { ...logAct, act: 'share' }],
    [logAct, { ...logAct, occurredAt: NOW - 2 * DAY }],
    [logAsk, { ...logAsk, ask: 'review' }],
    [logAsk, { ...logAsk, note: 'x' }],
    [logAsk, suggest],
    [suggest, { ...suggest, amount: 1 }],
    [suggest, nominate],
  ])('with other content is refused: %o then %o', (one, other) => {
    const w = setUp();
    value(w.card.act(viewer, one));
    const after = w.rows();
    expect(problem(w.card.act(viewer, other)).code).toBe('key_conflict');
    expect(w.rows()).toBe(after);
  });

  test('from two users is two presses', () => {
    const w = setUp();
    value(w.card.act(viewer, nominate));
    value(w.card.act({ ...viewer, userId: '71', email: 'zoe@acme.test' }, nominate));
    expect(w.all('SELECT 1 FROM signal')).toHaveLength(2);
  });
});

describe('a person on a record', () => {
  const on = (kind: 'contact' | 'company' | 'deal', id: string, contactId: string): CardAction => ({
    ...nominate,
    record: { kind, id },
    contactId,
  });

  test('is the contact, or on the company or deal', () => {
    const w = setUp();
    for (const action of [on('contact', '1', '1'), on('company', '5', '2'), on('deal', '7', '3')]) {
      value(w.card.act(viewer, { ...action, idempotencyKey: action.contactId }));
    }
    expect(w.all('SELECT 1 FROM signal')).toHaveLength(3);
  });

  test.each([
    ['another contact', on('contact', '1', '2')],
    ['somebody of another company', on('company', '5', '1')],
    ['somebody on no such deal', on('deal', '8', '3')],
    ['somebody not on the deal', on('deal', '7', '2')],
    ['somebody unknown', on('contact', '9', '9')],
  ])('is not %s', (_, action) => {
    const w = setUp();
    expect(problem(w.card.act(viewer, action)).code).toBe('not_found');
    expect(w.all('SELECT 1 FROM signal')).toEqual([]);
  });

  test('of another account is nobody', () => {
    const w = setUp();
    expect(problem(w.card.act({ ...viewer, connection: 'hubspot-2' }, nominate)).code).toBe('not_found');
  });
});
