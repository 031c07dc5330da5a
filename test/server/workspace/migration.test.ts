import { DatabaseSync } from 'node:sqlite';
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { DEFAULT_MODEL } from '#core/score/model.ts';
import { scoreAt, sumsOf } from '#core/score/score.ts';
import { migrate, type Migration } from '#server/storage/migrate.ts';
import { Identities } from '#server/workspace/identity/identity.ts';
import { nodeSql } from '#test/support/node-sql.ts';
import { batch, contact, told } from './crm.ts';
import { CRM, NOW, openWorkspace, value } from './fixture.ts';
import { pastOf, publish, slower, sweep } from './models/worlds.ts';

const FOLDER = `${import.meta.dirname}/../../../server/workspace/migrations`;
const versions: Migration[] = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.sql'))
  .toSorted()
  .map((file) => ({ name: file.replace('.sql', ''), statements: readFileSync(`${FOLDER}/${file}`, 'utf8') }));

/** A store as the first version left it: one CRM, an act that was rewarded, a won deal, and a merge. */
function firstVersion() {
  const sql = nodeSql(new DatabaseSync(':memory:'));
  migrate(sql, versions.slice(0, 1));
  const { occurredAt } = told('1', 'reference_call', 9);
  for (const statement of [
    `INSERT INTO connection VALUES ('${CRM}', 'hubspot', '1', 'Portal', 1, 0)`,
    `INSERT INTO person (id, name, email, company_connection, company_id, tier, tier_since, created_at) VALUES
       (1, 'Ada Byron', 'ada@acme.test', '${CRM}', '5', 'none', 1, 1),
       (2, 'Ünal Öz', 'u@acme.test', '${CRM}', NULL, 'none', 1, 1)`,
    `INSERT INTO person (id, name, tier, tier_since, created_at, removed_at) VALUES (3, 'Merged person', 'none', 1, 1, 1)`,
    `INSERT INTO record VALUES ('${CRM}', '1', 1, 'https://crm.test/contact/1', 5, 5, NULL)`,
    `INSERT INTO record VALUES ('${CRM}', '2', 2, 'https://crm.test/contact/2', 5, 5, NULL)`,
    `INSERT INTO signal VALUES ('crm:1:reference_call:${occurredAt}:', 1, 'reference_call', ${occurredAt}, 5, NULL, 'contact 1: reference_call')`,
    `INSERT INTO signal VALUES ('crm:1:deal_won:${CRM}:7', 1, 'deal_won', ${NOW}, 5, NULL, 'deal 7')`,
    `INSERT INTO signal VALUES ('mine', 2, 'speaking', ${NOW}, 5, NULL, NULL)`,
    `INSERT INTO reward VALUES ('R0001', 'rule:crm:1:reference_call:${occurredAt}:', 1, 500, 'USD', 'Reference call', NULL,
       'rule:reference_call', NULL, 'paid', NULL, NULL, NULL, 1, 2)`,
    `INSERT INTO audit (at, actor, action, subject, detail)
       VALUES (7, 'crm', 'person.merged', 'person:1', 'person 3 is the same human')`,
  ]) {
    sql.run(statement);
  }
  return sql;
}

test('a store of the first version keeps everything, and knows again what it reads again', () => {
  const sql = firstVersion();
  const before = (table: string) => sql.all<object>(`SELECT * FROM ${table}`);
  const rows = new Map(
    ['person', 'record', 'signal', 'reward', 'audit'].map((table) => [table, before(table)]),
  );
  migrate(sql, versions);
  for (const [table, kept] of rows) {
    // Keys of facts name their account now; everything else is as it was.
    const old = kept.map((row) => ({ ...row, key: undefined }));
    expect(
      before(table).map((row) => ({ ...row, key: undefined })),
      table,
    ).toMatchObject(old);
  }
  const workspace = openWorkspace(sql);
  const { ingest, people, rewards } = workspace;
  ingest.apply(
    CRM,
    batch({
      contacts: [contact('1', { email: 'ada@acme.test', signals: [told('1', 'reference_call', 9)] })],
    }),
  );
  expect(sql.all('SELECT 1 FROM signal')).toHaveLength(3);
  expect(rewards.counts()).toMatchObject({ proposed: 0, paid: 1 });
  expect(value(people.get('3')).id).toBe('1');
  expect(value(new Identities(workspace.store).explain('1'))).toMatchObject([
    { fromId: '3', intoId: '1', why: 'crm_merge', by: 'crm', at: 7 },
  ]);
});

test('whoever changed a reward before everybody was kept still stands behind it', () => {
  const sql = firstVersion();
  migrate(sql, versions.slice(0, 26));
  sql.run(`UPDATE reward SET revised_by = 'ben', revision = 3`);
  sql.run(`INSERT INTO audit (at, actor, action, subject, detail, about) VALUES
    (8, 'ana', 'reward.revised', 'reward:R0001', '', 'reward:R0001'),
    (9, 'ben', 'reward.revised', 'reward:R0001', '', 'reward:R0001'),
    (9, 'cy', 'reward.revised', 'reward:R0002', '', 'reward:R0002')`);
  migrate(sql, versions);
  expect(sql.all('SELECT revised_by AS newest, revisers FROM reward')).toEqual([
    { newest: 'ben', revisers: '["ana","ben"]' },
  ]);
});

test('Slack messages of the first version stay where they stand, each the newest of its subject', () => {
  const sql = firstVersion();
  sql.run(
    `INSERT INTO message VALUES ('alert:1', 'slack-1', 'C1', '1.0'), ('reward:R0001', 'slack-1', 'C2', '2.0')`,
  );
  migrate(sql, versions);
  expect(sql.all('SELECT * FROM message ORDER BY subject')).toEqual([
    { subject: 'alert:1', connection: 'slack-1', channel: 'C1', ts: '1.0', newest: 1 },
    { subject: 'reward:R0001', connection: 'slack-1', channel: 'C2', ts: '2.0', newest: 1 },
  ]);
});

test('records of the first version are on the company of their person', () => {
  const sql = firstVersion();
  sql.run(`UPDATE person SET company_connection = 'hubspot-2', company_id = '6' WHERE id = 2`);
  migrate(sql, versions);
  expect(sql.all('SELECT id, company_id AS companyId FROM record ORDER BY id')).toEqual([
    { id: '1', companyId: '5' },
    { id: '2', companyId: null },
  ]);
});

test('people of the first version are found by a second CRM, by e-mail and by name', () => {
  const sql = firstVersion();
  migrate(sql, versions);
  const workspace = openWorkspace(sql);
  workspace.connections.add(
    { id: 'salesforce-1', vendor: 'salesforce', account: '1', name: 'Org', initial: false },
    'a',
  );
  const pages = [
    contact('S2', { email: 'u@acme.test', name: 'U' }),
    contact('S1', { email: 'a.byron@acme.test', name: 'ada byron' }),
  ];
  workspace.ingest.apply('salesforce-1', batch({ contacts: pages }));
  expect(
    sql.all(`SELECT id, person_id AS personId FROM record WHERE connection = 'salesforce-1' ORDER BY id`),
  ).toEqual([
    { id: 'S1', personId: expect.any(Number) },
    { id: 'S2', personId: 2 },
  ]);
  const [pair] = value(new Identities(workspace.store).suggestions(9, null)).items;
  expect(pair?.evidence).toMatchObject({ ground: 'name_and_company', company: 'acme.test' });
});

test('what reps told on cards before is told by them, and so are the rewards for it', () => {
  const sql = firstVersion();
  const press = (key: string, source: string) => {
    sql.run('INSERT INTO signal VALUES (?, 2, ?, ?, 5, NULL, ?)', key, 'speaking', NOW, source);
    sql.run(
      `INSERT INTO reward VALUES (?, ?, 2, 500, 'USD', 'Talk', NULL, 'rule:speaking', NULL, 'proposed', NULL, NULL, NULL, 1, 2)`,
      key,
      `rule:${key}`,
    );
  };
  press('card:hubspot:1:70:press:1', 'Told by ana@acme.test in HubSpot: met in Berlin');
  press('card:salesforce:00D1:005A:press:2', 'Told by a Salesforce user in Salesforce: x@y.z said in May');
  migrate(sql, versions);
  const reporters = (table: string) =>
    sql.all(`SELECT reported_by AS who FROM ${table} WHERE reported_by IS NOT NULL ORDER BY key`);
  const expected = [{ who: 'ana@acme.test' }, { who: 'salesforce:00D1:005A' }];
  expect(reporters('signal')).toEqual(expected);
  expect(reporters('reward')).toEqual(expected);
});

test('people of the version before models score as they did, by version 1', async () => {
  const sql = nodeSql(new DatabaseSync(':memory:'));
  migrate(
    sql,
    versions.filter(({ name }) => name < '0010'),
  );
  const past = pastOf(['nps', 5, 10], ['reference_call', 40], ['complaint', 100], ['usage', 3, 80]);
  const signals = past.map(({ signal }) => signal);
  sql.run(`INSERT INTO person (id, name, tier, tier_since, created_at) VALUES (1, 'Ada', 'candidate', 1, 1)`);
  const sums = sumsOf(DEFAULT_MODEL, signals);
  for (const [pillar, sum] of Object.entries(sums)) {
    sql.run(`UPDATE person SET ${pillar}_v = ?, ${pillar}_at = ?`, sum?.v ?? null, sum?.asOf ?? null);
  }
  for (const { key, type, occurredAt, value: worth } of signals) {
    sql.run(
      'INSERT INTO signal (key, person_id, type, occurred_at, received_at, value) VALUES (?, 1, ?, ?, ?3, ?)',
      key,
      type,
      occurredAt,
      worth,
    );
  }
  migrate(sql, versions);
  const workspace = openWorkspace(sql);
  const before = scoreAt(DEFAULT_MODEL, sums, NOW);
  const { propensity, confidence } = before;
  expect(propensity).toBeGreaterThan(0);
  expect(value(workspace.people.get('1'))).toMatchObject({ propensity, confidence, tier: 'candidate' });
  expect(workspace.models.current()).toMatchObject({ version: 1, model: DEFAULT_MODEL });
  const preview = value(await workspace.models.preview(DEFAULT_MODEL, null));
  expect(preview).toMatchObject({ people: 1, movers: [], entering: [], leaving: [] });
  publish(workspace, slower());
  await sweep(workspace);
  value(workspace.models.revert(1, '', 'ana'));
  await sweep(workspace);
  expect(value(workspace.people.get('1'))).toMatchObject({ propensity, confidence });
});

test('companies that were only remembered before 0016 are no news, and end no flag', () => {
  const sql = nodeSql(new DatabaseSync(':memory:'));
  const until = (name: string) =>
    migrate(
      sql,
      versions.filter((each) => each.name < name),
    );
  until('0016');
  const left = (id: number, noticedAt: number, verdict: string | null = null) =>
    sql.run(
      `INSERT INTO job_change (id, key, person_id, kind, connection, record_id, at, noticed_at, from_company_id, tier, verdict)
       VALUES (?1, 'crm:' || ?2 || ':5:left:', ?1, 'left', 'crm', ?2, 5, ?3, '9', 'advocate', ?4)`,
      id,
      String(id),
      noticedAt,
      verdict,
    );
  for (const id of [1, 2, 3]) {
    sql.run(
      `INSERT INTO person (id, name, tier, tier_since, created_at, flag_tier, flag_propensity, moved_at)
         VALUES (?, 'Ada', 'advocate', 1, 1, 'advocate', 70, 5)`,
      id,
    );
  }
  left(1, 7);
  left(2, 7, 'confirmed');
  until('0017');
  sql.run(`UPDATE migration SET applied_at = 1000 WHERE name LIKE '0016%'`);
  left(3, 5000);
  migrate(sql, versions);
  expect(sql.all('SELECT person_id AS id, kind, key FROM job_change ORDER BY id')).toEqual([
    { id: 1, kind: 'cleared', key: 'crm:1:5:cleared:' },
    { id: 2, kind: 'left', key: 'crm:2:5:left:' },
    { id: 3, kind: 'left', key: 'crm:3:5:left:' },
  ]);
  expect(sql.all('SELECT moved_at AS movedAt, flag_propensity AS shown FROM person ORDER BY id')).toEqual([
    { movedAt: null, shown: null },
    { movedAt: 5, shown: 70 },
    { movedAt: 5, shown: 70 },
  ]);
  const { jobChanges } = openWorkspace(sql);
  expect(value(jobChanges.list('all', 9, null)).items.map(({ personId }) => personId)).toEqual(['3', '2']);
});
