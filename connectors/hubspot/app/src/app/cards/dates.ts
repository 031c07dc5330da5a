const DAY = 86_400_000;

/** A calendar day as HubSpot's date field has it; months count from 0. */
export interface CalendarDay {
  year: number;
  month: number;
  date: number;
}

/** How this card writes moments. */
export interface Dates {
  /** `14 Jan`, with the year where it is another one. */
  day(at: number): string;
  /** `today`, `5 days ago`, `3 months ago`. */
  ago(at: number): string;
  today(): CalendarDay;
  isPast(at: number): boolean;
}

/** Dates in a time zone (UTC where the runtime does not know it), as seen at `now()` in epoch milliseconds. */
export function createDates(timeZone: string, now: () => number): Dates {
  const calendar = calendarIn(timeZone);
  return {
    day(at) {
      // What happened on a day, at no hour, is kept as midnight UTC: everywhere it is that day.
      const { date, month, year } = at % DAY === 0 ? calendarIn('UTC')(at) : calendar(at);
      const name = `${date} ${MONTHS[month]}`;
      return year === calendar(now()).year ? name : `${name} ${year}`;
    },
    ago(at) {
      const days = Math.floor((now() - at) / DAY);
      if (days < 1) return 'today';
      if (days < 31) return count(days, 'day');
      return days < 365 ? count(Math.floor(days / 30.44), 'month') : count(Math.floor(days / 365), 'year');
    },
    today: () => calendar(now()),
    isPast: (at) => at <= now(),
  };
}

/** Midnight UTC of a day: what Groundswell keeps for a thing that happened on it. */
export function dayToTime({ year, month, date }: CalendarDay): number {
  return Date.UTC(year, month, date);
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function calendarIn(timeZone: string): (at: number) => CalendarDay {
  const format = formatIn(timeZone);
  return (at) => {
    const parts = format.formatToParts(at);
    const part = (type: string) => Number(parts.find((one) => one.type === type)?.value);
    return { year: part('year'), month: part('month') - 1, date: part('day') };
  };
}

function formatIn(timeZone: string): Intl.DateTimeFormat {
  const fields = { year: 'numeric', month: 'numeric', day: 'numeric' } as const;
  try {
    return new Intl.DateTimeFormat('en-US', { ...fields, timeZone });
  } catch {
    return new Intl.DateTimeFormat('en-US', { ...fields, timeZone: 'UTC' });
  }
}

function count(number: number, unit: string): string {
  return `${number} ${unit}${number === 1 ? '' : 's'} ago`;
}
