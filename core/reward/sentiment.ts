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
