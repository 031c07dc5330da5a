import { isKey, type Member } from './member.ts';
import { byPropensity } from './score.ts';

/**
 * The key person who stands lowest: those dissatisfied lately before all others, for they said so themselves; of the
 * rest only those of whom enough is known. Null where there is none.
 */
export function worstOf<Someone extends Member>(members: readonly Someone[]): Someone | null {
  const key = members.filter((member) => isKey(member) && (member.unhappy || member.known));
  const unhappy = key.filter((member) => member.unhappy);
  return (unhappy.length > 0 ? unhappy : key).toSorted(byPropensity).at(-1) ?? null;
}
