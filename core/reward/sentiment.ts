import { SIGNAL_TYPES, SIGNALS } from '#core/signal/catalogue.ts';

/** What is paid for a feeling is refused wherever a reward begins: 16 CFR 465.4, incentives for reviews of a sentiment. */
export const SENTIMENT_LAW = '16 CFR 465.4';

const RATINGS = /\b(nps|csat|ces|promoters?|ratings?|(one|two|three|four|five|[1-5])[\s-]*stars?)\b/i;

/**
 * Whether the words of an act name what somebody feels or how kindly they rate, and not something they do: the type or
 * label of an answer, or a rating. `Public review` is an act; `five-star review` is a sentiment.
 */
export function rewardsSentiment(act: string): boolean {
  const said = act.toLowerCase().replaceAll('_', ' ').trim();
  const isAnswer = SIGNAL_TYPES.some((type) => {
    const { sentiment, label } = SIGNALS[type];
    return sentiment && (said === type.replaceAll('_', ' ') || said === label.toLowerCase());
  });
  return isAnswer || RATINGS.test(said);
}

const FEELINGS = new RegExp(
  String.raw`\b(nps|csat|ces|scor(es?|ed|ing)|rat(es?|ed|ings?)|stars?|sentiments?|promoters?|passives?|detractors?|` +
    String.raw`posit\w+|negat\w+|favou?rabl[ey]|(un|dis)?(happ|satisf)\w+|delight\w*|moods?|propensity|glowing|prais\w*|` +
    String.raw`feel(s|ings?)?|lov(es?|ed|ing)|kind words|tone)\b`,
  'i',
);
const BARE_NUMBER = /^\W*\d+([./\s-]+\d+)?\W*$/;

/**
 * Whether a field, a label or a value somebody made up for a condition stands for a feeling or a rating, said outright
 * (`minRating`, `promoters only`) or by a number alone (`5`, `9-10`).
 */
export function namesFeeling(text: string): boolean {
  const words = text.replaceAll(/([a-z\d])([A-Z])/g, '$1 $2').replaceAll(/[_-]+/g, ' ');
  return FEELINGS.test(words) || BARE_NUMBER.test(text) || rewardsSentiment(words);
}
