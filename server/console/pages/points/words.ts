import { ONCE, type PointsProgramme } from '#core/points/programme.ts';
import type { MovementKind } from '#core/points/wallet.ts';
import { counted, formatNumber } from '#server/console/parts/words.ts';

export const POINTS_PATH = '/console/points';

/** The page of a programme. */
export function programmeHref(id: string): string {
  return `${POINTS_PATH}/programmes/${encodeURIComponent(id)}`;
}

/** The page of one person's points of a programme. */
export function sheetHref(programme: string, person: string): string {
  return `${programmeHref(programme)}/people/${encodeURIComponent(person)}`;
}

const MONTH = new Intl.DateTimeFormat('en-US', { month: 'long', year: 'numeric', timeZone: 'UTC' });

/** `2027-03` as `March 2027`. */
export function monthWords(month: string): string {
  return MONTH.format(new Date(`${month}-01T00:00:00Z`));
}

/** What happened to points, in a few words: `Earned 100 points`. */
export function movementWords({ kind, points }: { kind: MovementKind; points: number }): string {
  const many = pointsWords(points);
  const words: Record<MovementKind, string> = {
    earn: `Earned ${many}`,
    unlock: `${many} can be spent`,
    spend: `Spent ${many}`,
    expire: `${many} ran out`,
    claw_back: `${many} taken back`,
    forfeit: `${many} given up`,
  };
  return words[kind];
}

/** When a programme's points end, in words. */
export function expiryWords({ expiry }: PointsProgramme): string {
  if (expiry.kind === 'none') return 'Never expire';
  const span = counted(expiry.days, 'day', 'days');
  return expiry.kind === 'fixed'
    ? `Expire ${span} after they are earned`
    : `Expire after ${span} without activity`;
}

/** What else a programme's rules say: holds and limits; null where there are none. */
export function limitWords({ holdDays, dayCap, monthCap }: PointsProgramme): string | null {
  const words = [
    holdDays === 0 ? null : `locked for ${counted(holdDays, 'day', 'days')}`,
    dayCap === null ? null : `at most ${formatNumber(dayCap)} a day`,
    monthCap === null ? null : `at most ${formatNumber(monthCap)} a month`,
  ].filter((word) => word !== null);
  return words.length === 0 ? null : words.join(', ');
}

/** A multiplier as people read it: 12,000 basis points are `1.2×`. */
export function multiplierWords(multiplier: number): string {
  return `${multiplier / ONCE}×`;
}

/** `1 point`, `1,250 points`. */
export function pointsWords(points: number): string {
  return counted(points, 'point', 'points');
}
