import { ok, refuse, type Result } from '#core/problem.ts';
import { DAY } from '#core/time.ts';

/** The end of a hold that only somebody can lift: the last moment a date can tell, epoch milliseconds. */
export const UNTIL_LIFTED = 8.64e15;

/** Why somebody, or a whole company, must not be asked. Times are epoch milliseconds. */
export interface Hold {
  reason: string;
  /** When it ends by itself; null where somebody has to lift it. */
  until: number | null;
}

const MAX_REASON = 500;
const LONGEST = 3660 * DAY;

/** A hold as it can be kept. Fails with `invalid_input` naming the field. */
export function checkHold({ reason, until }: Hold, now: number): Result<Hold> {
  const said = reason.toWellFormed().replaceAll('\0', '').trim();
  if (said === '' || said.length > MAX_REASON) {
    return refuse(
      'invalid_input',
      said === '' ? 'The hold has no reason.' : 'The reason is too long.',
      `Say why in 1 to ${MAX_REASON} characters.`,
      'reason',
    );
  }
  if (until !== null && (!Number.isFinite(until) || until <= now || until > now + LONGEST)) {
    return refuse(
      'invalid_input',
      'The hold would not end between now and ten years from now.',
      'Send a day ahead, or none for a hold that stays until it is lifted.',
      'until',
    );
  }
  return ok({ reason: said, until: until === null ? null : Math.floor(until) });
}
