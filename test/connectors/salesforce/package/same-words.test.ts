import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { REST_PERIOD } from '#core/ask/ask.ts';
import { CARD_ACTIONS } from '#core/card/card.ts';
import { FLAG_STATUSES } from '#core/crm/flag.ts';
import { formatAmount, isCurrency, minorDigits } from '#core/reward/currency.ts';
import { DAY } from '#core/time.ts';
import { PACKAGE, apexClasses, metadata } from './place.ts';

interface Money {
  minorDigits(currency: string): number;
  formatAmount(amount: number, currency: string): string;
}
interface Words {
  statusWords(status: string, nextAskAt: number | null, now: number): { label: string };
}

// What runs in a browser cannot import the core, so it says some things again: they are the same.
const money = await load<Money>('advocacyMoney');
const words = await load<Words>('advocacyWords');

describe('money', () => {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('');
  const codes = letters
    .flatMap((a) => letters.flatMap((b) => letters.map((c) => a + b + c)))
    .filter((code) => isCurrency(code));

  it('has the digits of the core in every currency there is', () => {
    expect(codes.length).toBeGreaterThan(140);
    expect(codes.filter((code) => money.minorDigits(code) !== minorDigits(code))).toEqual([]);
  });

  it('is shown as the core shows it', () => {
    expect(codes.filter((code) => money.formatAmount(123_456, code) !== formatAmount(123_456, code))).toEqual(
      [],
    );
  });
});

it('has a word of its own for every status, as the field on the record has', () => {
  const labels = FLAG_STATUSES.map((status) => words.statusWords(status, null, 0).label);
  const field = metadata('objects/Advocacy_Profile__c/fields/Status__c.field-meta.xml');
  const picklist = [...field.matchAll(/<label>([^<]+)</g)].map(([, label]) => label);
  expect(new Set(labels).size).toBe(FLAG_STATUSES.length);
  expect(labels).toEqual(picklist.slice(1));
});

it('tells the rest an ask starts as long as it is', () => {
  const told = `${REST_PERIOD / DAY} days`;
  expect(metadata('lwc/advocacyForm/advocacyForm.js')).toContain(`This starts a rest of ${told}`);
  expect(metadata('lwc/advocacyActions/advocacyActions.html')).toContain(`starts a rest of ${told}`);
});

it('has every action in the card and in Apex', () => {
  const apex = apexClasses().find(({ name }) => name === 'AdvocacyCardAction.cls')?.source ?? '';
  expect([...apex.matchAll(/when '([\w-]+)'/g)].map(([, action]) => action)).toEqual([...CARD_ACTIONS]);
  const card = metadata('lwc/advocacyActions/advocacyActions.js');
  expect([...card.matchAll(/name: '([\w-]+)'/g)].map(([, action]) => action)).toEqual([...CARD_ACTIONS]);
});

async function load<T>(module: string): Promise<T> {
  const file = join(PACKAGE, 'force-app/main/default/lwc', module, `${module}.js`);
  return (await import(pathToFileURL(file).href)) as T;
}
