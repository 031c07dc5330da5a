import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  isSameEmployer,
  isUnreachable,
  jobSteps,
  leftWords,
  movedWords,
  titleWords,
  type Employer,
  type Job,
} from '#core/person/job-change.ts';

const ACME = employer('1', 'Acme', 'acme.com');
const GLOBEX = employer('2', 'Globex', 'globex.io');

function employer(
  id: string,
  name: string | null,
  domain: string | null,
  connection = 'hubspot-1',
): Employer {
  return { connection, id, name, domain };
}

function at(company: Employer | null, title: string | null = null): Job {
  return { company, title };
}

describe('what a record tells of a job', () => {
  const cases: [what: string, before: Job, after: Job, elsewhere: Job[], kinds: string | null][] = [
    ['another company', at(ACME), at(GLOBEX), [], 'moved'],
    ['another company not read yet', at(ACME), at(employer('9', null, null)), [], 'moved'],
    ['another company and title', at(ACME, 'CTO'), at(GLOBEX, 'VP'), [], 'moved'],
    ['the same company renamed', at(ACME), at(employer('1', 'Apex', 'apex.com')), [], null],
    ['a second record of the company', at(ACME), at(employer('7', 'ACME, Inc.', null)), [], null],
    ['another record with the domain', at(ACME), at(employer('7', 'Apex', 'www.acme.com')), [], null],
    ['a daughter under the domain', at(ACME), at(employer('7', 'Apex', 'emea.acme.com')), [], null],
    [
      'a provider anybody can use',
      at(employer('1', 'A', 'gmail.com')),
      at(employer('2', 'B', 'gmail.com')),
      [],
      'moved',
    ],
    ['a company where there was none', at(null), at(GLOBEX), [], null],
    ['no company any more', at(ACME), at(null), [], 'left'],
    ['no company any more, and another title', at(ACME, 'COO'), at(null, 'CIO'), [], 'left'],
    ['no company, which another CRM tells', at(ACME), at(null), [at(ACME)], 'cleared'],
    [
      'no company, which another CRM tells, and a title',
      at(ACME, 'COO'),
      at(null, 'CIO'),
      [at(GLOBEX)],
      'cleared title_changed',
    ],
    ['no company any more, which was never read', at(employer('9', null, null)), at(null), [], 'cleared'],
    [
      'what another CRM tells already',
      at(ACME),
      at(GLOBEX),
      [at(employer('00X', 'Globex', null, 'sf-1'))],
      null,
    ],
    [
      'something else than another CRM',
      at(ACME),
      at(GLOBEX),
      [at(employer('00X', 'Acme', null, 'sf-1'))],
      'moved',
    ],
    ['another title', at(ACME, 'Engineer'), at(ACME, 'Director of Engineering'), [], 'title_changed'],
    ['a first title', at(ACME), at(ACME, 'Engineer'), [], null],
    ['no title any more', at(ACME, 'Engineer'), at(ACME), [], null],
    ['the title in capitals', at(ACME, 'Chief of staff'), at(ACME, 'CHIEF OF STAFF'), [], null],
    ['the title abbreviated', at(ACME, 'Senior Engineer'), at(ACME, 'Sr. Engineer'), [], null],
    ['the title turned round', at(ACME, 'Marketing Director'), at(ACME, 'Director, Marketing'), [], null],
    ['the title another CRM tells', at(ACME, 'Engineer'), at(ACME, 'VP'), [at(ACME, 'Vice President')], null],
    ['nothing new', at(ACME, 'Engineer'), at(ACME, 'Engineer'), [], null],
  ];
  it.each(cases)('%s', (_, before, after, elsewhere, kinds) => {
    const steps = jobSteps(before, after, elsewhere).map(({ kind }) => kind);
    expect(steps.join(' ') || null).toBe(kinds);
  });

  it('says where from and where to', () => {
    expect(jobSteps(at(ACME, 'CTO'), at(GLOBEX, 'VP'), [])).toEqual([
      { kind: 'moved', from: ACME, to: GLOBEX, fromTitle: 'CTO', toTitle: 'VP' },
    ]);
  });

  it('keeps a title that changed with the company, and no other', () => {
    const [left] = jobSteps(at(ACME, 'COO'), at(null, 'CIO'), []);
    expect(left).toEqual({ kind: 'left', from: ACME, fromTitle: 'COO', toTitle: 'CIO' });
    const [same] = jobSteps(at(ACME, 'COO'), at(null, 'Chief Operating Officer'), []);
    expect(same).toEqual({ kind: 'left', from: ACME, fromTitle: null, toTitle: null });
  });
});

const anyEmployer: fc.Arbitrary<Employer> = fc.record({
  connection: fc.constantFrom('hubspot-1', 'sf-1'),
  id: fc.constantFrom('1', '2', '3'),
  name: fc.option(fc.constantFrom('Acme', 'Acme GmbH', 'Globex', '')),
  domain: fc.option(fc.constantFrom('acme.com', 'emea.acme.com', 'globex.io', 'gmail.com', 'not a domain')),
});
const anyJob: fc.Arbitrary<Job> = fc.record({
  company: fc.option(anyEmployer),
  title: fc.option(fc.constantFrom('CTO', 'Chief Technology Officer', 'VP Sales', 'Engineer', '')),
});

describe('properties', () => {
  test('reading a record again tells nothing', () => {
    fc.assert(
      fc.property(anyJob, (job) => {
        expect(jobSteps(job, job, [])).toEqual([]);
      }),
    );
  });

  test('a CRM that catches up with another tells no move and no title', () => {
    fc.assert(
      fc.property(anyJob, anyJob, (before, after) => {
        for (const step of jobSteps(before, after, [after])) {
          expect(['left', 'cleared']).toContain(step.kind);
        }
      }),
    );
  });

  test('being one employer has no direction', () => {
    fc.assert(
      fc.property(anyEmployer, anyEmployer, (a, b) => {
        expect(isSameEmployer(a, b)).toBe(isSameEmployer(b, a));
        expect(isSameEmployer(a, a)).toBe(true);
      }),
    );
  });

  test('a move names two companies that are not one', () => {
    fc.assert(
      fc.property(anyJob, anyJob, (before, after) => {
        for (const step of jobSteps(before, after, [])) {
          expect(step.kind === 'moved' && isSameEmployer(step.from, step.to)).toBe(false);
        }
      }),
    );
  });
});

describe('whether mail reaches somebody', () => {
  const address = (email: string | null, bounced = false) => ({ email, bounced });
  it.each([
    ['no address', [], false],
    ['an empty one', [address(null, true)], false],
    ['one that works', [address('a@x.com')], false],
    ['one that died', [address('a@x.com', true)], true],
    ['one that died, and one that works', [address('a@x.com', true), address('a@y.com')], false],
    ['the same one in a CRM that has not noticed', [address('a@x.com', true), address('a@x.com')], true],
  ])('%s', (_, addresses, expected) => {
    expect(isUnreachable(addresses)).toBe(expected);
  });

  const addresses = fc.array(
    fc.record({ email: fc.option(fc.constantFrom('a@x.com', 'b@x.com')), bounced: fc.boolean() }),
  );
  test('the order of records and a repeat make no difference', () => {
    fc.assert(
      fc.property(addresses, (all) => {
        expect(isUnreachable(all.toReversed())).toBe(isUnreachable(all));
        expect(isUnreachable([...all, ...all])).toBe(isUnreachable(all));
      }),
    );
  });

  test('an address that works is enough', () => {
    fc.assert(
      fc.property(addresses, (all) => {
        expect(isUnreachable([...all, { email: 'c@y.com', bounced: false }])).toBe(false);
      }),
    );
  });
});

describe('why a flag ended', () => {
  const november = Date.UTC(2026, 10, 30, 23);

  it('is said in words', () => {
    expect(movedWords('Acme', 'Globex', november)).toBe(
      'Moved from Acme to Globex in November 2026. Flagged again once they help there.',
    );
    expect(leftWords('Acme', november)).toBe(
      'No longer at Acme since November 2026. Flagged again once they help, or once you say they still do.',
    );
    expect(titleWords('COO', 'CIO', november)).toBe(
      'New title since November 2026: CIO, was COO. Flagged again once they help in it, or once you say they still do.',
    );
  });

  it('fits into what a CRM field takes', () => {
    const september = Date.UTC(2026, 8);
    const [long, wide] = ['A'.repeat(300), '😀'.repeat(300)];
    for (const words of [
      movedWords(long, wide, september),
      movedWords(null, wide, september),
      leftWords(wide, september),
      titleWords(wide, long, september),
    ]) {
      expect(words.length).toBeLessThanOrEqual(255);
      expect(words.isWellFormed()).toBe(true);
    }
  });
});
