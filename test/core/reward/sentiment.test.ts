import { expect, test } from 'vitest';
import { rewardsSentiment } from '#core/reward/sentiment.ts';

test.each([
  ['nps', true],
  ['NPS 10', true],
  ['Customer effort', true],
  ['customer_effort', true],
  ['Sentiment', true],
  ['detractor', true],
  ['A five-star review', true],
  ['5 stars on G2', true],
  ['Good rating', true],
  ['review', false],
  ['Public review', false],
  ['Idea', false],
  ['Beta test', false],
  ['Starred in our film', false],
  ['Reference call', false],
])('%s: %s', (act, told) => {
  expect(rewardsSentiment(act)).toBe(told);
});
