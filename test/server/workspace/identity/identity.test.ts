import { describe, expect, test } from 'vitest';
import { DAY } from '#core/time.ts';
import { batch, contact, praise, told } from '#test/server/workspace/crm.ts';
import { FakeDoors } from '#test/server/workspace/fake-doors.ts';
import { CRM, NOW, problem, value } from '#test/server/workspace/fixture.ts';
import { OTHER_CRM, read, twoCrms, type TwoCrms } from '#test/server/workspace/two-crms.ts';

const ADA = 'ada@acme.test';

function names({ people }: TwoCrms): string[] {
  const page = value(people.list({ q: null, tier: null, sort: 'name', limit: 50, cursor: null }));
  return page.items.map(
    (person) =>
      `${person.id}: ${person.records
        .map(({ id }) => id)
        .toSorted()
        .join(' ')}`,
  );
}

function pairs({ identity }: TwoCrms): string[] {
  const page = value(identity.suggestions(50, null));
  return page.items.map(({ a, b, evidence }) => `${a.id} ${b.id} ${evidence.ground}`);
}

describe('a verified e-mail', () => {
  test('joins a record of each CRM, and the person known longer keeps the id', () => {
    const company = twoCrms();
    read(company, CRM, contact('1', { email: ADA, modifiedAt: NOW - 9 }));
    read(
      company,
      OTHER_CRM,
      contact('S1', { email: ' ADA@acme.test', name: 'Ada Byron', modifiedAt: NOW - 5 }),
    );
    expect(names(company)).toEqual(['1: 1 S1']);
    expect(value(company.people.get('1'))).toMatchObject({ name: 'Ada Byron' });
    expect(value(company.identity.explain('1'))).toMatchObject([
      {
        fromId: '2',
        intoId: '1',
        by: 'groundswell',
        why: 'email',
        at: NOW,
        words: `Ada Byron is the same person: exactly one record of each CRM carries the e-mail ${ADA}. Moved: 1 record.`,
      },
    ]);
  });

  test('joins in one batch what belongs together, and each signal lands on who is left', () => {
    const company = twoCrms();
    read(company, CRM, contact('1', { email: ADA }), contact('2', { email: 'bo@acme.test' }));
    read(
      company,
      OTHER_CRM,
      contact('S2', { email: 'bo@acme.test', signals: [told('S2', 'csat', 3, 5)] }),
      contact('S1', { email: ADA, signals: [told('S1', 'nps', 3, 9)] }),
    );
    expect(names(company)).toEqual(['1: 1 S1', '2: 2 S2']);
    expect(company.all('SELECT person_id AS id, type FROM signal ORDER BY id')).toEqual([
      { id: 1, type: 'nps' },
      { id: 2, type: 'csat' },
    ]);
  });

  test.each([
    ['private', 'ada@gmail.com', {}],
    ['bounced', ADA, { emailBounced: true }],
  ])('that is %s is only suggested', (_what, email, parts) => {
    const company = twoCrms();
    read(company, CRM, contact('1', { email }));
    read(company, OTHER_CRM, contact('S1', { email, ...parts }));
    expect(names(company)).toHaveLength(2);
    expect(pairs(company)).toHaveLength(1);
    expect(company.identity.waiting()).toBe(1);
  });

  test('that two records of one CRM carry joins nobody', () => {
    const company = twoCrms();
    read(company, OTHER_CRM, contact('S1', { email: ADA }), contact('S2', { email: ADA }));
    read(company, CRM, contact('1', { email: ADA }));
    expect(names(company)).toHaveLength(3);
    expect(pairs(company)).toEqual(['1 2 same_email', '1 3 same_email', '2 3 same_email']);
  });

  test('of a shared mailbox that hundreds have suggests nobody', () => {
    const company = twoCrms();
    const many = Array.from({ length: 30 }, (_, n) =>
      contact(`${n}`, { email: 'info@acme.test', name: 'Ada Byron' }),
    );
    read(company, CRM, ...many);
    expect(pairs(company)).toEqual([]);
  });

  test('that changes leaves a link as it is, and only suggests who has the new one', () => {
    const company = twoCrms();
    read(company, CRM, contact('1', { email: ADA }));
    read(company, OTHER_CRM, contact('S1', { email: ADA }), contact('S2', { email: 'new@acme.test' }));
    read(company, CRM, contact('1', { email: 'new@acme.test', modifiedAt: NOW }));
    expect(names(company)).toEqual(['1: 1 S1', '3: S2']);
    expect(pairs(company)).toEqual(['1 3 same_email']);
    read(company, CRM, contact('1', { email: ADA, modifiedAt: NOW + 1 }));
    expect(pairs(company)).toEqual([]);
  });
});

describe('a link', () => {
  test('moves everything: asks, the longer rest, every wish, rewards and their money, snooze, trail', async () => {
    const company = twoCrms();
    const doors = new FakeDoors();
    read(company, CRM, contact('1', { signals: praise('1') }), contact('2', { optedOut: true }));
    const ask = { kind: 'review', askedBy: 'rep', note: null } as const;
    value(company.asks.log({ ...ask, key: 'a', personId: '1', askedAt: NOW - 20 * DAY }));
    value(company.asks.log({ ...ask, key: 'b', personId: '2', askedAt: NOW - 5 * DAY }));
    const reward = { key: 'k', personId: '2', amount: 500, currency: 'USD', act: 'Talk', proposedBy: 'rep' };
    const { id } = value(company.rewards.create(reward));
    company.alerts.snooze('2', NOW + DAY, 'Olu', 'press 1');
    const left = value(company.identity.link('2', '1', 'olu'));
    expect(left).toMatchObject({
      id: '1',
      status: 'do_not_ask',
      lastAskedAt: NOW - 5 * DAY,
      snoozedUntil: NOW + DAY,
    });
    expect(company.all('SELECT person_id AS id FROM ask')).toEqual([{ id: 1 }, { id: 1 }]);
    expect(value(company.rewards.get(id)).personId).toBe('1');
    expect(company.ledger.balances().reduce((sum, { amount }) => sum + amount, 0)).toBe(0);
    expect(value(company.identity.explain('2'))).toMatchObject([
      { by: 'olu', why: 'manual', evidence: { moved: { records: 1, asks: 1, rewards: 1 } } },
    ]);
    await company.tick(doors);
    expect([...doors.flags].map(([place, { status }]) => `${place} ${status}`)).toEqual([
      `${CRM}:1 do_not_ask`,
      `${CRM}:2 do_not_ask`,
    ]);
    // The wish stands until the record it was made on takes it back, whoever is left.
    read(company, CRM, contact('1', { modifiedAt: NOW + 1 }));
    expect(value(company.people.get('1')).status).toBe('do_not_ask');
    read(company, CRM, contact('2', { modifiedAt: NOW + 1 }));
    expect(value(company.people.get('1')).status).toBe('resting');
  });

  test('leaves the old id leading to who is left, for whoever still has it', () => {
    const company = twoCrms();
    read(company, CRM, contact('1'), contact('2'), contact('3'));
    value(company.identity.link('3', '2', 'olu'));
    value(company.identity.link('2', '1', 'olu'));
    for (const old of ['1', '2', '3']) expect(value(company.people.get(old)).id).toBe('1');
    const talk = { key: 'talk', personId: '3', type: 'speaking', occurredAt: NOW - 1 };
    expect(value(company.signals.record(talk)).personId).toBe('1');
    expect(value(company.alerts.thank('3', 'olu', 'press'))).toBeNull();
    expect(value(company.people.timeline('1', 9)).map(({ what }) => what)).toContain('person.thanked');
    expect(value(company.identity.explain('3')).map(({ fromId, intoId }) => `${fromId} ${intoId}`)).toEqual([
      '3 2',
      '2 1',
    ]);
  });

  test('of a CRM merge and of a converted lead say so', () => {
    const company = twoCrms();
    read(company, OTHER_CRM, contact('L1'), contact('C1'), contact('C2'));
    company.ingest.apply(OTHER_CRM, batch({ merges: [{ from: ['L1'], into: 'C1', why: 'converted' }] }));
    company.ingest.apply(OTHER_CRM, batch({ merges: [{ from: ['C2'], into: 'C1', why: 'merged' }] }));
    const links = value(company.identity.explain('2'));
    expect(links.map(({ why, by }) => `${why} ${by}`)).toEqual(['lead_conversion crm', 'crm_merge crm']);
  });

  test('with oneself or with nobody is refused', () => {
    const company = twoCrms();
    read(company, CRM, contact('1'));
    expect(problem(company.identity.link('1', '1', 'olu')).code).toBe('invalid_input');
    expect(problem(company.identity.link('1', '9', 'olu')).code).toBe('not_found');
    expect(problem(company.identity.explain('x')).code).toBe('not_found');
  });
});

describe('a suggestion', () => {
  const doubtful = () => {
    const company = twoCrms();
    read(company, CRM, contact('1', { email: 'ada@gmail.com', name: 'Ada Byron' }));
    read(company, OTHER_CRM, contact('S1', { email: 'ada@gmail.com', signals: [told('S1', 'nps', 3, 9)] }));
    return company;
  };

  test('tells both sides, why, and what would move', () => {
    const [pair] = value(doubtful().identity.suggestions(9, null)).items;
    expect(pair).toMatchObject({
      a: { id: '1', name: 'Ada Byron', links: [{ vendor: 'hubspot' }] },
      b: { id: '2', holds: { records: 1, signals: 1, asks: 0, rewards: 0 } },
      words: expect.stringContaining('ada@gmail.com'),
    });
  });

  test('accepted joins them, and accepting it again changes nothing', () => {
    const company = doubtful();
    expect(value(company.identity.accept('2', '1', 'olu')).id).toBe('1');
    expect(value(company.identity.accept('1', '2', 'olu')).id).toBe('1');
    expect(value(company.identity.explain('1'))).toMatchObject([{ why: 'suggestion', by: 'olu' }]);
    expect(problem(company.identity.reject('1', '2', 'olu')).code).toBe('already_decided');
  });

  test('rejected is not made again, and no e-mail joins the two by itself', () => {
    const company = doubtful();
    value(company.identity.reject('1', '2', 'olu'));
    value(company.identity.reject('2', '1', 'olu'));
    read(company, CRM, contact('1', { email: ADA, modifiedAt: NOW }));
    read(company, OTHER_CRM, contact('S1', { email: ADA, modifiedAt: NOW }));
    expect(names(company)).toHaveLength(2);
    expect(pairs(company)).toEqual([]);
    expect(problem(company.identity.accept('1', '2', 'olu')).code).toBe('already_decided');
    expect(value(company.identity.link('1', '2', 'olu')).id).toBe('1');
  });

  test('rejected holds for who becomes one of the two', () => {
    const company = doubtful();
    value(company.identity.reject('1', '2', 'olu'));
    read(company, CRM, contact('0', { email: ADA }));
    value(company.identity.link('3', '1', 'olu'));
    read(company, OTHER_CRM, contact('S1', { email: ADA, modifiedAt: NOW }));
    expect(names(company)).toHaveLength(2);
  });

  test('that nobody made cannot be decided', () => {
    const company = twoCrms();
    read(company, CRM, contact('1'), contact('2'));
    expect(problem(company.identity.accept('1', '2', 'olu')).code).toBe('not_found');
    expect(problem(company.identity.reject('1', '2', 'olu')).code).toBe('not_found');
  });

  test('is listed page by page, and hidden with either person', () => {
    const company = twoCrms();
    const emails = ['a@gmail.com', 'b@gmail.com', 'c@gmail.com'];
    read(company, CRM, ...emails.map((email, n) => contact(`${n}`, { email })));
    read(company, OTHER_CRM, ...emails.map((email, n) => contact(`S${n}`, { email })));
    const first = value(company.identity.suggestions(2, null));
    expect(first.items).toHaveLength(2);
    expect(value(company.identity.suggestions(2, first.next)).items).toHaveLength(1);
    company.ingest.apply(CRM, batch({ removals: [{ kind: 'contact', id: '0', erased: false }] }));
    expect(company.identity.waiting()).toBe(2);
    expect(problem(company.identity.suggestions(2, 'x')).code).toBe('invalid_input');
  });
});
