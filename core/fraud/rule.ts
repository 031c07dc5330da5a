import { DAY } from '#core/time.ts';

/** Every ground on which a proposed reward waits for somebody to look at it. */
export const FRAUD_CODES = [
  'self',
  'same_household_or_domain',
  'velocity',
  'duplicate_person',
  'disposable_email',
  'insider',
] as const;
export type FraudCode = (typeof FRAUD_CODES)[number];

/** What a rule does where it finds something: nothing, or hold the reward. Never a silent refusal. */
export const SEVERITIES = ['hold', 'off'] as const;
export type Severity = (typeof SEVERITIES)[number];

export interface FraudRule {
  label: string;
  /** What was found, for whoever waits. */
  meaning: string;
  /** What somebody has to find to clear it. */
  clearedBy: string;
  /** Working days within which somebody should have looked. */
  expectedIn: number;
  severity: Severity;
  /** Whether it ends by itself after `LAPSE` where nobody looked. */
  lapses: boolean;
}

/** What a rule found: in plain words, and what it rests on. */
export interface Finding {
  code: FraudCode;
  reason: string;
  evidence: string[];
}

/** How long a hold that lapses stands where nobody looked at it. */
export const LAPSE = 30 * DAY;

export const FRAUD_RULES: Record<FraudCode, FraudRule> = {
  self: {
    label: 'Proposed for oneself',
    meaning: 'Whoever proposed the reward, or told of the act, seems to be who would get it.',
    clearedBy: 'Find that they are two people, or that a colleague stands behind the proposal.',
    expectedIn: 1,
    severity: 'hold',
    lapses: false,
  },
  same_household_or_domain: {
    label: 'Same household or domain',
    meaning: 'Whoever proposed the reward, or told of the act, has an address at the recipient’s own domain.',
    clearedBy: 'Find that it is no favour within one house, such as a recommendation to another team.',
    expectedIn: 2,
    severity: 'hold',
    lapses: true,
  },
  velocity: {
    label: 'Many in a short time',
    meaning: 'More rewards than usual go to one person or account, or come from one proposer.',
    clearedBy: 'Find an act of its own behind each of the rewards.',
    expectedIn: 1,
    severity: 'hold',
    lapses: true,
  },
  duplicate_person: {
    label: 'Perhaps one person twice',
    meaning: 'The recipient may be known a second time, and might be rewarded under both names.',
    clearedBy: 'Decide whether the two are one, and find that the act was not rewarded before.',
    expectedIn: 2,
    severity: 'hold',
    lapses: true,
  },
  disposable_email: {
    label: 'Disposable e-mail',
    meaning: 'The recipient has an address at a provider that gives one to anybody for an hour.',
    clearedBy: 'Ask for an address of their own, or find who they are in another way.',
    expectedIn: 1,
    severity: 'hold',
    lapses: true,
  },
  insider: {
    label: 'Employee or competitor',
    meaning: 'The recipient’s address or company is on the list of our own domains, or of competitors’.',
    clearedBy: 'Find that they may be rewarded all the same, and that it is disclosed where they speak.',
    expectedIn: 2,
    severity: 'hold',
    lapses: false,
  },
};

/** The same hour so many working days (Monday to Friday, UTC) after `at`. */
export function afterWorkingDays(at: number, days: number): number {
  let day = at;
  for (let left = days; left > 0;) {
    day += DAY;
    if (!isWeekend(day)) left -= 1;
  }
  return day;
}

function isWeekend(at: number): boolean {
  return [0, 6].includes(new Date(at).getUTCDay());
}
