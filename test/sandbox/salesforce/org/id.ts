const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const CHECK = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/** The three letters or digits every id of an object begins with. */
export const PREFIXES = {
  Organization: '00D',
  User: '005',
  Account: '001',
  Contact: '003',
  Lead: '00Q',
  Opportunity: '006',
  OpportunityContactRole: '00K',
  Campaign: '701',
  CampaignMember: '00v',
  Case: '500',
  Advocacy_Profile__c: 'a0G',
} as const;

/** An 18-character id: prefix, instance, a serial in base 62, and the three check characters. */
export function makeId(prefix: string, serial: number): string {
  let left = serial;
  let tail = '';
  for (let place = 0; place < 7; place++) {
    tail = (DIGITS[left % 62] ?? '0') + tail;
    left = Math.floor(left / 62);
  }
  return longId(`${prefix}Hs000${tail}`.slice(0, 15));
}

/** The 18-character form of a 15-character id: three letters that tell which characters are upper case. */
export function longId(short: string): string {
  let check = '';
  for (let group = 0; group < 15; group += 5) {
    let bits = 0;
    for (let place = 0; place < 5; place++) {
      const code = short.charCodeAt(group + place);
      if (code >= 65 && code <= 90) bits |= 1 << place;
    }
    check += CHECK[bits] ?? 'A';
  }
  return short + check;
}

/** An id from outside in its 18-character form; null when it is none or its check characters are wrong. */
export function parseId(given: string): string | null {
  if (!/^[0-9A-Za-z]{15}(?:[A-Z0-5]{3})?$/.test(given)) return null;
  const whole = longId(given.slice(0, 15));
  return given.length === 15 || given === whole ? whole : null;
}
