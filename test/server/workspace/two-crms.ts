import { Erasures } from '#server/workspace/erasure/erasures.ts';
import { Identities } from '#server/workspace/identity/identity.ts';
import type { CrmContact } from '#core/crm/crm.ts';
import { batch } from './crm.ts';
import { connectedWorkspace } from './fixture.ts';

export const OTHER_CRM = 'salesforce-1';

/** A company on two CRMs, both written to, with who is who and who is forgotten. */
export function twoCrms() {
  const workspace = connectedWorkspace();
  const account = {
    id: OTHER_CRM,
    vendor: 'salesforce',
    account: '1',
    name: 'Acme org',
    initial: false,
  } as const;
  workspace.connections.add(account, 'admin');
  workspace.writeBack.switch(OTHER_CRM, true, 'admin');
  return {
    ...workspace,
    identity: new Identities(workspace.store),
    erasures: new Erasures(workspace.store),
  };
}

export type TwoCrms = ReturnType<typeof twoCrms>;

/** Lets a CRM tell of contacts. */
export function read(company: TwoCrms, connection: string, ...contacts: CrmContact[]): void {
  company.ingest.apply(connection, batch({ contacts }));
}
