import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readSignals, SIGNAL_PROPERTIES, SIGNAL_SOURCES } from '#connectors/hubspot/signals.ts';
import { CREATED, wire } from './records.ts';

const NONE: ReadonlySet<string> = new Set();
const read = (properties: Record<string, unknown>, unusable = NONE) =>
  readSignals('77', wire(properties), unusable);
const MAY = Date.UTC(2026, 4, 1);

describe('readSignals', () => {
  test('a score becomes a signal of its day, with a key made of what it says', () => {
    expect(read({ nps_score: '9', nps_date: '2026-05-01' })).toEqual({
      signals: [
        {
          key: `hubspot:77:contact:151:nps_score:9:${MAY}`,
          type: 'nps',
          occurredAt: MAY,
          value: 9,
          source: 'contact 151: nps_score',
        },
      ],
      problems: [],
    });
  });

  test.each(SIGNAL_SOURCES.filter(({ value }) => value === null))(
    '$date tells of $type',
    ({ type, date }) => {
      for (const raw of ['2026-05-01', String(MAY), '2026-05-01T00:00:00Z']) {
        expect(read({ [date]: raw }).signals).toMatchObject([{ type, occurredAt: MAY, value: null }]);
      }
    },
  );

  test.each([
    ['nps', 'nps_score', 'nps_date'],
    ['csat', 'csat_score', 'csat_date'],
    ['usage', 'product_usage_score', 'product_last_used'],
  ])('%s is read from %s and %s', (type, value, date) => {
    expect(read({ [value]: '4', [date]: '2026-05-01' }).signals).toMatchObject([
      { type, value: 4, occurredAt: MAY },
    ]);
  });

  test('the same facts have the same key, a changed value or day another', () => {
    const key = (properties: Record<string, string>) => read(properties).signals[0]?.key;
    const first = key({ nps_score: '9', nps_date: '2026-05-01' });
    expect(key({ nps_score: ' 9.0 ', nps_date: String(MAY), jobtitle: 'CTO' })).toBe(first);
    expect(key({ nps_score: '8', nps_date: '2026-05-01' })).not.toBe(first);
    expect(key({ nps_score: '9', nps_date: '2026-05-02' })).not.toBe(first);
    expect(key({ last_review_date: '2026-05-01' })).not.toBe(key({ last_testimonial_date: '2026-05-01' }));
  });

  test('a score without a day is dated by the record, so that it does not come anew each time', () => {
    expect(read({ nps_score: '9' }).signals).toMatchObject([{ value: 9, occurredAt: CREATED }]);
  });

  test('a day without its score, and empty values, say nothing', () => {
    expect(read({ nps_date: '2026-05-01', nps_score: null, csat_score: '', last_review_date: '  ' })).toEqual(
      { signals: [], problems: [] },
    );
  });

  test.each([
    ['nps_score', 'nine'],
    ['nps_score', '11'],
    ['nps_score', '-1'],
    ['csat_score', '6'],
    ['product_usage_score', '101'],
    ['last_review_date', 'last week'],
    ['last_review_date', '2026-02-30'],
    ['open_escalation_date', '0'],
  ])('%s of %j is named as a problem and the rest goes on', (property, raw) => {
    const { signals, problems } = read({ [property]: raw, beta_joined_date: '2026-05-01' });
    expect(signals.map(({ type }) => type)).toEqual(['beta']);
    expect(problems).toMatchObject([
      { kind: 'contact', recordId: '151', property, problem: { code: 'invalid_input', field: property } },
    ]);
    expect(problems[0]?.problem.message).toContain(JSON.stringify(raw));
  });

  test('a good score with a bad day is a problem of the day', () => {
    expect(read({ nps_score: '9', nps_date: 'soon' })).toMatchObject({
      signals: [],
      problems: [{ property: 'nps_date' }],
    });
  });

  test('what is unusable is left out, without a word', () => {
    const properties = { nps_score: '9', nps_date: '2026-05-01', last_review_date: '2026-05-01' };
    expect(read(properties, new Set(['nps_score', 'last_review_date']))).toEqual({
      signals: [],
      problems: [],
    });
    expect(read(properties, new Set(['nps_date'])).signals).toMatchObject([
      { type: 'nps', occurredAt: CREATED },
      { type: 'review' },
    ]);
  });

  test('no value of any property makes it fail, and every signal is sound', () => {
    const value = fc.oneof(
      fc.string(),
      fc.constantFrom('9', '2026-05-01', '1e400', '__proto__'),
      fc.jsonValue(),
    );
    const properties = fc.dictionary(fc.constantFrom(...SIGNAL_PROPERTIES.keys()), value);
    fc.assert(
      fc.property(properties, (given) => {
        for (const signal of read(given).signals) {
          expect(Number.isFinite(signal.occurredAt)).toBe(true);
          expect(signal.value === null || Number.isFinite(signal.value)).toBe(true);
        }
      }),
    );
  });

  test('a long value does not make a long problem', () => {
    const { problems } = read({ nps_score: 'x'.repeat(65_536) });
    expect(problems[0]?.problem.message.length).toBeLessThan(200);
  });
});
