import { expect, test } from 'vitest';
import { list, moment, quoted, select } from '#connectors/salesforce/soql.ts';

test('text cannot leave its quotes', () => {
  expect(quoted(`O'Neil\\' OR Name != '`)).toBe(String.raw`'O\'Neil\\\' OR Name != \''`);
  expect(list(['a', "b'"])).toBe(String.raw`('a', 'b\'')`);
});

test('a query has its clauses in order, and none that is empty', () => {
  expect(select({ fields: ['Id', 'Name'], from: 'Contact', where: [] })).toBe('SELECT Id, Name FROM Contact');
  const where = [`SystemModstamp >= ${moment(0)}`, 'IsDeleted = false'];
  expect(select({ fields: ['Id'], from: 'Lead', where, orderBy: ['Id'], limit: 5 })).toBe(
    'SELECT Id FROM Lead WHERE SystemModstamp >= 1970-01-01T00:00:00.000Z AND IsDeleted = false ORDER BY Id LIMIT 5',
  );
});
