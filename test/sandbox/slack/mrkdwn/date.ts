/** When and where a date is read: what today is depends on both. */
export interface Reader {
  now: number;
  timeZone: string;
}

const DAY = 86_400_000;

/**
 * Fills a `<!date^…>` format with a moment (epoch seconds) as its reader's clock shows it. Null where the format holds a
 * token Slack does not have, so that the fallback is shown instead.
 */
export function formatDate(seconds: number, format: string, reader: Reader): string | null {
  const moment = seconds * 1000;
  const write = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-US', { ...options, timeZone: reader.timeZone }).format(moment);
  const long = { year: 'numeric', month: 'long', day: 'numeric' } as const;
  const short = { ...long, month: 'short' } as const;
  const tokens: Record<string, () => string> = {
    date_num: () => dayKey(moment, reader.timeZone),
    date: () => write(long),
    date_slash: () => write({ year: 'numeric', month: '2-digit', day: '2-digit' }),
    date_short: () => write(short),
    date_long: () => write({ ...long, weekday: 'long' }),
    date_pretty: () => nearDay(moment, reader) ?? write(long),
    date_short_pretty: () => nearDay(moment, reader) ?? write(short),
    date_long_pretty: () => nearDay(moment, reader) ?? write({ ...long, weekday: 'long' }),
    time: () => write({ hour: 'numeric', minute: '2-digit' }),
    time_secs: () => write({ hour: 'numeric', minute: '2-digit', second: '2-digit' }),
    ago: () => ago(moment - reader.now),
  };
  const named = [...format.matchAll(/\{(\w+)\}/gu)].map((match) => match[1] ?? '');
  if (!named.every((name) => Object.hasOwn(tokens, name))) return null;
  return format.replaceAll(/\{(\w+)\}/gu, (_token, name: string) => tokens[name]?.() ?? '');
}

function dayKey(moment: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(moment);
}

function nearDay(moment: number, { now, timeZone }: Reader): string | null {
  const names = { today: now, yesterday: now - DAY, tomorrow: now + DAY };
  const key = dayKey(moment, timeZone);
  return Object.entries(names).find(([, day]) => dayKey(day, timeZone) === key)?.[0] ?? null;
}

function ago(distance: number): string {
  const format = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
  const minutes = Math.round(distance / 60_000);
  if (Math.abs(minutes) < 60) return format.format(minutes, 'minute');
  const hours = Math.round(minutes / 60);
  return Math.abs(hours) < 24 ? format.format(hours, 'hour') : format.format(Math.round(hours / 24), 'day');
}
