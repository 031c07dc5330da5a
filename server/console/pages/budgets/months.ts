export const BUDGETS_PATH = '/console/budgets';

/** A budget's sub-account taken apart; no month where it stands until it is used up. */
export function splitHolder(holder: string): { programme: string; month: string | null } {
  const [programme = holder, month = null] = holder.split('/');
  return { programme, month };
}

/** The month before another, both as `2026-11`. */
export function monthBefore(month: string): string {
  const date = new Date(`${month}-01T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() - 1);
  return date.toISOString().slice(0, 7);
}

const WORDS = new Intl.DateTimeFormat('en-US', { month: 'long', year: 'numeric', timeZone: 'UTC' });

/** `November 2026`; what is no month as it is. */
export function monthWords(month: string): string {
  const at = Date.parse(`${month}-01T00:00:00Z`);
  return Number.isNaN(at) ? month : WORDS.format(at);
}
