/** Dates before 1900 or after 2200 are typing errors, and `Date` cannot hold what is far beyond. */
const EARLIEST = Date.UTC(1900, 0, 1);
const LATEST = Date.UTC(2200, 0, 1);

/**
 * Epoch milliseconds of what CRMs send for dates and times: milliseconds as digits, ISO 8601, or `yyyy-mm-dd`
 * (midnight UTC). Null for anything else, for days that do not exist, and for years nobody means.
 */
export function parseTime(text: string): number | null {
  const trimmed = text.trim();
  const at = /^-?\d{6,16}$/.test(trimmed) ? Number(trimmed) : parseIso(trimmed);
  return at === null || Number.isNaN(at) || at < EARLIEST || at > LATEST ? null : at;
}

function parseIso(text: string): number | null {
  const match = /^(\d{4}-\d{2}-(\d{2}))(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2}))?$/.exec(text);
  if (!match) return null;
  const [, day = '', ofMonth = ''] = match;
  // Date.parse rolls the 30th of February over into March.
  if (Number(ofMonth) > 28 && new Date(day).getUTCDate() !== Number(ofMonth)) return null;
  return Date.parse(text);
}
