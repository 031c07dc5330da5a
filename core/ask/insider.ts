import { domainOf, isFreeMail } from '#core/person/free-mail.ts';
import { ok, refuse, type Refusal, type Result } from '#core/problem.ts';

/** Who is never asked because of whom they work for. */
export const INSIDERS = ['employee', 'competitor'] as const;
export type Insider = (typeof INSIDERS)[number];

/** The domains of our own staff and of competitors, as they are compared; each stands for those below it too. */
export interface DomainLists {
  employees: string[];
  competitors: string[];
}

const MOST = 500;
const LONGEST = 253;
const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
/** Second parts under which a country's registry sells names to anybody, such as `co.uk`. */
const REGISTRY = /^(ac|co|com|edu|gob|gouv|gov|govt|gv|ltd|mil|ne|net|nom|or|org|plc|sch)\.[a-z]{2}$/;

/** Lists as they can be kept: each domain once, in order. Fails with `invalid_input` naming the entry at fault. */
export function checkDomainLists(claimed: DomainLists): Result<DomainLists> {
  const employees = checkList('employees', claimed.employees);
  if (!employees.ok) return employees;
  const competitors = checkList('competitors', claimed.competitors);
  if (!competitors.ok) return competitors;
  const own = new Set(employees.value);
  const both = competitors.value.find((domain) => own.has(domain));
  if (both !== undefined) {
    return wrong('competitors', `${both} is on both lists.`, 'Leave it on the one it belongs to.');
  }
  return ok({ employees: employees.value, competitors: competitors.value });
}

function checkList(field: keyof DomainLists, claimed: readonly string[]): Result<string[]> {
  if (claimed.length > MOST) {
    return wrong(field, 'The list is too long.', `Send at most ${MOST} domains; each covers those below it.`);
  }
  const kept = new Set<string>();
  for (const [place, each] of claimed.entries()) {
    const domain = checkDomain(each, `${field}.${place}`);
    if (!domain.ok) return domain;
    kept.add(domain.value);
  }
  return ok([...kept].toSorted());
}

/** A domain as it is compared, see `comparedDomain`. Fails with `invalid_input` in `field`. */
function checkDomain(claimed: string, field: string): Result<string> {
  const shown = claimed.trim().toWellFormed().slice(0, 80);
  const alone = 'Write the domain alone, such as example.com.';
  if (shown.startsWith('*.')) {
    return wrong(field, `“${shown}” has a star.`, 'Leave it out: a domain covers those below it.');
  }
  const domain = comparedDomain(claimed);
  if (domain === null) return wrong(field, `“${shown}” is not a domain.`, alone);
  if (!domain.includes('.') || REGISTRY.test(domain)) {
    return wrong(
      field,
      `${domain} is a whole ending that anybody may register under.`,
      'Send the domain of one company.',
    );
  }
  if (isFreeMail(`@${domain}`)) {
    return wrong(
      field,
      `Anybody can have an address at ${domain}, so it tells no employer.`,
      'Leave it out, and put the people meant on hold instead.',
    );
  }
  return ok(domain);
}

function wrong(field: string, message: string, remedy: string): Refusal {
  return refuse('invalid_input', message, remedy, field);
}

/**
 * A domain as it is compared: lower case, names of other scripts in their ASCII form (RFC 5891), no `www.` and no dot at
 * the end; null where it is none.
 */
export function comparedDomain(raw: string): string | null {
  const written = raw
    .trim()
    .toLowerCase()
    .normalize('NFC')
    .replace(/^www\./, '')
    .replace(/\.$/, '');
  if (written.length > LONGEST || !/^[\p{L}\p{N}\p{M}.-]+$/u.test(written)) return null;
  const domain = isAscii(written) ? written : toAscii(written);
  const labels = domain?.split('.') ?? [];
  const isName = domain !== null && domain.length <= LONGEST && labels.every((label) => LABEL.test(label));
  return isName && /^(xn--.+|[a-z]+)$/.test(labels.at(-1) ?? '') ? domain : null;
}

function isAscii(text: string): boolean {
  return !/[^\u0020-\u007e]/.test(text);
}

function toAscii(domain: string): string | null {
  const url = `https://${domain}/`;
  return URL.canParse(url) ? new URL(url).hostname : null;
}

/** The domain of one employer as it is compared; null where it is none, or one that anybody can have. */
export function employerDomain(raw: string | null): string | null {
  const domain = raw === null ? null : comparedDomain(raw);
  return domain === null || isFreeMail(`@${domain}`) ? null : domain;
}

/** Who is behind these e-mails and company domains: a competitor before an employee, whom we could still ask in person. */
export function insiderOf(
  { emails, domains }: { emails: readonly string[]; domains: readonly string[] },
  lists: ReadonlyMap<string, Insider>,
): Insider | null {
  if (lists.size === 0) return null;
  const found = new Set([...emails.map(domainOf), ...domains].map((domain) => listedAs(domain, lists)));
  if (found.has('competitor')) return 'competitor';
  return found.has('employee') ? 'employee' : null;
}

/** On which list a domain is, itself or by one above it; null where on none. */
export function listedAs(raw: string, lists: ReadonlyMap<string, Insider>): Insider | null {
  let domain = comparedDomain(raw) ?? '';
  while (domain !== '') {
    const found = lists.get(domain);
    if (found !== undefined) return found;
    const dot = domain.indexOf('.');
    domain = dot === -1 ? '' : domain.slice(dot + 1);
  }
  return null;
}
