import { expect, test } from 'vitest';
import { linkSentence, matchWords } from '#core/person/link.ts';
import { MATCH_GROUNDS } from '#core/person/matching.ts';

const match = { ground: 'verified_email', email: 'ada@acme.test', name: null, company: null } as const;

test('a link says who, why, and what moved', () => {
  const moved = { records: 1, signals: 12, asks: 0, rewards: 1 };
  expect(linkSentence('email', { match, name: 'Ada B.', moved })).toBe(
    'Ada B. is the same person: exactly one record of each CRM carries the e-mail ada@acme.test. ' +
      'Moved: 1 record, 12 signals, 1 reward.',
  );
});

test('a link whose words were erased still says how it came about', () => {
  expect(linkSentence('lead_conversion', { match: null, name: null, moved: null })).toBe(
    'Another entry is the same person: the CRM converted the lead into a contact.',
  );
});

test.each(MATCH_GROUNDS)('a match by %s names what both have', (ground) => {
  const words = matchWords({ ground, email: 'ada@acme.test', name: 'Ada', company: 'acme' });
  expect(words).toMatch(/ada@acme\.test|acme/);
});
