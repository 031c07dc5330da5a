import type { Problem, Result } from '#core/problem.ts';
import { DEFAULT_SETTINGS } from '#core/fraud/settings.ts';
import { DAY } from '#core/time.ts';
import { keepFraudSettings } from '#server/workspace/fraud/settings.ts';
import { Accounts } from '#server/workspace/accounts/accounts.ts';
import { Alerts } from '#server/workspace/slack/alerts.ts';
import { Asks } from '#server/workspace/asks/asks.ts';
import { RepCard } from '#server/workspace/card/card.ts';
import { Catalogue } from '#server/workspace/catalogue/catalogue.ts';
import { Connections } from '#server/workspace/connections.ts';
import { Erasures } from '#server/workspace/erasure/erasures.ts';
import { Deliveries } from '#server/workspace/outbox/deliveries.ts';
import type { Doors } from '#server/workspace/outbox/doors.ts';
import { Fraud } from '#server/workspace/fraud/fraud.ts';
import { Gates } from '#server/workspace/gates/gates.ts';
import { Imports } from '#server/workspace/imports/imports.ts';
import { Ingest } from '#server/workspace/ingest/ingest.ts';
import { setDefaultSlackRole } from '#server/workspace/members/role-of.ts';
import { JobChanges } from '#server/workspace/job-changes/job-changes.ts';
import { ApiKeys } from '#server/workspace/members/api-keys.ts';
import { Members } from '#server/workspace/members/members.ts';
import { Budgets } from '#server/workspace/ledger/budgets.ts';
import { Delegations } from '#server/workspace/policy/delegations.ts';
import { Ledger } from '#server/workspace/ledger/ledger.ts';
import { Policies } from '#server/workspace/policy/policies.ts';
import { Models } from '#server/workspace/models/models.ts';
import { People } from '#server/workspace/people/people.ts';
import { Points } from '#server/workspace/points/points.ts';
import { RewardRules } from '#server/workspace/rewards/reward-rules.ts';
import { Rewards } from '#server/workspace/rewards/rewards.ts';
import { Signals } from '#server/workspace/scoring/signals.ts';
import { SlackDesk } from '#server/workspace/slack/desk.ts';
import type { Page, Store } from '#server/workspace/store.ts';
import { TaxLimits } from '#server/workspace/tax/limits.ts';
import { Tax } from '#server/workspace/tax/tax.ts';
import { nextTimer, runTimers } from '#server/workspace/timers.ts';
import { Trail } from '#server/workspace/trail/trail.ts';
import { WriteBack } from '#server/workspace/flags/write-back.ts';
import { openStore } from '#test/support/node-sql.ts';

export const NOW = Date.UTC(2026, 10, 22, 12);
export const CRM = 'hubspot-1';
export const SLACK = 'slack-T1';

/** A workspace's nouns over a store in memory, with a clock that only tests move. */
export function openWorkspace(sql = openStore('workspace')) {
  const clock = { now: NOW };
  const woken: number[] = [];
  const store: Store = {
    sql,
    now: () => clock.now,
    publicUrl: 'https://groundswell.test',
    wake: (at) => void woken.push(at),
  };
  return {
    store,
    clock,
    /** Every time the timers were asked to be looked at. */
    woken,
    people: new People(store),
    accounts: new Accounts(store),
    signals: new Signals(store),
    imports: new Imports(store),
    erasures: new Erasures(store),
    members: new Members(store),
    apiKeys: new ApiKeys(store),
    models: new Models(store),
    asks: new Asks(store),
    gates: new Gates(store),
    card: new RepCard(store),
    rewards: new Rewards(store),
    fraud: new Fraud(store),
    rewardRules: new RewardRules(store),
    catalogue: new Catalogue(store),
    taxLimits: new TaxLimits(store),
    tax: new Tax(store),
    jobChanges: new JobChanges(store),
    ledger: new Ledger(store),
    budgets: new Budgets(store),
    policies: new Policies(store),
    delegations: new Delegations(store),
    points: new Points(store),
    connections: new Connections(store),
    writeBack: new WriteBack(store),
    ingest: new Ingest(store),
    alerts: new Alerts(store),
    deliveries: new Deliveries(store),
    trail: new Trail(store),
    slack: new SlackDesk(store),
    pass(days: number): void {
      clock.now += days * DAY;
    },
    /** Lets the timers do what is due now. */
    tick: (doors: Doors) => runTimers(store, doors),
    nextTimer: () => nextTimer(store),
    all: <Row>(query: string, ...values: (string | number | null)[]) => sql.all<Row>(query, ...values),
  };
}

export type TestWorkspace = ReturnType<typeof openWorkspace>;

/**
 * Workspaces one after another over one store, for properties of thousands of runs: each begins as `prepare` left the
 * store, and what the one before it wrote is taken back.
 */
export function rewound(prepare: (workspace: TestWorkspace) => void = () => {}): () => TestWorkspace {
  const sql = openStore('workspace');
  prepare(openWorkspace(sql));
  sql.run('SAVEPOINT prepared');
  return () => {
    sql.run('ROLLBACK TO prepared');
    // A port of its own: what is read once for each, as models are, was another workspace's.
    return openWorkspace({ ...sql });
  };
}

/** A workspace with a CRM that is written to, whose first sync is over and, unless told otherwise, a Slack channel. */
export function connectedWorkspace({ slack = true } = {}, workspace = openWorkspace()): TestWorkspace {
  const { connections } = workspace;
  setDefaultSlackRole(workspace.store, 'manager', 'admin');
  // Reps and customers of these tests share acme.test.
  keepFraudSettings(workspace.store, { ...DEFAULT_SETTINGS, sameDomain: { general: 'off' } }, 'admin');
  connections.add({ id: CRM, vendor: 'hubspot', account: '1', name: 'Acme portal', initial: false }, 'admin');
  workspace.writeBack.switch(CRM, true, 'admin');
  if (slack) {
    connections.add({ id: SLACK, vendor: 'slack', account: 'T1', name: 'Acme', initial: false }, 'admin');
    connections.chooseChannel('alerts', { connection: SLACK, id: 'C1', name: 'advocates' }, 'admin');
    workspace.store.sql.run('DELETE FROM delivery');
  }
  return workspace;
}

/** The value of a success. */
export function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.problem.message);
  return result.value;
}

/** The problem of a refusal. */
export function problem(result: Result<unknown>): Problem {
  if (result.ok) throw new Error('expected a refusal');
  return result.problem;
}

/** The items of every page, in order. */
export function walk<Item>(page: (cursor: string | null) => Result<Page<Item>>): Item[] {
  const items: Item[] = [];
  let cursor: string | null = null;
  do {
    const { items: more, next }: Page<Item> = value(page(cursor));
    items.push(...more);
    cursor = next;
  } while (cursor !== null);
  return items;
}
