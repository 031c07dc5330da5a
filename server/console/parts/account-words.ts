import type { Role } from '#core/account/role.ts';

export const ROLE_WORDS: Record<Role, string> = {
  decision_maker: 'Decision makers',
  user: 'Users',
  technical: 'Technical',
  finance: 'Finance and procurement',
  legal: 'Legal',
  marketing: 'Marketing',
  other: 'Other or no title',
};

export const ACCOUNTS_PATH = '/console/accounts';

/** The page of an account. */
export function accountHref(id: string): string {
  return `${ACCOUNTS_PATH}/${encodeURIComponent(id)}`;
}

/** A share of a whole: `37 %`; never 0 % or 100 % of what is a little more or less. */
export function percent(share: number): string {
  const whole = Math.round(100 * share);
  if (share > 0 && whole === 0) return 'under 1 %';
  return share < 1 && whole === 100 ? 'over 99 %' : `${whole} %`;
}
