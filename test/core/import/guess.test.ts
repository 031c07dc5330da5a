import { describe, expect, test } from 'vitest';
import { guessColumns } from '#core/import/guess.ts';

describe('headers', () => {
  test.each([
    [['E-Mail', 'Date', 'Score'], { email: 0, occurredAt: 1, value: 2 }],
    [
      ['Contact ID', 'Submitted at', 'satisfaction_score', 'Ticket ID'],
      { recordId: 0, occurredAt: 1, value: 2, key: 3 },
    ],
    [
      ['Signal type', 'WHEN', 'personId', 'Source', 'Reported by'],
      { type: 0, occurredAt: 1, personId: 2, source: 3, reportedBy: 4 },
    ],
    [['date', 'date', 'email'], { email: 2 }],
    [['foo', ''], {}],
    [['Courriel', 'Évaluation', 'Horodatage', 'Clé'], { email: 0, value: 1, occurredAt: 2, key: 3 }],
    [['Correo electrónico', 'Tipo', 'Fecha', 'Puntuación'], { email: 0, type: 1, occurredAt: 2, value: 3 }],
    [['E-Mail', 'Typ', 'Wert', 'Datum', 'Notiz'], { email: 0, type: 1, value: 2, occurredAt: 3, source: 4 }],
  ])('%j are guessed as %j', (header, columns) => {
    expect(guessColumns(header.map((name) => ({ name, samples: [] })))).toEqual(columns);
  });
});

describe('cells', () => {
  const file = (...columns: [name: string, ...samples: string[]][]) =>
    guessColumns(columns.map(([name, ...samples]) => ({ name, samples })));

  test('tell what a column is where its header does not', () => {
    const columns = file(
      ['Kunde', 'ada@acme.test', 'bob@acme.test'],
      ['Was', 'nps', 'Reference call', 'dance'],
      ['Zahl', '9,5', '8', '-1'],
      ['Am', '03-11-2026', '2026-10-01T10:00:00+02:00', '01.11.2026'],
      ['Text', '=HYPERLINK("http://evil")', '@SUM(A1)', '+1'],
    );
    expect(columns).toEqual({ email: 0, type: 1, value: 2, occurredAt: 3 });
  });

  test('say nothing against a header, twice, of an id, or where most of them say otherwise', () => {
    expect(file(['Datum', 'nps'], ['x', '2026-01-01'])).toEqual({ occurredAt: 0, type: undefined });
    expect(file(['von', '2026-01-01'], ['bis', '2026-02-01'])).toEqual({});
    expect(file(['Kunde', '104711', '20260101'])).toEqual({});
    expect(file(['x', 'nps', 'hello', 'there'])).toEqual({});
    expect(file(['x'])).toEqual({});
  });
});
