import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  checkDomainLists,
  comparedDomain,
  employerDomain,
  insiderOf,
  listedAs,
  type DomainLists,
  type Insider,
} from '#core/ask/insider.ts';

function check(parts: Partial<DomainLists>) {
  return checkDomainLists({ employees: [], competitors: [], ...parts });
}

describe('the lists of domains', () => {
  test('keep each domain once, in order, as it is compared', () => {
    const employees = [
      ' Acme.COM. ',
      'www.acme.com',
      'a.example',
      'bücher.de',
      'BÜCHER.de',
      'xn--bcher-kva.de',
    ];
    expect(check({ employees })).toEqual({
      ok: true,
      value: { employees: ['a.example', 'acme.com', 'xn--bcher-kva.de'], competitors: [] },
    });
  });

  test.each([
    ['*.rival.com', 'star'],
    ['com', 'not a domain'],
    ['localhost', 'not a domain'],
    ['co.uk', 'whole ending'],
    ['com.au', 'whole ending'],
    ['gmail.com', 'Anybody'],
    ['GMX.de', 'Anybody'],
    ['', 'not a domain'],
    ['@rival.com', 'not a domain'],
    ['https://rival.com', 'not a domain'],
    ['rival.com/path', 'not a domain'],
    ['rival.com:443', 'not a domain'],
    ['rival com', 'not a domain'],
    ['rival..com', 'not a domain'],
    ['-rival.com', 'not a domain'],
    ['10.0.0.1', 'not a domain'],
    ['rival.c0m', 'not a domain'],
    ['xn--', 'not a domain'],
    ['rival.com\u0000', 'not a domain'],
    ['\u202erival.com', 'not a domain'],
    ['<script>.com', 'not a domain'],
    ["rival.com' OR 1=1", 'not a domain'],
    ['%.com', 'not a domain'],
    [`${'a'.repeat(64)}.com`, 'not a domain'],
    ['a.'.repeat(130) + 'com', 'not a domain'],
    ['\ud800.com', 'not a domain'],
  ])('refuse %j', (domain, why) => {
    const answer = check({ competitors: ['fine.example', domain] });
    expect(answer).toMatchObject({ ok: false, problem: { code: 'invalid_input', field: 'competitors.1' } });
    expect(answer.ok ? '' : answer.problem.message).toContain(why);
  });

  test('tell of everything at fault, as it was typed, each remedy once', () => {
    const answer = check({
      employees: ['not', 'a Domain', 'fine.example'],
      competitors: ['CO.UK', 'nor this'],
    });
    expect(answer).toEqual({
      ok: false,
      problem: {
        code: 'invalid_input',
        message:
          '“not” is not a domain. “a Domain” is not a domain. “CO.UK” is a whole ending that anybody may register under. “nor this” is not a domain.',
        remedy: 'Write the domain alone, such as example.com. Enter the domain of one company.',
        field: 'employees.0',
      },
    });
    const many = Array.from({ length: 12 }, (_, n) => `x${n}`);
    const told = check({ employees: many });
    expect(told.ok ? '' : told.problem.message).toMatch(
      /“x9” is not a domain\. 2 more cannot be kept either\.$/,
    );
  });

  test('refuse a domain of both, and more than anybody keeps by hand', () => {
    const both = { employees: ['acme.com'], competitors: ['ACME.com'] };
    expect(check(both)).toMatchObject({ problem: { field: 'competitors' } });
    const many = Array.from({ length: 501 }, (_, n) => `a${n}.example`);
    expect(check({ employees: many })).toMatchObject({ problem: { field: 'employees' } });
    expect(check({ employees: many.slice(1) }).ok).toBe(true);
  });

  test('once kept are kept again unchanged', () => {
    const domain = fc
      .domain()
      .filter((each) => comparedDomain(each) !== null && employerDomain(each) !== null);
    fc.assert(
      fc.property(fc.array(domain, { maxLength: 9 }), (employees) => {
        const kept = check({ employees });
        expect(kept.ok ? checkDomainLists(kept.value) : kept).toEqual(kept);
      }),
    );
  });

  test('never throw, whatever is typed', () => {
    const anything = fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl(), fc.emailAddress(), fc.ipV6());
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 4 }), (employees) => {
        const kept = check({ employees });
        const domains = kept.ok ? kept.value.employees : [];
        expect(domains.filter((each) => !/^[a-z0-9.-]+\.[a-z0-9-]+$/.test(each))).toEqual([]);
      }),
    );
  });
});

describe('an insider', () => {
  const lists = new Map<string, Insider>([
    ['acme.com', 'employee'],
    ['rival.com', 'competitor'],
    ['xn--bcher-kva.de', 'competitor'],
    ['partners.acme.com', 'competitor'],
  ]);

  test.each([
    ['acme.com', 'employee'],
    ['ACME.com', 'employee'],
    ['mail.eu.acme.com', 'employee'],
    ['x.partners.acme.com', 'competitor'],
    ['bücher.de', 'competitor'],
    ['notacme.com', null],
    ['acme.com.evil.example', null],
    ['com', null],
    ['not a domain', null],
  ] as const)('is known by %s', (domain, insider) => {
    expect(listedAs(domain, lists)).toBe(insider);
  });

  test('is a competitor before an employee, by e-mail or by company', () => {
    expect(insiderOf({ emails: ['a@acme.com'], domains: [] }, lists)).toBe('employee');
    expect(insiderOf({ emails: ['a@acme.com'], domains: ['www.rival.com'] }, lists)).toBe('competitor');
    expect(insiderOf({ emails: ['a@customer.com'], domains: ['customer.com'] }, lists)).toBeNull();
    expect(insiderOf({ emails: ['a@acme.com'], domains: [] }, new Map())).toBeNull();
  });

  test('has an employer of their own, not one that gives anybody an address', () => {
    expect(employerDomain('WWW.Acme.com')).toBe('acme.com');
    expect(employerDomain('gmail.com')).toBeNull();
    expect(employerDomain('none')).toBe('none');
    expect(employerDomain('no company')).toBeNull();
    expect(employerDomain(null)).toBeNull();
  });
});
