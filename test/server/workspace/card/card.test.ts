import { describe, expect, test } from 'vitest';
import { REST_PERIOD } from '#core/ask/ask.ts';
import { emptyBatch } from '#core/crm/crm.ts';
import type { CardViewer } from '#server/workspace/card/viewer.ts';
import { batch, contact, deal, praise, told } from '#test/server/workspace/crm.ts';
import { connectedWorkspace, CRM, NOW, problem, value } from '#test/server/workspace/fixture.ts';

const viewer: CardViewer = {
  connection: CRM,
  vendor: 'hubspot',
  account: '1',
  userId: '70',
  email: 'ana@acme.test',
};

const company = {
  id: '5',
  name: 'Acme\u202e Ltd',
  domain: null,
  industry: null,
  url: 'https://crm.test/company/5',
  modifiedAt: NOW,
};

function personOn(w: ReturnType<typeof connectedWorkspace>, id: string) {
  const { subject } = value(w.card.show(viewer, { kind: 'contact', id }));
  if (subject.kind !== 'person') throw new Error(`a card of ${subject.kind}`);
  return subject.person;
}

function peopleOn(w: ReturnType<typeof connectedWorkspace>, kind: 'company' | 'deal', id: string) {
  const { subject } = value(w.card.show(viewer, { kind, id }));
  if (subject.kind !== 'people') throw new Error(`a card of ${subject.kind}`);
  return subject;
}

describe('the card of a contact', () => {
  test('shows the numbers, five reasons with their records, and the rest counted', () => {
    const w = connectedWorkspace();
    const signals = [
      ...praise('9'),
      ...(['referral', 'share', 'speaking', 'idea'] as const).map((type) => told('9', type, 30)),
    ];
    w.ingest.apply(CRM, batch({ contacts: [contact('9', { signals, title: 'CTO\u202e', ownerId: 'o' })] }));
    const person = personOn(w, '9');
    const known = value(w.people.get('1'));
    expect(person).toMatchObject({
      contactId: '9',
      title: 'CTO',
      status: known.status,
      propensity: known.propensity,
      confidence: known.confidence,
      readiness: { open: 8, total: 8, closed: [] },
      lastActAt: known.lastActAt,
      records: [],
      consoleUrl: 'https://groundswell.test/console/advocates/1',
    });
    expect(person.reasons).toHaveLength(5);
    expect(person.moreReasons).toBeGreaterThan(0);
    const points = person.reasons.map((reason) => Math.abs(reason.points));
    expect(points).toEqual(points.toSorted((a, b) => b - a));
    expect(new Set(person.reasons.map((reason) => reason.sourceUrl))).toEqual(
      new Set(['https://crm.test/contact/9']),
    );
  });

  test('tells what is known of whom too little is, but not where a score that is none was cut', () => {
    const w = connectedWorkspace();
    w.ingest.apply(CRM, batch({ contacts: [contact('9', { signals: [told('9', 'detractor', 2)] })] }));
    const { propensity, shortfall, reasons, moreReasons } = personOn(w, '9');
    expect(propensity).toBeNull();
    expect(shortfall).toContain('40 % confidence would be enough.');
    expect([reasons.map(({ label }) => label), moreReasons]).toEqual([[expect.any(String)], 0]);
    expect(reasons[0]?.label).not.toContain('zero');
  });

  test('links a won deal, and nothing that a text only claims', () => {
    const w = connectedWorkspace();
    w.ingest.apply(CRM, batch({ contacts: [contact('9')], deals: [deal('3', { contactIds: ['9'] })] }));
    value(
      w.signals.record({
        key: 'x',
        personId: '1',
        type: 'idea',
        occurredAt: NOW,
        source: 'javascript:alert(1)',
      }),
    );
    const urls = new Map(personOn(w, '9').reasons.map(({ label, sourceUrl }) => [label, sourceUrl]));
    expect(urls.get('Deal won')).toBe('https://crm.test/deal/3');
    expect(urls.get('Idea')).toBeNull();
  });

  test('is found under an id that was merged away, and names the living one', () => {
    const w = connectedWorkspace();
    w.ingest.apply(CRM, batch({ contacts: [contact('1'), contact('2')] }));
    w.ingest.apply(CRM, batch({ merges: [{ from: ['2'], into: '1', why: 'merged' }] }));
    expect(personOn(w, '2').contactId).toBe('1');
  });

  const removed = (erased: boolean) => ({ removals: [{ kind: 'contact' as const, id: '1', erased }] });

  test.each<[string, Partial<ReturnType<typeof emptyBatch>>, string]>([
    ['was never read', {}, 'not read this record'],
    ['went to the recycle bin', removed(false), 'not read this record'],
    ['was erased', removed(true), 'erased from Groundswell at their request'],
  ])('says so where the record %s', (_, parts, words) => {
    const w = connectedWorkspace();
    if (Object.keys(parts).length > 0) w.ingest.apply(CRM, batch({ contacts: [contact('1')] }));
    w.ingest.apply(CRM, batch(parts));
    const { subject, actions } = value(w.card.show(viewer, { kind: 'contact', id: '1' }));
    expect(subject).toMatchObject({
      kind: 'unknown',
      message: expect.stringContaining(words),
    });
    expect(actions.acts.length).toBeGreaterThan(0);
  });

  test('of another account is nobody, though it has the same id', () => {
    const w = connectedWorkspace();
    w.ingest.apply(CRM, batch({ contacts: [contact('1')], companies: [company] }));
    const stranger = { ...viewer, connection: 'hubspot-2', account: '2' };
    for (const record of [
      { kind: 'contact', id: '1' },
      { kind: 'company', id: '5' },
    ] as const) {
      expect(value(w.card.show(stranger, record)).subject.kind).toBe('unknown');
    }
  });

  test('offers the currencies there is a budget in', () => {
    const w = connectedWorkspace();
    const offered = () => value(w.card.show(viewer, { kind: 'contact', id: '1' })).actions.currencies;
    expect(offered()).toEqual(['USD']);
    value(w.budgets.set('general', 'EUR', 100, 'admin'));
    expect(offered()).toEqual(['EUR']);
  });
});

describe('the card of a company or deal', () => {
  test('lists those who can be asked first, and counts all beyond twenty', () => {
    const w = connectedWorkspace();
    const plain = Array.from({ length: 24 }, (_, index) => contact(`${100 + index}`, { companyId: '5' }));
    const contacts = [
      contact('1', { companyId: '5', signals: praise('1'), optedOut: true }),
      contact('2', { companyId: '5', signals: praise('2') }),
      contact('3', { companyId: '5', signals: praise('3') }),
      ...plain,
    ];
    const deals = [deal('7', { contactIds: ['1', '2', '3'], outcome: 'open', closedAt: null })];
    w.ingest.apply(CRM, batch({ companies: [company], contacts, deals }));
    value(w.asks.log({ key: 'k', personId: '3', kind: 'review', askedAt: null, askedBy: 'ana', note: null }));
    const { name, people, more } = peopleOn(w, 'company', '5');
    expect(name).toBe('Acme Ltd');
    expect(people).toHaveLength(20);
    expect(more).toBe(7);
    expect(people.slice(0, 3).map(({ contactId, status }) => [contactId, status])).toEqual([
      ['2', 'advocate'],
      ['3', 'resting'],
      ['100', 'none'],
    ]);
    expect(people[1]?.nextAskAt).toBe(NOW + REST_PERIOD);
    expect(people[0]).toMatchObject({
      url: 'https://crm.test/contact/2',
      reason: expect.stringContaining('NPS 10'),
    });
    const onDeal = peopleOn(w, 'deal', '7');
    expect(onDeal.people.map(({ contactId }) => contactId)).toEqual(['2', '3', '1']);
    expect(onDeal.more).toBe(0);
  });

  test('shows the numbers the contact has on its own card', () => {
    const w = connectedWorkspace();
    w.ingest.apply(
      CRM,
      batch({ companies: [company], contacts: [contact('2', { companyId: '5', signals: praise('2') })] }),
    );
    const { propensity, confidence, status } = personOn(w, '2');
    expect(peopleOn(w, 'company', '5').people).toMatchObject([{ propensity, confidence, status }]);
  });

  test('without anybody on it is an empty list', () => {
    const w = connectedWorkspace();
    w.ingest.apply(CRM, batch({ companies: [company] }));
    expect(peopleOn(w, 'company', '5')).toMatchObject({ people: [], more: 0 });
  });
});

describe('a viewer', () => {
  const owner = { id: '70', userId: '80', email: 'zoe@acme.test', name: 'Zoe', active: false };

  test('who left is refused in words', () => {
    const w = connectedWorkspace();
    w.ingest.apply(CRM, batch({ owners: [owner], contacts: [contact('1')] }));
    const refused = problem(w.card.show({ ...viewer, userId: '80' }, { kind: 'contact', id: '1' }));
    expect(refused).toMatchObject({ code: 'user_left', remedy: expect.stringContaining('admin') });
    expect(problem(w.card.act({ ...viewer, userId: '80' }, nomination('1'))).code).toBe('user_left');
  });

  test('is not mistaken for an owner who is numbered alike', () => {
    const w = connectedWorkspace();
    w.ingest.apply(CRM, batch({ owners: [owner], contacts: [contact('1')] }));
    expect(personOn(w, '1').contactId).toBe('1');
  });

  test('who left one seat and has another stays', () => {
    const w = connectedWorkspace();
    const back = { ...owner, id: '71', active: true };
    w.ingest.apply(CRM, batch({ owners: [owner, back], contacts: [contact('1')] }));
    expect(value(w.card.show({ ...viewer, userId: '80' }, { kind: 'contact', id: '1' })).subject.kind).toBe(
      'person',
    );
  });
});

function nomination(id: string) {
  return {
    name: 'nominate' as const,
    record: { kind: 'contact' as const, id },
    contactId: id,
    idempotencyKey: 'key-1',
    note: null,
  };
}
