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

/**
 * Lists as they can be kept: each domain once, in order. Fails with `invalid_input` telling of every entry at fault, the
 * first of them as its field.
 */
export function checkDomainLists(claimed: DomainLists): Result<DomainLists> {
  const employees = checkList('employees', claimed.employees);
  const competitors = checkList('competitors', claimed.competitors);
  const own = new Set(employees.kept);
  const faults = [
    ...employees.faults,
    ...competitors.faults,
    ...competitors.kept
      .filter((domain) => own.has(domain))
      .map((domain) =>
        wrong('competitors', `“${domain}” is on both lists.`, 'Leave it on the one it belongs to.'),
      ),
  ];
  return faults.length > 0
    ? asOne(faults)
    : ok({ employees: employees.kept.toSorted(), competitors: competitors.kept.toSorted() });
}

function checkList(
  field: keyof DomainLists,
  claimed: readonly string[],
): { kept: string[]; faults: Refusal[] } {
  if (claimed.length > MOST) {
    const remedy = `Enter at most ${MOST} domains; each covers those below it.`;
    return { kept: [], faults: [wrong(field, 'The list is too long.', remedy)] };
  }
  const checked = claimed.map((each, place) => checkDomain(each, `${field}.${place}`));
  return {
    kept: [...new Set(checked.flatMap((domain) => (domain.ok ? [domain.value] : [])))],
    faults: checked.filter((domain) => !domain.ok),
  };
}

const MOST_TOLD = 10;

/** All that is wrong as one refusal, with every remedy once. */
function asOne(faults: readonly Refusal[]): Refusal {
  const told = faults.slice(0, MOST_TOLD).map(({ problem }) => problem);
  const more = faults.length - told.length;
  const messages = told.map(({ message }) => message);
  if (more > 0) messages.push(`${more} more cannot be kept either.`);
  const remedies = new Set(told.map(({ remedy }) => remedy));
  return refuse('invalid_input', messages.join(' '), [...remedies].join(' '), told[0]?.field);
}

/** A domain as it is compared, see `comparedDomain`. Fails with `invalid_input` in `field`. */
function checkDomain(claimed: string, field: string): Result<string> {
  const shown = claimed.trim().toWellFormed().slice(0, 80);
  const alone = 'Write the domain alone, such as example.com.';
  if (shown.startsWith('*.')) {
    return wrong(field, `“${shown}” has a star.`, 'Leave it out: a domain covers those below it.');
  }
  const domain = comparedDomain(claimed);
  if (domain === null || !domain.includes('.')) {
    return wrong(field, `“${shown}” is not a domain.`, alone);
  }
  if (REGISTRY.test(domain)) {
    return wrong(
      field,
      `“${shown}” is a whole ending that anybody may register under.`,
      'Enter the domain of one company.',
    );
  }
  if (isFreeMail(`@${domain}`)) {
    return wrong(
      field,
      `Anybody can have an address at “${shown}”, so it tells no employer.`,
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
