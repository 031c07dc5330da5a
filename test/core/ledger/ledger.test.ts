import { describe, expect, test } from 'vitest';
import { balances, isBalanced, transfer, type LedgerTransaction } from '#core/ledger/ledger.ts';
import { NOW } from '../signals.ts';

describe('balance', () => {
  const entry = (currency: string, amount: number) => {
    return { account: 'budget' as const, holder: 'general', currency, amount };
  };
  const of = (...entries: LedgerTransaction['entries']) =>
    isBalanced({ id: 'x', at: NOW, kind: 'budget', reference: 'x', entries });

  test('is zero in every currency, in whole units', () => {
    expect(of(entry('USD', 5), entry('USD', -5), entry('EUR', 1), entry('EUR', -1))).toBe(true);
    expect(of(entry('USD', 5), entry('EUR', -5))).toBe(false);
    expect(of(entry('USD', 5), entry('USD', -4))).toBe(false);
    expect(of(entry('USD', 0.5), entry('USD', -0.5))).toBe(false);
    expect(of(entry('USD', NaN), entry('USD', 1))).toBe(false);
    expect(of()).toBe(false);
  });
});

test('what is met twice counts once, over all holders of an account', () => {
  const entries = transfer(
    { account: 'funding', holder: '' },
    { account: 'budget', holder: 'general' },
    'EUR',
    7,
  );
  const first = { id: 'a', at: NOW, kind: 'budget', reference: 'general', entries };
  const other = entries.map((entry) => ({ ...entry, holder: entry.holder && 'events' }));
  expect(balances([first, first, { ...first, id: 'b', entries: other }]).get('EUR')).toEqual({
    funding: -14,
    budget: 14,
  });
});
