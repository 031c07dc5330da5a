import { ok, type Result } from '#core/problem.ts';
import { PROGRAMME } from '#core/reward/reward.ts';
import { isSignalType, SIGNALS, type SignalType } from '#core/signal/catalogue.ts';
import { wrong } from '#core/claimed.ts';
import { isCountry } from './country.ts';
import type { CatalogueItem } from './item.ts';

const MAX_LIST = 250;

/** Where, for which acts and in which programmes an item is given, each list in order; null: no limit. */
export function checkReach(
  claimed: Readonly<Record<string, unknown>>,
): Result<Pick<CatalogueItem, 'markets' | 'acts' | 'programmes'>> {
  const markets = checkList(
    claimed['markets'],
    'markets',
    isCountry,
    'Use the two letters of countries, such as DE.',
  );
  if (!markets.ok) return markets;
  const acts = checkList(claimed['acts'], 'acts', isRewarded, 'Name acts that can be rewarded, or all.');
  if (!acts.ok) return acts;
  const isProgramme = (text: string): text is string => PROGRAMME.test(text);
  const remedy = 'Use ids of programmes, such as general.';
  const programmes = checkList(claimed['programmes'], 'programmes', isProgramme, remedy);
  if (!programmes.ok) return programmes;
  return ok({ markets: markets.value, acts: acts.value, programmes: programmes.value });
}

function checkList<Word extends string>(
  list: unknown,
  field: string,
  fits: (text: string) => text is Word,
  remedy: string,
): Result<Word[] | null> {
  if (list === undefined || list === null) return ok(null);
  if (!Array.isArray(list) || list.length === 0 || list.length > MAX_LIST) {
    return wrong(field, 'This is no list of them.', `Name 1 to ${MAX_LIST}, or leave them out for all.`);
  }
  const words = new Set<Word>();
  for (const [place, each] of list.entries()) {
    if (typeof each !== 'string' || !fits(each)) {
      return wrong(`${field}.${place}`, 'There is no such one.', remedy);
    }
    words.add(each);
  }
  return ok([...words].toSorted());
}

function isRewarded(text: string): text is SignalType {
  return isSignalType(text) && SIGNALS[text].act && !SIGNALS[text].sentiment;
}
