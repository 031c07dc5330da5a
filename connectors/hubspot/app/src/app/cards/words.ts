import type { CardPerson, FlagStatus } from './card-contract.ts';
import type { Dates } from './dates.ts';

type Standing = Pick<CardPerson, 'status' | 'nextAskAt'>;
type TagVariant = 'danger' | 'warning' | 'info' | 'success' | 'default';

const LABELS: Record<FlagStatus, string> = {
  champion: 'Champion',
  advocate: 'Advocate',
  candidate: 'Candidate',
  none: 'Not yet',
  resting: 'Resting',
  do_not_ask: 'Do not ask',
};

const VARIANTS: Record<FlagStatus, TagVariant> = {
  champion: 'success',
  advocate: 'success',
  candidate: 'info',
  none: 'default',
  resting: 'warning',
  do_not_ask: 'danger',
};

/** What the tag says: `Champion`, `Resting until 14 Jan`. */
export function statusLabel({ status, nextAskAt }: Standing, dates: Dates): string {
  return status === 'resting' ? `Resting${until(nextAskAt, dates)}` : LABELS[status];
}

export function statusVariant(status: FlagStatus): TagVariant {
  return VARIANTS[status];
}

/** What to do about this person, in one line. */
export function advice(person: CardPerson, dates: Dates): string {
  if (person.status === 'do_not_ask') {
    const isWish = person.readiness.closed.some(({ gate }) => gate === 'consent');
    return isWish ? 'They wish not to be asked. Respect it.' : 'They must not be asked; see why.';
  }
  if (person.status === 'resting')
    return `Leave them alone${until(person.nextAskAt, dates)}; they were asked lately.`;
  if (person.readiness.closed.length > 0) return 'Not a good moment to ask; see what stands in the way.';
  if (person.shortfall !== null) return `Not enough data to tell. ${person.shortfall}`;
  if (person.status === 'none') return 'Not enough speaks for an ask yet.';
  if (person.status === 'candidate') return 'Could become an advocate. Start with something small.';
  return 'Ready to be asked.';
}

function until(nextAskAt: number | null, dates: Dates): string {
  return nextAskAt === null ? '' : ` until ${dates.day(nextAskAt)}`;
}

/** When they may next be asked. */
export function nextFreeDate(
  { status, nextAskAt, readiness }: Standing & Pick<CardPerson, 'readiness'>,
  dates: Dates,
): string {
  if (status === 'do_not_ask') return 'Not at all';
  if (nextAskAt !== null && !dates.isPast(nextAskAt)) return `From ${dates.day(nextAskAt)}`;
  return readiness.open === readiness.total ? 'Now' : 'Once the above is settled';
}

/** `+18`, `−30`, with a real minus sign. */
export function signedPoints(points: number): string {
  return points < 0 ? `−${-points}` : `+${points}`;
}

/** A share from 0 to 1 as `74%`. */
export function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}

/** Somebody's numbers on one line; no propensity where too little is known for one. */
export function figures(person: Pick<CardPerson, 'propensity' | 'confidence' | 'shortfall'>): string {
  const { propensity, confidence, shortfall } = person;
  const sure = `${percent(confidence)} sure`;
  return shortfall === null ? `Propensity ${propensity} · ${sure}` : `Not enough data · ${sure}`;
}

/** The address, where a link may go there; null for anything but the web. */
export function webUrl(url: string | null): string | null {
  return url !== null && /^https?:\/\//i.test(url) ? url : null;
}
