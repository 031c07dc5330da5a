import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { comparedDomain } from '#core/ask/insider.ts';
import { DISPOSABLE_DOMAINS } from '#core/fraud/disposable-domains.ts';
import { isFreeMail } from '#core/person/free-mail.ts';
import type { Finding } from '#core/fraud/rule.ts';
import { screen, type RewardFacts } from '#core/fraud/screen.ts';
import { DEFAULT_SETTINGS, type FraudSettings } from '#core/fraud/settings.ts';
import { TRUST_LEVELS } from '#core/fraud/trust.ts';
import { ada, facts, olu } from './facts.ts';

const found = (more: Partial<RewardFacts>, settings = DEFAULT_SETTINGS): Finding[] =>
  screen(facts(more), settings);
const codes = (more: Partial<RewardFacts>, settings?: FraudSettings) =>
  found(more, settings).map(({ code }) => code);
const called = (name: string) => olu({ name, emails: [], slackUsers: [] });
const ids = (n: number) => Array.from({ length: n }, (_, i) => `R${i + 1}`);

test('an honest proposal is held by nothing', () => {
  expect(found({})).toEqual([]);
  expect(found({ hands: [] })).toEqual([]);
});

test.each([
  ['the same e-mail', ada({ emails: ['olu@ours.test'] }), olu(), 'email'],
  [
    'a variant of it',
    ada({ emails: ['olu.ade@gmail.com'] }),
    olu({ emails: ['oluade+x@googlemail.com'] }),
    'email',
  ],
  ['the same Slack user', ada({ slackUsers: ['U1OLU'] }), olu(), 'slack'],
  [
    'the same name and company',
    ada({ name: 'ADE, Olu'.split(', ').toReversed().join(' ') }),
    olu({ companies: ['ACME'] }),
    'name',
  ],
  ['the same name, and nothing else', ada(), called('Ada Byron'), 'called'],
  ['the same name, spelled otherwise', ada(), called('bÝron  AD\u200BA'), 'called'],
  ['the same name and domain', ada({ name: 'Olú Ade' }), olu({ emails: ['o@mail.acme.test'] }), 'name'],
])('self: %s', (_, recipient, hand, ground) => {
  const [finding] = found({ recipient, hands: [hand] });
  expect(finding).toMatchObject({ code: 'self', evidence: [ground] });
  expect(finding?.reason).toMatch(/^Whoever proposed it /);
});

test.each([
  ['another e-mail at the provider', ada({ emails: ['ada@gmail.com'] }), olu({ emails: ['olu@gmail.com'] })],
  ['the same name elsewhere', ada({ name: 'Olu Ade' }), olu({ companies: ['Other'] })],
  ['one word of a name at one company', ada({ name: 'Olu' }), olu({ name: 'Olu', companies: ['Acme'] })],
  ['a part of the name, and nothing else', ada(), called('Ada')],
  ['the same name at an address elsewhere', ada({ name: 'Olu Ade' }), olu()],
  ['another Slack user', ada({ slackUsers: ['U2'] }), olu()],
  [
    'two companies without a name',
    ada({ name: 'Olu Ade', companies: ['Inc.'] }),
    olu({ companies: ['Ltd'] }),
  ],
])('not self: %s', (_, recipient, hand) => {
  expect(codes({ recipient, hands: [hand] })).not.toContain('self');
});

test('who is the recipient is told once: that they share a domain with themselves is no finding', () => {
  expect(codes({ hands: [olu({ emails: ['ada@acme.test'] })] })).toEqual(['self']);
});

test('whoever told of the act or nominated counts as who proposed it', () => {
  const hands = [olu(), olu({ part: 'nominated the recipient', emails: ['ada@acme.test'] })];
  expect(found({ hands })[0]?.reason).toBe(
    'Whoever nominated the recipient has the recipient’s e-mail address.',
  );
});

test.each([
  ['of their e-mail', ada({ companyDomains: [] }), 'bob@acme.test'],
  ['of their company', ada({ emails: ['ada@gmail.com'] }), 'bob@acme.test'],
  ['above it', ada({ emails: ['ada@uk.acme.test'] }), 'bob@acme.test'],
  ['below it', ada(), 'bob@sales.acme.test'],
])('the same domain: %s', (_, recipient, email) => {
  const [finding] = found({ recipient, hands: [olu({ emails: [email] })] });
  expect(finding?.code).toBe('same_household_or_domain');
  expect(finding?.evidence[0]).toMatch(/^domain:(uk\.)?acme\.test$/);
  expect(finding?.reason).not.toContain('bob');
});

test.each([
  ['a name that only ends alike', ada(), 'bob@notacme.test'],
  ['one they only end alike', ada({ emails: ['ada@notacme.test'], companyDomains: [] }), 'bob@acme.test'],
  ['another company', ada(), 'bob@acme.example'],
  [
    'a free provider as the company’s site',
    ada({ emails: [], companyDomains: ['gmail.com'] }),
    'bob@gmail.com',
  ],
])('not the same domain: %s', (_, recipient, email) => {
  expect(codes({ recipient, hands: [olu({ emails: [email] })] })).toEqual([]);
});

test('a shared domain is up to each programme, and holds where none says otherwise', () => {
  const settings = { ...DEFAULT_SETTINGS, sameDomain: { expansion: 'off' as const } };
  const hands = [olu({ emails: ['bob@acme.test'] })];
  expect(codes({ hands, programme: 'expansion' }, settings)).toEqual([]);
  expect(codes({ hands, programme: 'general' }, settings)).toEqual(['same_household_or_domain']);
  expect(codes({ hands, programme: 'toString' }, settings)).toEqual(['same_household_or_domain']);
});

test('no two people are of one domain because both write from a free provider', () => {
  const free = fc.constantFrom('gmail.com', 'googlemail.com', 'web.de', 'qq.com', 'proton.me', 'yahoo.co.uk');
  const mailbox = fc.stringMatching(/^[a-z]{1,8}$/);
  const email = fc.tuple(mailbox, free).map(([name, domain]) => `${name}@${domain}`);
  fc.assert(
    fc.property(fc.array(email), fc.array(email), fc.array(free), (theirs, ours, sites) => {
      expect(theirs.every(isFreeMail)).toBe(true);
      const recipient = ada({ emails: theirs, companyDomains: sites });
      expect(codes({ recipient, hands: [olu({ emails: ours })] })).not.toContain('same_household_or_domain');
    }),
    { numRuns: 2000 },
  );
});

test.each([
  ['person', 3, 'It is reward 4 for this person within 7 days; up to 3 is usual.'],
  ['proposer', 20, 'It is reward 21 from this proposer within 7 days; up to 20 is usual.'],
  ['account', 10, 'It is reward 11 for this account within 7 days; up to 10 is usual.'],
] as const)('velocity of a %s: one more than %d in a week is looked at', (whose, most, reason) => {
  const none = { person: [], proposer: [], account: [] };
  expect(codes({ recent: { ...none, [whose]: ids(most - 1) } })).toEqual([]);
  const [finding] = found({ recent: { ...none, [whose]: ids(most) } });
  expect(finding).toMatchObject({ code: 'velocity', reason });
  const shown = ids(Math.min(most, 10)).map((id) => `reward:${id}`);
  expect(finding?.evidence).toEqual(most > 10 ? [...shown, `more:${most - 10}`] : shown);
});

test('somebody who may be known twice is looked at, without telling who the other is', () => {
  const [suggested] = found({ doubles: [{ personId: '12', ground: 'suggested' }] });
  expect(suggested).toMatchObject({ code: 'duplicate_person', evidence: ['person:12'] });
  const [namesake] = found({ doubles: [{ personId: '13', ground: 'same_name' }] });
  expect(namesake?.reason).toContain('has the recipient’s name');
  expect(namesake?.reason).not.toBe(suggested?.reason);
});

test.each([
  ['x@mailinator.com', 'mailinator.com'],
  ['x@sub.yopmail.com', 'yopmail.com'],
  ['x@YOPMAIL.com', 'yopmail.com'],
])('%s is disposable', (email, domain) => {
  const [finding] = found({ recipient: ada({ emails: ['ada@acme.test', email] }) });
  expect(finding).toMatchObject({ code: 'disposable_email', evidence: [`domain:${domain}`] });
  expect(finding?.reason).not.toContain('x@');
});

test('the list is of whole domains as they are compared, and none that people keep an address at', () => {
  const wrong = [...DISPOSABLE_DOMAINS].filter(
    (domain) => comparedDomain(domain) !== domain || isFreeMail(`@${domain}`),
  );
  expect(wrong).toEqual([]);
  expect(DISPOSABLE_DOMAINS.size).toBeGreaterThan(150);
});

test.each(['x@notmailinator.com', 'x@mailinator.example', 'x@never-heard-of.test'])(
  '%s is let through',
  (email) => {
    expect(codes({ recipient: ada({ emails: [email] }) })).toEqual([]);
  },
);

test('insiders are found by e-mail and company, competitors before our own', () => {
  const insiders = new Map([
    ['acme.test', 'employee'],
    ['rival.test', 'competitor'],
  ] as const);
  expect(found({ insiders })).toEqual([
    {
      code: 'insider',
      reason: 'The recipient is at acme.test, which is on the list of our own domains.',
      evidence: ['domain:acme.test'],
    },
  ]);
  const both = ada({ companyDomains: ['rival.test'] });
  expect(found({ insiders, recipient: both })[0]?.reason).toContain('competitors’ domains');
  const neither = ada({ emails: ['a@notacme.test'], companyDomains: ['other.test'] });
  expect(found({ insiders, recipient: neither })).toEqual([]);
});

const everything: RewardFacts = facts({
  recipient: ada({ emails: ['ada@acme.test', 'a@mailinator.com'] }),
  hands: [olu({ emails: ['ada@acme.test'] }), olu({ emails: ['bob@acme.test'] })],
  recent: { person: ids(9), proposer: ids(99), account: ids(50) },
  doubles: [{ personId: '2', ground: 'same_name' }],
  insiders: new Map([['acme.test', 'employee']]),
});

test('who is trusted is spared what numbers and domains tell, and nothing else', () => {
  const all = [
    'self',
    'same_household_or_domain',
    'velocity',
    'duplicate_person',
    'disposable_email',
    'insider',
  ];
  for (const trust of TRUST_LEVELS) {
    const spared = trust === 'trusted' ? ['same_household_or_domain', 'velocity'] : [];
    const left = screen({ ...everything, trust }, DEFAULT_SETTINGS).map(({ code }) => code);
    expect(left).toEqual(all.filter((code) => !spared.includes(code)));
  }
});

test('a rule that is off finds nothing, and self cannot be switched off', () => {
  const off = { velocity: 'off', duplicate_person: 'off', disposable_email: 'off', insider: 'off' } as const;
  const settings = { ...DEFAULT_SETTINGS, rules: off, sameDomain: { general: 'off' as const } };
  expect(screen(everything, settings).map(({ code }) => code)).toEqual(['self']);
});
