import { USER } from '#test/sandbox/hubspot/control/records.ts';
import type { RunningGroundswell } from '#test/support/running.ts';
import { eventually } from './controls.ts';
import type { Person } from './shapes.ts';

/** Lets somebody else than `not` move to another company in HubSpot; gives the id of the job change. */
export async function moveSomebody(g: RunningGroundswell, not: string): Promise<string> {
  const { portal } = g.sandbox.hubspot.sandbox;
  const { items } = await g.api<{ items: Person[] }>('/people?limit=200');
  const recordId = items
    .filter(({ id, company }) => id !== not && company !== null)
    .flatMap(({ records }) => records.find(({ vendor }) => vendor === 'hubspot')?.id ?? [])[0];
  const record = portal.find('contacts', Number(recordId));
  if (!record) throw new Error('nobody in HubSpot has a company');
  const now = record.properties['associatedcompanyid'];
  const other = portal.tables.companies.page(0, 50).records.find(({ id }) => String(id) !== now);
  portal.update('contacts', record, { associatedcompanyid: String(other?.id) }, USER);
  const { id } = await eventually(
    async () => (await g.api<{ items: { id: string }[] }>('/job-changes')).items[0],
    'the move',
  );
  return id;
}
