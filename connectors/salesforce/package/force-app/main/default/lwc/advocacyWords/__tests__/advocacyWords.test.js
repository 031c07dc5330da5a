import {
  errorWords,
  formatAge,
  formatDay,
  formatPercent,
  formatPoints,
  safeUrl,
  statusWords,
  vendorWords,
} from 'c/advocacyWords';

const NOW = Date.UTC(2026, 10, 20, 9);
const DAY = 86_400_000;

describe('statusWords', () => {
  it.each([
    ['champion', 'Champion'],
    ['advocate', 'Advocate'],
    ['candidate', 'Candidate'],
    ['none', 'Not yet'],
    ['do_not_ask', 'Do not ask'],
    ['resting', 'Resting'],
    ['something new', 'Not yet'],
  ])('calls %s %s', (status, label) => {
    expect(statusWords(status, null, NOW).label).toBe(label);
  });

  it('says until when somebody rests, with the year where it is another', () => {
    expect(statusWords('resting', Date.UTC(2026, 11, 14), NOW).label).toBe('Resting until 14 Dec');
    expect(statusWords('resting', Date.UTC(2027, 0, 14), NOW).label).toBe('Resting until 14 Jan 2027');
  });

  it('says a day only of a rest', () => {
    expect(statusWords('champion', Date.UTC(2026, 11, 14), NOW).label).toBe('Champion');
  });

  it('gives what must not be done another colour than what may', () => {
    const themes = ['champion', 'resting', 'do_not_ask'].map(
      (status) => statusWords(status, null, NOW).theme,
    );
    expect(new Set(themes).size).toBe(3);
  });
});

describe('days', () => {
  it('are written in UTC', () => {
    expect(formatDay(Date.UTC(2026, 0, 31, 23, 59), NOW)).toBe('31 Jan');
    expect(formatDay(Date.UTC(2025, 1, 1), NOW)).toBe('1 Feb 2025');
  });

  it.each([
    [NOW - 60_000, 'today'],
    [NOW + DAY, 'today'],
    [NOW - 10 * 3_600_000, 'yesterday'],
    [NOW - 12 * DAY, '12 days ago'],
    [NOW - 30 * DAY, '30 days ago'],
    [NOW - 31 * DAY, '20 Oct'],
  ])('%d is %s', (at, age) => {
    expect(formatAge(at, NOW)).toBe(age);
  });
});

describe('numbers', () => {
  it('carry their sign', () => {
    expect([formatPoints(22), formatPoints(-8), formatPoints(0)]).toEqual(['+22', '−8', '0']);
  });

  it('are shares of a hundred', () => {
    expect(formatPercent(0.744)).toBe('74%');
  });
});

describe('safeUrl', () => {
  it('keeps a link to a page', () => {
    expect(safeUrl('https://app.hubspot.com/contacts/1')).toBe('https://app.hubspot.com/contacts/1');
    expect(safeUrl('http://127.0.0.1:4000/console')).toBe('http://127.0.0.1:4000/console');
  });

  it.each([
    'javascript:alert(1)',
    ' https://x',
    'data:text/html,x',
    '//evil.example',
    '',
    null,
    undefined,
    7,
  ])('drops %p', (url) => {
    expect(safeUrl(url)).toBeNull();
  });
});

it('names the vendors, and others by what they are called', () => {
  expect([vendorWords('hubspot'), vendorWords('salesforce'), vendorWords('other')]).toEqual([
    'HubSpot',
    'Salesforce',
    'other',
  ]);
});

describe('errorWords', () => {
  it('are those of Apex', () => {
    expect(errorWords({ body: { message: 'You cannot see this record.' } })).toBe(
      'You cannot see this record.',
    );
  });

  it.each([undefined, {}, { body: {} }, { body: { message: '' } }, new TypeError('offline')])(
    'are our own for %p',
    (error) => {
      expect(errorWords(error)).toBe('Groundswell could not be asked. Check your connection and try again.');
    },
  );
});
