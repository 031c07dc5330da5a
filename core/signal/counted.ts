import { identityOf } from '#core/actor/actor.ts';
import { DAY } from '#core/time.ts';
import type { Signal } from './signal.ts';

/** A signal with the CRM account it was read from; null where somebody reported it. */
export interface Fact extends Signal {
  connection: string | null;
  /** Who told of it, where somebody did and we know who. */
  reportedBy?: string | null;
}

/** Within this time after a nomination the same rep's next one of the same person tells nothing new. */
export const NOMINATION_STANDS = 90 * DAY;

/**
 * The facts that count. Two CRMs often tell the same thing: facts of one type, UTC day and value are the same ones in
 * every account, so each counts as often as the account that knows it most often tells of it, whichever was read
 * first. What was reported to us directly always counts. Facts that no longer count are still kept: when the other
 * account takes its own back, these speak again. What reps tell on cards counts as `repeatsOnCards` has it. The order of
 * what counts is kept.
 */
export function countedFacts<Told extends Fact>(facts: readonly Told[]): Told[] {
  const ignored = new Set([...echoesOf(facts), ...repeatsOnCards(facts)]);
  return facts.filter((fact) => !ignored.has(fact));
}

function echoesOf<Told extends Fact>(facts: readonly Told[]): Set<Told> {
  const accounts = new Set(facts.flatMap(({ connection }) => connection ?? []));
  const echoes = new Set<Told>();
  if (accounts.size < 2) return echoes;
  for (const group of Map.groupBy(facts.filter(isRead), factKey).values()) {
    const tellers = [...Map.groupBy(group, (fact) => fact.connection ?? '')];
    if (tellers.length < 2) continue;
    tellers.sort(([a, mine], [b, theirs]) => theirs.length - mine.length || (a < b ? -1 : 1));
    for (const [, repeated] of tellers.slice(1)) for (const fact of repeated) echoes.add(fact);
  }
  return echoes;
}

/** An act of one type and UTC day is one act, whichever rep tells of it; a rep's nomination stands for 90 days. */
function repeatsOnCards<Told extends Fact>(facts: readonly Told[]): Told[] {
  const told = facts.filter(({ key }) => isToldOnCard(key)).toSorted((a, b) => a.occurredAt - b.occurredAt);
  const acts = new Set<string>();
  const nominated = new Map<string, number>();
  return told.filter((fact) => {
    if (fact.type !== 'nomination') return acts.size === acts.add(factKey(fact)).size;
    const rep = identityOf(fact.reportedBy ?? fact.key);
    const before = nominated.get(rep) ?? -Infinity;
    if (fact.occurredAt < before + NOMINATION_STANDS) return true;
    nominated.set(rep, fact.occurredAt);
    return false;
  });
}

/** Whether a signal was told by a rep on a card, by its key; nobody else may claim such a key. */
export function isToldOnCard(key: string): boolean {
  return key.startsWith('card:');
}

function isRead({ connection }: Fact): boolean {
  return connection !== null;
}

/** What makes two facts read in different accounts the same. */
export function factKey({ type, occurredAt, value }: Pick<Signal, 'type' | 'occurredAt' | 'value'>): string {
  return `${type}:${Math.floor(occurredAt / DAY)}:${value ?? ''}`;
}
