import { DAY } from '#core/time.ts';
import type { Signal } from './signal.ts';

/** A signal with the CRM account it was read from; null where somebody reported it. */
export interface Fact extends Signal {
  connection: string | null;
}

/**
 * The facts that count. Two CRMs often tell the same thing: facts of one type, UTC day and value are the same ones in
 * every account, so each counts as often as the account that knows it most often tells of it, whichever was read
 * first. What was reported to us directly always counts. Facts that no longer count are still kept: when the other
 * account takes its own back, these speak again. The order of what counts is kept.
 */
export function countedFacts<Told extends Fact>(facts: readonly Told[]): Told[] {
  const accounts = new Set(facts.flatMap(({ connection }) => connection ?? []));
  if (accounts.size < 2) return [...facts];
  const echoes = new Set<Told>();
  for (const group of Map.groupBy(facts.filter(isRead), factKey).values()) {
    const tellers = [...Map.groupBy(group, (fact) => fact.connection ?? '')];
    if (tellers.length < 2) continue;
    tellers.sort(([a, mine], [b, theirs]) => theirs.length - mine.length || (a < b ? -1 : 1));
    for (const [, repeated] of tellers.slice(1)) for (const fact of repeated) echoes.add(fact);
  }
  return facts.filter((fact) => !echoes.has(fact));
}

function isRead({ connection }: Fact): boolean {
  return connection !== null;
}

/** What makes two facts read in different accounts the same. */
export function factKey({ type, occurredAt, value }: Pick<Signal, 'type' | 'occurredAt' | 'value'>): string {
  return `${type}:${Math.floor(occurredAt / DAY)}:${value ?? ''}`;
}
