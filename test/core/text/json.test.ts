import fc from 'fast-check';
import { expect, test } from 'vitest';
import { objectionToJson } from '#core/text/json.ts';

const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

test('what is nested deeper than 64 is refused, however deep', () => {
  expect(objectionToJson(nested(64))).toBeNull();
  for (const text of [nested(65), nested(200_000), `{"a":${nested(64)}}`, '{"a":'.repeat(65)]) {
    expect(objectionToJson(text)?.problem).toMatchObject({
      code: 'invalid_input',
      message: 'The JSON is nested deeper than 64.',
    });
  }
});

test.each([
  ['{"amount":1,"amount":2}', 'amount'],
  ['{"amount":1,"b":[{"amount":2}],"am\\u006funt":2}', 'amount'],
  ['[{"a":{"b":"}"},"c":"\\"","a" : 1}]', 'a'],
  ['{"":1,"":2}', ''],
])('a field that is there twice is refused: %s', (text, field) => {
  expect(objectionToJson(text)?.problem).toMatchObject({ code: 'invalid_input', field });
});

test.each([
  '',
  '{',
  '}',
  ']]',
  '"',
  '"\\',
  '{"a',
  'a,b,a',
  '{"a":1},{"a":2}',
  '["a","a"]',
  '{"a":"b","b":"a"}',
])('nothing else is: %s', (text) => {
  expect(objectionToJson(text)).toBeNull();
});

test('no JSON that was written once is refused', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 8 }), (text) => {
      expect(objectionToJson(JSON.stringify(JSON.parse(text)))).toBeNull();
    }),
  );
});
