import { expect, test } from 'vitest';
import { EVERYBODY } from '#server/workspace/people/segment.ts';
import { batch, contact, praise } from '#test/server/workspace/crm.ts';
import { ACME, ada, GLOBEX } from '../job-changes/ada.ts';
import { connectedWorkspace, CRM, NOW, value, type TestWorkspace } from '../fixture.ts';

/** Ada is an advocate at Acme, Bo one who stays what he is. */
function withTwo(): TestWorkspace {
  const workspace = connectedWorkspace({ slack: false });
  const contacts = [ada(), contact('2', { name: 'Bo', signals: praise('2') })];
  workspace.ingest.apply(CRM, batch({ companies: [ACME, GLOBEX], contacts }));
  return workspace;
}

const shown = ({ people }: TestWorkspace) => {
  const listed = { q: null, tier: 'advocate', sort: 'name', limit: 9, cursor: null } as const;
  const segment = { ...EVERYBODY, tier: 'advocate' as const };
  return {
    listed: value(people.list(listed)).items.map(({ name }) => name),
    none: value(people.list({ ...listed, tier: 'none' })).items.map(({ name }) => name),
    ranked: value(people.top({ pillar: null, limit: 9, segment })).map(({ name }) => name),
    newest: people.newest(9).map(({ name }) => name),
    census: people.census(),
  };
};

const BOTH = {
  listed: ['Ada Byron', 'Bo'],
  none: [],
  newest: ['Ada Byron', 'Bo'],
  census: { none: 0, candidate: 0, advocate: 2, champion: 0 },
};
const BO_ALONE = {
  listed: ['Bo'],
  none: ['Ada Byron'],
  ranked: ['Bo'],
  newest: ['Bo'],
  census: { none: 1, candidate: 0, advocate: 1, champion: 0 },
};

test.each([
  ['moved', { companyId: '2' }],
  ['cannot be reached', { emailBounced: true }],
])('somebody who %s holds no tier while the flag has ended', (_, parts) => {
  const workspace = withTwo();
  expect(shown(workspace)).toMatchObject(BOTH);
  workspace.clock.now += 60_000;
  const after = ada({ ...parts, modifiedAt: workspace.clock.now });
  workspace.ingest.apply(CRM, batch({ contacts: [after] }));
  expect(value(workspace.people.get('1'))).toMatchObject({ tier: 'advocate', status: 'none' });
  expect(shown(workspace)).toEqual(BO_ALONE);
});

test('a rest or a wish takes no tier away', () => {
  const workspace = withTwo();
  const ask = { key: 'k', personId: '1', kind: 'review' as const, askedAt: NOW, askedBy: 'rep', note: null };
  value(workspace.asks.log(ask));
  expect(shown(workspace)).toMatchObject(BOTH);
});
