import type { Estimate } from '#core/score/auc.ts';
import type { BackTest, RankingResult } from '#core/score/back-test.ts';
import type { Reach } from '#core/score/reliability.ts';
import { wilson } from '#core/score/wilson.ts';

/** Of 100 people who later advocated, how many each score had in its top tenth; `name` is that of the model. */
export function headline(
  { rankings: { model, current } }: BackTest,
  name: string,
  isCurrent: boolean,
): string {
  const found = ({ topDecile }: RankingResult) => Math.round(100 * topDecile.share);
  const published = isCurrent ? '' : ` ${found(current)} by the published score,`;
  return `Of 100 people who later advocated, the top tenth held ${found(model)} by ${lower(name)},${published} 10 by chance.`;
}

function lower(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** The share found in the top tenth with its interval. */
export function topTenth({ topDecile: { share } }: RankingResult, advocated: number): Estimate {
  return wilson(share * advocated, advocated);
}

interface Difference {
  /** 1 where the model shows more than the published score, -1 where less, 0 where both show the same. */
  sign: -1 | 0 | 1;
  /** Whether the intervals are apart. */
  clear: boolean;
}

/** A model beside the published score in words, by the top tenth and by the order of everybody. */
export function verdict({ advocated, rankings: { model, current } }: BackTest, name: string): string {
  const top = compare(topTenth(model, advocated), topTenth(current, advocated));
  const order = compare(model.auc, current.auc);
  const signs = [top.sign, order.sign];
  if (signs.every((sign) => sign === 0)) {
    return `${name} does as well as the published score, no better and no worse.`;
  }
  const does = signs.every((sign) => sign >= 0)
    ? 'is better than the published score'
    : signs.every((sign) => sign <= 0)
      ? 'is worse than the published score'
      : 'does better than the published score in one way and worse in the other';
  const how = `${inTopTenth(top)} and ${inOrder(order)}`;
  const doubt = top.clear || order.clear ? '' : ' The ranges overlap, so the difference may be chance.';
  return `${name} ${does}: it ${how}.${doubt}`;
}

function compare(a: Estimate, b: Estimate): Difference {
  const clear = a.low > b.high || a.high < b.low;
  const difference = clear ? a.value - b.value : Math.round(100 * a.value) - Math.round(100 * b.value);
  return { sign: difference > 0 ? 1 : difference < 0 ? -1 : 0, clear };
}

function inTopTenth({ sign, clear }: Difference): string {
  if (sign === 0) return 'finds as many in the top tenth';
  return `finds ${clear ? 'clearly ' : ''}${sign > 0 ? 'more' : 'fewer'} in the top tenth`;
}

function inOrder({ sign, clear }: Difference): string {
  if (sign === 0) return 'orders people as well';
  return `orders people ${clear ? 'clearly ' : ''}${sign > 0 ? 'better' : 'worse'}`;
}

/** How far the score keeps its word, in words. */
export function reachWords(reach: Reach): string {
  if (reach.kind === 'unknown') {
    return 'Too few people have a score above the lowest to tell whether a higher one is followed by more acts.';
  }
  if (reach.kind === 'nowhere') {
    return 'Does not hold: no higher score was clearly followed by more acts than the lowest.';
  }
  if (reach.kind === 'part') {
    const fewer = reach.fewer ? ', and the highest that can be judged by clearly fewer' : '';
    return `Holds up to ${reach.to - 1}; above that no higher score was clearly followed by more acts${fewer}.`;
  }
  return reach.to === 100
    ? 'Holds all the way: the higher the score, the more acts followed.'
    : `Holds up to ${reach.to - 1}; above that too few people were scored to tell.`;
}
