import { expect, test } from 'vitest';
import { inspectProperties, unusableProperties } from '#connectors/hubspot/inspection.ts';

const define = (name: string, type: string) => ({ name, type, fieldType: '', options: [] });
const GOOD = [
  define('nps_score', 'number'),
  define('nps_date', 'date'),
  define('last_review_date', 'datetime'),
  define('email', 'string'),
];

test('maps what is there in a type it can read', () => {
  expect(inspectProperties(GOOD, [])).toEqual({
    mapped: ['nps_score', 'nps_date', 'last_review_date'],
    problems: [],
  });
});

test('names what was there before and is gone', () => {
  expect(inspectProperties(GOOD, ['nps_score', 'csat_score'])).toMatchObject({
    mapped: ['nps_score', 'nps_date', 'last_review_date'],
    problems: [{ code: 'property_missing', property: 'csat_score', field: 'csat_score' }],
  });
});

test('names what has another type, seen before or not', () => {
  const changed = [
    define('nps_score', 'string'),
    define('last_review_date', 'number'),
    define('nps_date', 'date'),
  ];
  const { mapped, problems } = inspectProperties(changed, ['nps_score']);
  expect(mapped).toEqual(['nps_date']);
  expect(problems.map(({ property, code }) => [property, code])).toEqual([
    ['nps_score', 'property_type_changed'],
    ['last_review_date', 'property_type_changed'],
  ]);
  expect(unusableProperties(changed)).toEqual(new Set(['nps_score', 'last_review_date']));
});
