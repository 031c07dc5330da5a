const STATUSES = {
  champion: { label: 'Champion', theme: 'slds-theme_success' },
  advocate: { label: 'Advocate', theme: 'slds-theme_success' },
  candidate: { label: 'Candidate', theme: 'slds-theme_info' },
  none: { label: 'Not yet', theme: 'slds-badge_lightest' },
  resting: { label: 'Resting', theme: 'slds-theme_warning' },
  do_not_ask: { label: 'Do not ask', theme: 'slds-theme_error' },
};
const VENDORS = { hubspot: 'HubSpot', salesforce: 'Salesforce' };
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DAY = 86_400_000;

/** A status as the card words it, and the SLDS theme of its badge. */
export function statusWords(status, nextAskAt, now) {
  const { label, theme } = STATUSES[status] ?? STATUSES.none;
  const until = status === 'resting' && nextAskAt !== null ? ` until ${formatDay(nextAskAt, now)}` : '';
  return { label: `${label}${until}`, theme };
}

export function vendorWords(vendor) {
  return VENDORS[vendor] ?? vendor;
}

/** `14 Jan`, or `14 Jan 2027` in another year than now. In UTC, as everywhere in Groundswell. */
export function formatDay(at, now) {
  const date = new Date(at);
  const day = `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`;
  const year = date.getUTCFullYear();
  return year === new Date(now).getUTCFullYear() ? day : `${day} ${year}`;
}

/** `today`, `yesterday`, `12 days ago`; beyond a month the day. */
export function formatAge(at, now) {
  const days = Math.floor(now / DAY) - Math.floor(at / DAY);
  if (days <= 0) return 'today';
  if (days === 1) return 'yesterday';
  return days <= 30 ? `${days} days ago` : formatDay(at, now);
}

/** Points with their sign: `+22`, `−8`, `0`. */
export function formatPoints(points) {
  if (points === 0) return '0';
  return points > 0 ? `+${points}` : `−${-points}`;
}

export function formatPercent(share) {
  return `${Math.round(share * 100)}%`;
}

/** A link that leads to a page; null for anything a browser would run instead. */
export function safeUrl(url) {
  return typeof url === 'string' && /^https?:\/\//i.test(url) ? url : null;
}

/** The words of a failed call to Apex. */
export function errorWords(error) {
  const message = error?.body?.message;
  return typeof message === 'string' && message !== ''
    ? message
    : 'Groundswell could not be asked. Check your connection and try again.';
}
