import { Identities } from '#server/workspace/identity/identity.ts';
import { TIERED } from '#test/core/points/histories.ts';
import { batch, contact } from '../crm.ts';
import { connectedWorkspace, CRM, value, type TestWorkspace } from '../fixture.ts';

export const STARS = TIERED;
export const COINS = { ...TIERED, id: 'coins', name: 'Coins', holdDays: 14, dayCap: 600, tiers: [] };

let used = 0;

/** A request under a key of its own, for person 1 and stars where nothing else is said. */
export function asking(points: number, parts: { key?: string; programme?: string; personId?: string } = {}) {
  used += 1;
  return {
    key: `key-${used}`,
    programme: 'stars',
    personId: '1',
    points,
    reason: 'Talk',
    by: 'ana',
    ...parts,
  };
}

/** Three people, and two programmes of points. */
export function pointsWorkspace() {
  const workspace = connectedWorkspace({ slack: false });
  workspace.ingest.apply(CRM, batch({ contacts: ['1', '2', '3'].map((id) => contact(id)) }));
  for (const programme of [STARS, COINS]) value(workspace.points.put(programme, 'ana'));
  return { ...workspace, identity: new Identities(workspace.store) };
}

export type PointsWorkspace = ReturnType<typeof pointsWorkspace>;

const ACCOUNTS = ['locked', 'earned', 'spent', 'expired', 'reversed'] as const;

/** Throws unless balances are the fold of all entries, everything sums to zero, and lots hold what the books say. */
export function checkBooks({ all }: Pick<TestWorkspace, 'all'>): void {
  const folded = all(
    `SELECT currency, account, holder, sum(amount) AS amount FROM ledger_entry GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
  );
  const kept = all('SELECT currency, account, holder, amount FROM balance ORDER BY 1, 2, 3');
  if (JSON.stringify(folded) !== JSON.stringify(kept))
    throw new Error('a balance is not the fold of its entries');
  const unbalanced = all(
    'SELECT 1 FROM ledger_entry GROUP BY transaction_id, currency HAVING sum(amount) <> 0',
  );
  if (unbalanced.length > 0) throw new Error('a transaction does not sum to zero');
  const inLots = all<{ holder: string; currency: string } & Record<(typeof ACCOUNTS)[number], number>>(
    `SELECT 'person:' || person_id AS holder, 'points:' || programme AS currency,
       sum(iif(locked, remaining, 0)) AS locked, sum(iif(locked, 0, remaining)) AS earned,
       sum(spent) AS spent, sum(expired) AS expired, sum(reversed) AS reversed
     FROM points_lot GROUP BY 1, 2`,
  );
  const books = new Map(
    all<{ currency: string; account: string; holder: string; amount: number }>(
      `SELECT * FROM balance WHERE holder <> '' AND amount <> 0`,
    ).map((row) => [`${row.currency} ${row.account} ${row.holder}`, row.amount]),
  );
  for (const row of inLots) {
    for (const account of ACCOUNTS) {
      const key = `${row.currency} ${account} ${row.holder}`;
      if ((books.get(key) ?? 0) !== row[account]) throw new Error(`the books and the lots differ in ${key}`);
      books.delete(key);
    }
  }
  if (books.size > 0) throw new Error(`nobody holds ${[...books.keys()].join(', ')}`);
  const negative = all(
    'SELECT 1 FROM points_lot WHERE min(remaining, spent, expired, reversed, revoked) < 0',
  );
  if (negative.length > 0) throw new Error('somebody holds less than nothing');
}
