import { expect, test } from 'vitest';
import { posesAsUs } from '#core/reward/posing.ts';

const HONEST = { key: 'call 12', proposedBy: 'rep@acme.test' };

test.each([
  'card:hubspot:1:7:x',
  'rule:crm:1',
  'rule:card:1',
  'erased:R0001',
  'CARD:1',
  ' card:1',
  '\uFF43ard:1',
  'car\u200Bd:1',
])('a key of ours is refused to callers: %s', (key) => {
  expect(posesAsUs({ ...HONEST, key })?.problem).toMatchObject({ code: 'invalid_input', field: 'key' });
});

test.each([
  'rule:reference_call',
  ' rule:x',
  'Rule:x',
  'policy',
  'groundswell',
  '\u202Epolicy',
  'Policy\u200B',
  'rule\u200B:x',
  'pоlicy',
])('nobody proposes as %j', (proposedBy) => {
  expect(posesAsUs({ ...HONEST, proposedBy })?.problem).toMatchObject({
    code: 'invalid_input',
    field: 'proposedBy',
  });
});

test('other keys and people are theirs to choose', () => {
  for (const key of ['call 12', 'proposal:T1:U1:V1', 'discard:1', 'rules']) {
    for (const proposedBy of ['rep@acme.test', 'slack:U1:Ana', 'key:k7', 'policy desk', 'rule']) {
      expect(posesAsUs({ key, proposedBy })).toBeNull();
    }
  }
});
