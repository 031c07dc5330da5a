import { describe, expect, test } from 'vitest';
import { accountReadiness, type AccountCircumstances } from '#core/account/readiness.ts';
import { UNTIL_LIFTED } from '#core/ask/hold.ts';
import { DAY } from '#core/time.ts';
import { NOW, signal } from '../signals.ts';

const at = (parts: Partial<AccountCircumstances>) =>
  accountReadiness({ heldUntil: null, insider: null, signals: [], ...parts }, NOW);
const closed = (parts: Partial<AccountCircumstances>) => at(parts).closed.map(({ gate }) => gate);

describe('whether an account may be asked', () => {
  test('is decided by the gates that close for all of it at once', () => {
    expect(at({})).toMatchObject({ open: 3, total: 3, closed: [] });
    expect(at({}).passed.map(({ gate }) => gate)).toEqual(['legal_hold', 'insider', 'renewal_risk']);
  });

  test('closes with a renewal at risk, and says when that ends', () => {
    const { open, closed: gates } = at({ signals: [signal('churn_risk', 10)] });
    expect([open, gates.length]).toEqual([2, 1]);
    expect(gates[0]).toMatchObject({ gate: 'renewal_risk', opensAt: NOW + 80 * DAY });
    expect(closed({ signals: [signal('churn_risk', 10), signal('renewal', 5)] })).toEqual([]);
  });

  test('closes with a legal hold, and with a company that is no customer', () => {
    expect(closed({ heldUntil: UNTIL_LIFTED, insider: 'competitor' })).toEqual(['legal_hold', 'insider']);
    expect(closed({ heldUntil: NOW })).toEqual([]);
  });

  test.each([
    [{ heldUntil: UNTIL_LIFTED }, 'The company is on legal hold.'],
    [{ insider: 'competitor' as const }, 'The company is a competitor.'],
    [{ insider: 'employee' as const }, 'The company is our own.'],
  ])('says of the company, not of a person, what closes it: %o', (circumstances, message) => {
    expect(at(circumstances).closed.map((gate) => gate.message)).toEqual([message]);
  });
});
