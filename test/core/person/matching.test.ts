import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matchPeople, type MatchFacts, type MatchRecord } from '#core/person/matching.ts';

const record = (connection: string, email: string | null, parts: Partial<MatchRecord> = {}): MatchRecord => ({
  connection,
  email,
  bounced: false,
  living: true,
  bearers: 1,
  ...parts,
});
const somebody = (parts: Partial<MatchFacts> = {}): MatchFacts => ({
  name: 'Ada Byron',
  company: null,
  domain: null,
  records: [record('hubspot-1', 'ada@acme.test')],
  ...parts,
});
const there = (email: string | null, parts: Partial<MatchFacts> = {}, of: Partial<MatchRecord> = {}) =>
  somebody({ name: 'A. Byron', records: [record('salesforce-1', email, of)], ...parts });

describe('a verified e-mail', () => {
  test('makes two people of two CRMs one, whatever they are called', () => {
    expect(matchPeople(somebody(), there('ada@acme.test'))).toEqual({
      decision: 'same',
      evidence: { ground: 'verified_email', email: 'ada@acme.test', name: null, company: null },
    });
  });

  test.each([
    ['another record of its CRM carries it too', there('ada@acme.test', {}, { bearers: 2 })],
    ['mail to it bounced', there('ada@acme.test', {}, { bounced: true })],
    ['both are of one account', somebody({ records: [record('hubspot-1', 'ada@acme.test')] })],
    [
      'they would be two records of one account',
      somebody({ records: [record('salesforce-1', 'ada@acme.test'), record('hubspot-1', 'old@acme.test')] }),
    ],
    [
      'the other record of the account lies in its bin',
      somebody({
        records: [record('salesforce-1', 'ada@acme.test'), record('hubspot-1', null, { living: false })],
      }),
    ],
  ])('is only suggested where %s', (_why, other) => {
    expect(matchPeople(somebody(), other)).toMatchObject({
      decision: 'suggest',
      evidence: { ground: 'same_email', email: 'ada@acme.test' },
    });
  });

  test('of a record in the bin proves nothing', () => {
    expect(matchPeople(somebody(), there('ada@acme.test', {}, { living: false })).decision).toBe('different');
  });
});

describe('less than that', () => {
  const at = (email: string, name = 'Ada Byron') => somebody({ name, records: [record('hubspot-1', email)] });

  test('a private address is suggested, whatever they are called', () => {
    expect(matchPeople(at('ada@gmail.com'), there('ada@gmail.com'))).toMatchObject({
      decision: 'suggest',
      evidence: { ground: 'free_mail' },
    });
  });

  test('a shared mailbox is suggested for people of one name, and for nobody else', () => {
    const same = there('info@acme.test', { name: 'ADA  BYRON' });
    expect(matchPeople(at('info@acme.test'), same)).toMatchObject({
      decision: 'suggest',
      evidence: { ground: 'shared_mailbox_and_name', email: 'info@acme.test' },
    });
    expect(matchPeople(at('info@acme.test'), there('info@acme.test', { name: 'Bo Peep' })).decision).toBe(
      'different',
    );
  });

  test.each([
    ['ada.byron@gmail.com', 'adabyron+news@googlemail.com'],
    ['ada+crm@acme.test', 'ada@acme.test'],
  ])('%s and %s are suggested for people of one name', (one, other) => {
    expect(matchPeople(at(one), there(other, { name: 'Ada Byron' }))).toMatchObject({
      decision: 'suggest',
      evidence: { ground: 'email_variant_and_name' },
    });
    expect(matchPeople(at(one), there(other)).decision).toBe('different');
  });

  test.each([
    ['company', { company: 'Acme, Inc.' }, { company: 'ACME GmbH' }],
    ['site', { domain: 'www.acme.test' }, { domain: 'Acme.test' }],
    [
      'site and address',
      { domain: 'acme.test', records: [] },
      { records: [record('salesforce-1', 'a.b@acme.test')] },
    ],
  ])('a name and a %s in common are suggested', (_what, one, other) => {
    const a = somebody({ name: 'Ádá Byron', records: [], ...one });
    const b = somebody({ name: 'ada byron', records: [], ...other });
    expect(matchPeople(a, b)).toMatchObject({
      decision: 'suggest',
      evidence: { ground: 'name_and_company' },
    });
    expect(matchPeople(a, { ...b, name: 'Bo Peep' }).decision).toBe('different');
  });

  test.each(['Ada', 'Unnamed person', 'ada@acme.test', ''])('the name %j tells nobody apart', (name) => {
    const one = somebody({ name, company: 'Acme', records: [] });
    expect(matchPeople(one, { ...one }).decision).toBe('different');
  });
});

const emails = ['ada@acme.test', 'bo@acme.test', 'ada@gmail.com', 'info@acme.test', 'a.da@gmail.com', null];
const anyRecord = fc.record({
  connection: fc.constantFrom('hubspot-1', 'salesforce-1', 'hubspot-2'),
  email: fc.constantFrom(...emails),
  bounced: fc.boolean(),
  living: fc.boolean(),
  bearers: fc.integer({ min: 1, max: 3 }),
});
const anybody = fc.record({
  name: fc.constantFrom('Ada Byron', 'ada byron', 'Bo Peep', 'Unnamed person'),
  company: fc.constantFrom('Acme', 'Acme Inc', null),
  domain: fc.constantFrom('acme.test', null),
  records: fc.array(anyRecord, { maxLength: 4 }),
});

test('the order of the two makes no difference', () => {
  fc.assert(
    fc.property(anybody, anybody, (a, b) => {
      expect(matchPeople(a, b)).toEqual(matchPeople(b, a));
    }),
  );
});

test('nobody is joined without a living, unique, unbounced address of their own, nor inside one account', () => {
  fc.assert(
    fc.property(anybody, anybody, (a, b) => {
      const { decision, evidence } = matchPeople(a, b);
      if (decision !== 'same') return;
      const email = evidence?.email ?? '';
      expect(email).not.toMatch(/gmail|info@/);
      for (const { records } of [a, b]) {
        const bearing = records.filter((each) => each.living && each.email === email);
        expect(bearing.length).toBeGreaterThan(0);
        expect(bearing.every(({ bounced, bearers }) => !bounced && bearers === 1)).toBe(true);
      }
      const accounts = a.records.map(({ connection }) => connection);
      expect(b.records.some(({ connection }) => accounts.includes(connection))).toBe(false);
    }),
    { numRuns: 500 },
  );
});
