import type { Doors } from '#server/workspace/outbox/doors.ts';
import type { Rewrite } from './disk.ts';
import { pressInSlack } from './people.ts';
import type { Mutant } from './world.ts';

/** Ways this could have been built wrong; a world must notice each. */
export const MUTANTS: Record<string, Mutant> = {
  'a payout under a fresh key at every try': {
    doors: (doors, _disk, random) =>
      withPay(doors, (order) => doors.pay({ ...order, key: `${order.key}:${random()}` })),
  },
  'a delivery marked as sent before the call': {
    doors: (doors, disk) => {
      const sql = disk.open();
      return withPay(doors, (order) => {
        sql.run(`UPDATE delivery SET state = 'sent' WHERE id = ?`, order.key);
        return doors.pay(order);
      });
    },
  },
  'a press remembered before it is acted upon': {
    press(office, press) {
      const { sql } = office.store;
      const key = `reward:${press.rewardId}:${press.key}`;
      const known = sql.all('SELECT 1 FROM press WHERE key = ?', key);
      if (known.length > 0) return office.rewards.get(press.rewardId);
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
  'statements that commit one by one': {
    store: (store) => ({ ...store, sql: { ...store.sql, transaction: (work) => work() } }),
  },
  'an outbox that wakes nobody': { store: (store) => ({ ...store, wake: () => {} }) },
  'a signal counted as often as it is told': {
    rewrite: swap(
      'ON CONFLICT (key) DO NOTHING RETURNING key',
      'ON CONFLICT (key) DO UPDATE SET value = excluded.value RETURNING key',
    ),
  },
  'an answer that settles what was asked for since': {
    rewrite: swap('WHERE id = ? AND version = ? AND state', 'WHERE id = ? AND ? > 0 AND state'),
  },
  'a flag asked for again under the same version': {
    rewrite: swap('version = version + 1', 'version = version'),
  },
  'a merge that forgets whom it led to before': {
    rewrite: swap(
      'SET became_id = ? WHERE connection = ? AND became_id IN',
      'SET became_id = ? WHERE 0 AND connection = ? AND became_id IN',
    ),
  },
  'a merge that leaves the signals behind': {
    rewrite: swap('AS move WHERE signal.person_id =', 'AS move WHERE 0 AND signal.person_id ='),
  },
  'a merge that counts twice': {
    rewrite: swap('|| substr(signal.key', "|| 'again:' || substr(signal.key"),
  },
  'a fact counted once for each CRM that tells it': {
    rewrite: swap(
      'value, source, connection,\n       reported_by',
      'value, source, NULL AS connection,\n       reported_by',
    ),
  },
  'an opt-out overwritten by that of the survivor': {
    rewrite: swap('max(person.opted_out, other.opted_out)', 'person.opted_out'),
  },
  'an opt-out left behind': {
    rewrite: swap('AS move JOIN opt_out ON', 'AS move JOIN opt_out ON 0 AND'),
  },
  'a second move that is not taken to heart': {
    rewrite: swap('SET moved_at = ?,', 'SET moved_at = coalesce(moved_at, ?),'),
  },
  'an erasure that leaves the words about a link': {
    rewrite: swap('UPDATE person_link SET evidence =', 'UPDATE person_link SET by ='),
  },
  'an erasure that can be undone by a late page': {
    rewrite: swap('FROM json_each(?4) WHERE true', `FROM json_each(?4) WHERE ?2 <> ''`),
  },
  'a lost deal that goes on counting': {
    rewrite: swap(
      'DELETE FROM signal WHERE key IN (SELECT value FROM json_each(?))',
      'DELETE FROM signal WHERE 0 AND key IN (SELECT value FROM json_each(?))',
    ),
  },
  'a record that comes back without its flag': {
    rewrite: swap(
      'SET flag_propensity = NULL\n     WHERE',
      'SET flag_propensity = flag_propensity\n     WHERE',
    ),
  },
  'a budget nobody asks': {
    rewrite: swap('SELECT amount FROM balance WHERE', 'SELECT 1000000000 AS amount FROM balance WHERE'),
  },
  'a balance that misses what is added later': {
    rewrite: swap('SET amount = amount + excluded.amount', 'SET amount = amount'),
  },
  'a proposer Slack never tells of': {
    doors: (doors) => ({
      crm: (connection) => doors.crm(connection),
      pay: (order) => doors.pay(order),
      provider: (name, edition) => doors.provider(name, edition),
      usualProvider: doors.usualProvider,
      usualAddress: doors.usualAddress,
      slack: (connection) => ({
        ...doors.slack(connection),
        findUser: () => Promise.resolve({ ok: true, value: null }),
      }),
    }),
  },
};

/** Rewrites the queries that hold `right`; tells by `isUsed` whether there still are any. */
export function swap(right: string, wrong: string): Rewrite {
  const rewrite: Rewrite = (query) => {
    const changed = query.replace(right, wrong);
    rewrite.isUsed ||= changed !== query;
    return changed;
  };
  return rewrite;
}

function withPay(doors: Doors, pay: Doors['pay']): Doors {
  return {
    crm: (connection) => doors.crm(connection),
    slack: (connection) => doors.slack(connection),
    pay,
    provider: (name, edition) => doors.provider(name, edition),
    usualProvider: doors.usualProvider,
    usualAddress: doors.usualAddress,
  };
}
