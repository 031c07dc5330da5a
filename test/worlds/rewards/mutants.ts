import type { LedgerTransaction } from '#core/ledger/ledger.ts';
import { post } from '#server/workspace/ledger/post.ts';
import type { Sql } from '#server/storage/sql.ts';
import { takeBackReward } from '#server/workspace/rewards/take-back.ts';
import type { Store } from '#server/workspace/store.ts';
import { MUTANTS, swap } from '#test/worlds/mutants.ts';
import { pressInSlack } from './press.ts';
import type { Mutant } from './world.ts';

/** Ways money could have been handled wrong; a world of rewards must notice each. */
export const MONEY_MUTANTS: Record<string, Mutant> = {
  ...shared(
    'a payout under a fresh key at every try',
    'a delivery marked as sent before the call',
    'statements that commit one by one',
    'an outbox that wakes nobody',
    'a balance that misses what is added later',
    'a budget nobody asks',
  ),
  'a press remembered before it is acted upon': {
    press(office, press) {
      const { sql } = office.store;
      const key = `reward:${press.rewardId}:${press.key}`;
      if (sql.all('SELECT 1 FROM press WHERE key = ?', key).length > 0)
        return office.rewards.get(press.rewardId);
      sql.run('INSERT INTO press (key, at) VALUES (?, 0)', key);
      return pressInSlack(office, { ...press, key: `${press.key} again` });
    },
  },
  'a decision that does not look at the state': {
    press(office, press) {
      office.store.sql.run(
        `UPDATE reward SET state = 'proposed', decided_by = NULL, decided_at = NULL WHERE id = ?`,
        press.rewardId,
      );
      return pressInSlack(office, press);
    },
  },
  'a replay that is decided anew': {
    press: (office, press) => pressInSlack(office, { ...press, key: `${press.key} ${office.store.now()}` }),
  },
  'a budget that a decline does not release': { store: withoutPosting('release') },
  'a payment booked twice': { store: bookedTwice },
  'a hold that holds nothing': {
    rewrite: swap(
      'FROM fraud_hold WHERE reward_id = ? ORDER',
      'FROM fraud_hold WHERE 0 AND reward_id = ? ORDER',
    ),
  },
  'an approval of whatever is one’s own': {
    store: (store) => ({ ...store, sql: renamed(store.sql, ['proposedBy', 'reportedBy', 'revisers']) }),
  },
  'a yes that counts twice for one person': {
    store: (store) => ({ ...store, sql: renamed(store.sql, ['approvals']) }),
  },
  'a take-back that does not ask after the order': {
    takeBack: (office, id, asked) => takeBackReward(withAllOrdersVoid(office.store), id, asked),
  },
  'a role that is kept as it once was': {
    rewrite: swap('SELECT role, state FROM member', `SELECT 'owner' AS role, state FROM member`),
  },
};

function shared(...names: string[]): Record<string, Mutant> {
  return Object.fromEntries(
    names.map((name) => {
      const { rewrite, store, doors } = MUTANTS[name] ?? {};
      if (!rewrite && !store && !doors) throw new Error(`there is no mutant "${name}"`);
      return [name, { ...(rewrite && { rewrite }), ...(store && { store }), ...(doors && { doors }) }];
    }),
  );
}

/** A store in which every order looks void. */
function withAllOrdersVoid(store: Store): Store {
  return {
    ...store,
    sql: {
      ...store.sql,
      all<Row>(query: string, ...values: (string | number | null)[]) {
        const rows = store.sql.all<Row>(query, ...values);
        if (!query.includes('FROM fulfilment WHERE reward_id')) return rows;
        return rows.map((row) => ({ ...row, state: 'returned', doubt: null }));
      },
    },
  };
}

/** A store that takes transactions of one kind for written. */
function withoutPosting(kind: string): (store: Store) => Store {
  return (store) => ({
    ...store,
    sql: {
      ...store.sql,
      all: (query, ...values) =>
        query.startsWith('INSERT INTO ledger_transaction') && values[2] === kind
          ? []
          : store.sql.all(query, ...values),
    },
  });
}

/** A store in which every payout is in the books a second time, under another id. */
function bookedTwice(store: Store): Store {
  let payout: LedgerTransaction | null = null;
  return {
    ...store,
    sql: {
      ...store.sql,
      all(query, ...values) {
        const [id, at, kind, reference] = values;
        if (query.startsWith('INSERT INTO ledger_transaction') && kind === 'payout') {
          payout = { id: `${id} again`, at: Number(at), kind, reference: `${reference}`, entries: [] };
        }
        return store.sql.all(query, ...values);
      },
      run(query, ...values) {
        store.sql.run(query, ...values);
        if (payout === null || !query.startsWith('INSERT INTO balance')) return;
        const again = { ...payout, entries: JSON.parse(String(values[0])) };
        payout = null;
        post(store, again);
      },
    },
  };
}

/** A name nobody recognises, whatever it is compared by; `unmasked` gives it back. */
function masked(name: string): string {
  return `nobody${Buffer.from(name).toString('hex')}x`;
}

function unmasked(text: string): string {
  return text.replaceAll(/nobody((?:[0-9a-f]{2})+)x/g, (_, hex: string) =>
    Buffer.from(hex, 'hex').toString(),
  );
}

/** A store in which nobody recognises the people named in some columns of rewards. */
function renamed(sql: Sql, columns: readonly string[]): Sql {
  const hide = (column: string, text: string) => {
    if (column === 'revisers') return JSON.stringify((JSON.parse(text) as string[]).map(masked));
    if (column !== 'approvals') return masked(text);
    return text.replaceAll(/"by":"([^"]*)"/g, (_, by: string) => `"by":"${masked(by)}"`);
  };
  return {
    ...sql,
    all<Row>(query: string, ...values: (string | number | null)[]) {
      const rows = sql.all<Record<string, unknown>>(query, ...values);
      if (!query.startsWith('SELECT') || !query.includes('FROM reward WHERE id = ?')) return rows as Row[];
      return rows.map((row) =>
        Object.fromEntries(
          Object.entries(row).map(([name, kept]) =>
            columns.includes(name) && typeof kept === 'string' ? [name, hide(name, kept)] : [name, kept],
          ),
        ),
      ) as Row[];
    },
    run(query, ...values) {
      sql.run(query, ...values.map((each) => (typeof each === 'string' ? unmasked(each) : each)));
    },
  };
}
