import { describe, expect, it } from 'vitest';
import { AccountPage } from '#server/console/pages/accounts/account.tsx';
import type { AccountHold } from '#server/console/pages/accounts/holding.tsx';
import { AccountsPage } from '#server/console/pages/accounts/list.tsx';
import { accountHref, percent } from '#server/console/parts/account-words.ts';
import type { AccountDetail } from '#server/workspace/accounts/accounts.ts';
import { batch, contact, deal, praise, told } from '#test/server/workspace/crm.ts';
import { connectedWorkspace, CRM, NOW, value } from '#test/server/workspace/fixture.ts';
import { markup } from '#test/server/console/markup.ts';

const HOSTILE = `"><img src=x onerror=alert(1)><script>alert(2)</script>`;

const NO_HOLD = { holds: [], refused: null, now: NOW };

function account(parts: { name?: string; people?: number } = {}): AccountDetail {
  const w = connectedWorkspace({ slack: false });
  const { name = HOSTILE, people = 2 } = parts;
  const company = { id: '1', name, domain: HOSTILE, industry: HOSTILE, url: 'javascript:alert(1)' };
  const contacts = Array.from({ length: people }, (_, n) =>
    contact(`${n}`, { name, title: name, companyId: '1', signals: n === 1 ? [] : praise(`${n}`) }),
  );
  const deals = [deal('1', { name, url: 'javascript:alert(1)', companyId: '1', contactIds: ['0'] })];
  w.ingest.apply(CRM, batch({ companies: [{ ...company, modifiedAt: NOW }], contacts, deals }));
  w.signals.recordAll(
    people === 0
      ? []
      : [told('0', 'nps', 1, 2), told('0', 'churn_risk', 1)].map((each) => ({ ...each, personId: '1' })),
  );
  return value(w.accounts.get(`${CRM}:1`));
}

describe('what a CRM says of a company, on our pages', () => {
  it('stays text on its own page, and leads nowhere but to web addresses', async () => {
    const html = await markup(AccountPage({ account: account(), hold: NO_HOLD }));
    expect(html).not.toMatch(/<(img|script)/);
    expect(html).not.toContain('href="javascript');
    expect(html).toContain('<bdi>&quot;&gt;&lt;img');
  });

  it('stays text in the list', async () => {
    const query = { q: HOSTILE, sort: HOSTILE, cursor: HOSTILE };
    const data = { query, all: 1, accounts: [account()], next: HOSTILE, problem: null };
    const html = await markup(AccountsPage({ data }));
    expect(html).not.toMatch(/<(img|script)/);
    expect(html).toContain('Renewal at risk');
    expect(html).toContain('1 unhappy');
  });
});

describe('the page of a company', () => {
  it('says there is not enough data where nobody is known', async () => {
    const html = await markup(AccountPage({ account: account({ people: 0, name: 'Acme' }), hold: NO_HOLD }));
    expect(html).toContain('Not enough data');
    expect(html).toContain('Nobody there is known.');
    expect(html).not.toContain('What hangs on whom');
    expect(html).not.toMatch(/Why \d/);
  });

  it('names everybody in their role, and says for whom it hangs on one', async () => {
    const html = await markup(
      AccountPage({ account: account({ people: 1, name: 'Director' }), hold: NO_HOLD }),
    );
    expect(html).toContain('Decision makers');
    expect(html).toContain('All of it hangs on one person.');
    expect(html).toContain('Legal, Marketing');
  });
});

describe('the legal hold of a company', () => {
  const page = async (hold: AccountHold) =>
    markup(AccountPage({ account: account({ name: 'Acme', people: 1 }), hold }));

  it('is placed by a form on its page', async () => {
    const html = await page(NO_HOLD);
    expect(html).toContain(`action="/console/accounts/${encodeURIComponent(`${CRM}:1`)}/hold#hold"`);
    expect(html).toContain('Place on legal hold');
    expect(html).not.toContain('Lift the hold');
  });

  it('says why it stands and is lifted there, whatever its reason says', async () => {
    const held = {
      reason: HOSTILE,
      until: null,
      kind: 'company',
      connection: CRM,
      id: '1',
      name: 'Acme',
    } as const;
    const html = await page({ ...NO_HOLD, holds: [{ ...held, by: 'admin', at: NOW }] });
    expect(html).toContain('On hold');
    expect(html).toContain('/hold/lift#hold"');
    expect(html).not.toContain('Place on legal hold');
    expect(html).not.toMatch(/<(img|script)/);
  });

  it('opens again with what was typed where it is refused', async () => {
    const problem = {
      code: 'invalid_input',
      message: 'No reason.',
      remedy: 'Say why.',
      field: 'reason',
    } as const;
    const refused = { form: 'hold', problem, values: { until: '2030-01-01' } };
    const html = await page({ ...NO_HOLD, refused });
    expect(html).toContain('No reason.');
    expect(html).toContain('value="2030-01-01"');
  });
});

describe('the words of accounts', () => {
  it('make an address of any id, and never round a little away', () => {
    expect(accountHref('hubspot-1:5/../x')).toBe('/console/accounts/hubspot-1%3A5%2F..%2Fx');
    expect([0, 0.001, 0.374, 0.999, 1].map(percent)).toEqual([
      '0 %',
      'under 1 %',
      '37 %',
      'over 99 %',
      '100 %',
    ]);
  });
});
