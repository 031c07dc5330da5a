import { comparedDomain } from '#core/ask/insider.ts';
import { domainOf } from '#core/person/free-mail.ts';
import { DISPOSABLE_DOMAINS } from './disposable-domains.ts';

/** The listed domain an e-mail is at, itself or by one above it; null where on none: an unknown domain is let through. */
export function disposableDomain(email: string): string | null {
  let domain = comparedDomain(domainOf(email)) ?? '';
  while (domain !== '') {
    if (DISPOSABLE_DOMAINS.has(domain)) return domain;
    const dot = domain.indexOf('.');
    domain = dot === -1 ? '' : domain.slice(dot + 1);
  }
  return null;
}
