import type { CrmCompany, CrmContact } from '#core/crm/crm.ts';
import { DAY } from '#core/time.ts';
import { batch, contact, praise } from '../crm.ts';
import { FakeDoors } from '../fake-doors.ts';
import { connectedWorkspace, CRM, NOW, walk, type TestWorkspace } from '../fixture.ts';

export const ACME = company('1', 'Acme', 'acme.test');
export const GLOBEX = company('2', 'Globex', 'globex.test');

/** A company as a CRM tells it. */
export function company(id: string, name: string, domain: string | null): CrmCompany {
  return { id, name, domain, industry: null, url: `https://crm.test/company/${id}`, modifiedAt: NOW - DAY };
}

/** Contact 9 of the CRM: Ada, an advocate at Acme. */
export function ada(parts: Partial<CrmContact> = {}): CrmContact {
  return contact('9', { name: 'Ada Byron', title: 'CTO', companyId: '1', signals: praise('9'), ...parts });
}

/** What was told so far is of no matter here. */
export function forgetMessages(workspace: TestWorkspace, doors: FakeDoors): void {
  doors.messages.length = 0;
  workspace.store.sql.run('DELETE FROM message');
}

/** A company whose Ada is an advocate at Acme, and shown so; nobody was told yet but of that. */
export async function withAda(workspace: TestWorkspace = connectedWorkspace()) {
  const doors = new FakeDoors();
  const read = (contacts: CrmContact[], parts = {}) =>
    workspace.ingest.apply(CRM, batch({ contacts, ...parts }));
  read([ada()], { companies: [ACME, GLOBEX] });
  await workspace.tick(doors);
  forgetMessages(workspace, doors);
  const step = async (parts: Partial<CrmContact>, more = {}) => {
    workspace.clock.now += 60_000;
    read([ada({ modifiedAt: workspace.clock.now, ...parts })], more);
    await workspace.tick(doors);
  };
  const flag = () => doors.flags.get(`${CRM}:9`);
  const kinds = () => walk((cursor) => workspace.jobChanges.list('all', 2, cursor)).map(({ kind }) => kind);
  return { workspace, doors, read, step, flag, kinds };
}
