import type { CrmContact } from '#core/crm/crm.ts';
import type { RewardProposal } from '#core/reward/reward.ts';
import { DAY } from '#core/time.ts';
import { Identities } from '#server/workspace/identity/identity.ts';
import { batch, contact } from '#test/server/workspace/crm.ts';
import { connectedWorkspace, CRM, NOW, value, type TestWorkspace } from '#test/server/workspace/fixture.ts';

export const MIA = 'mia@ours.test';
export const OLU = 'olu@ours.test';

/** A CRM with Ada and Bob at Acme and Cid at home, and two managers of ours: Mia and Olu. */
export function suspects(workspace?: TestWorkspace) {
  const w = connectedWorkspace({}, workspace);
  // As a company finds it.
  w.store.sql.run('DELETE FROM fraud_setting');
  const company = {
    id: '9',
    name: 'Acme Inc.',
    domain: 'acme.test',
    industry: null,
    url: 'https://crm.test/company/9',
    modifiedAt: NOW - DAY,
  };
  const known = (id: string, parts: Partial<CrmContact>) => contact(id, { companyId: '9', ...parts });
  w.ingest.apply(
    CRM,
    batch({
      companies: [company],
      contacts: [
        known('1', { name: 'Ada Byron', email: 'ada@acme.test' }),
        known('2', { name: 'Bob Stone', email: 'bob@acme.test' }),
        contact('3', { name: 'Cid Home', email: 'cid@gmail.com' }),
      ],
    }),
  );
  for (const email of [MIA, OLU])
    value(w.members.add({ email, name: email.split('@')[0]!, role: 'manager' }, 'admin'));
  return playing(w);
}

/** The same company with what is done to it, over a workspace that has these people already. */
export function playing(w: TestWorkspace) {
  let n = 0;
  const propose = (parts: Partial<RewardProposal> = {}) => {
    n += 1;
    const proposal = {
      personId: '1',
      amount: 50_00,
      currency: 'USD',
      act: 'Reference call',
      proposedBy: OLU,
    };
    return value(w.rewards.create({ key: `k${n}`, ...proposal, ...parts }));
  };
  const codes = (rewardId: string) => value(w.fraud.holdsOf(rewardId)).map(({ code }) => code);
  const resolve = (id: string, verdict: 'clear' | 'confirm', by = MIA) =>
    w.fraud.resolve(id, { verdict, by, reason: 'I called them.' });
  const decide = (id: string, decision: 'approve' | 'decline', by = MIA) =>
    w.rewards.decide(id, { decision, by, reason: 'Decided.' });
  return { ...w, identity: new Identities(w.store), propose, codes, resolve, decide };
}
