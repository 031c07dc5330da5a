import { employerDomain } from '#core/ask/insider.ts';

/**
 * What makes companies one account: the domain of its employer, in whichever CRM it is; without one of its own, or with
 * one that anybody can have, a company stands alone. A domain holds no colon, so the two kinds cannot meet.
 */
export function accountKey(connection: string, company: { id: string; domain: string | null }): string {
  return employerDomain(company.domain) ?? `${connection}:${company.id}`;
}
