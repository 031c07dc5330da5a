import { describe, expect, test } from 'vitest';
import { DEFAULT_CATALOGUE } from '#core/catalogue/default-catalogue.ts';
import { REWARDED } from '#core/reward/check-rules.ts';
import { namesFeeling } from '#core/reward/sentiment.ts';
import { SIGNALS } from '#core/signal/catalogue.ts';

describe('a feeling or a rating', () => {
  test.each([
    'nps',
    'NPS 10',
    'Customer effort',
    'customer_effort',
    'Sentiment',
    'detractor',
    'A five-star review',
    '5 stars on G2',
    'fivestar review',
    '5stars',
    'Good rating',
    'minRating',
    'Five out of five testimonials',
    'five-out-of-five',
    'ten out of ten',
    '9 out of 10',
    'Excellent testimonials',
    '⭐⭐⭐⭐⭐ testimonials',
    '⭐⭐⭐⭐⭐',
    '★★★★☆ review',
    'Ｆｉｖｅ ｓｔａｒs',
    'P\u200bromoters',
    'promоters',
    'Prómoters',
    'Gives us 10/10',
    'Gives us a ten',
    'Likes us',
    'Loves our product',
    'Fans only',
    'Positive review',
    'Glowing review on G2',
    'Happy quote',
    'Favourable review',
    'Favorable review',
    '10/10 on G2',
    '4/5 stars',
    '4.5/5 on Capterra',
    '5 / 5',
    '⭐⭐⭐⭐⭐ review',
    'Five out of five thank-you',
    '⭐⭐⭐⭐⭐ reviewers gift',
    'Gift for raving fans',
    'Great testimonial',
    'Best review of the month',
    'Kind words',
    'Kind review',
    'Nice quote',
    'Delighted customers',
    'Satisfied customers',
    '👍 on LinkedIn',
    '9-10',
  ])('%s is one', (text) => {
    expect(namesFeeling(text)).toBe(true);
  });

  test.each([
    'review',
    'Public review',
    'Review on G2',
    'Idea',
    'Beta test',
    'Beta programme',
    'Starred in our film',
    'Reference call',
    'Reference call of any kind',
    'Case study',
    'Five-minute interview',
    'Top speaker slot',
    'Conference talk 10/12',
    'Talk on 3/10/2026',
    'Talk on 2026-10-05',
    'Two talks in one day',
    'Interview 2 of 5',
    'Customer advisory board',
    'Testimonial for the website',
    'Position paper',
    'Gives us a reference',
    'Best Buy gift card',
    'Best-practice session',
    'Talk on lead scoring',
    'Kindle',
    'Complimentary ticket',
    'Отзыв',
    'Отзыв 5',
    '10 months with us',
    'Sponsored 5 km run',
    '50/50 webinar',
  ])('%s is none', (text) => {
    expect(namesFeeling(text)).toBe(false);
  });

  test('is no act a rule may reward, and no item everybody begins with', () => {
    for (const type of REWARDED) expect(namesFeeling(SIGNALS[type].label), type).toBe(false);
    for (const { name } of DEFAULT_CATALOGUE) expect(namesFeeling(name), name).toBe(false);
  });
});
