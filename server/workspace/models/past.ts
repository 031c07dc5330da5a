import type { PastSignal } from '#core/score/panel.ts';
import { first } from '#server/storage/sql.ts';
import { historiesOf } from '#server/workspace/scoring/sums.ts';
import type { Store } from '#server/workspace/store.ts';
import { nextTurn } from '#server/workspace/turns.ts';

/** Whose past is looked at: everybody, or one in so many where there are more than memory holds. */
export interface PastPeople {
  count: number;
  oneIn: number;
}

const MOST_PEOPLE = 100_000;
/** Few enough that nothing else waits long. */
const SLICE = 100;

export function pastPeople({ sql }: Store): PastPeople {
  const all = first<{ n: number }>(sql, 'SELECT count(*) AS n FROM person')?.n ?? 0;
  const oneIn = Math.max(1, Math.ceil(all / MOST_PEOPLE));
  return { count: Math.ceil(all / oneIn), oneIn };
}

/**
 * Visits the counted signals of everybody with any, oldest first, a few people at a time. Those no CRM holds any
 * more are among them: who leaves seldom advocates, and a ranking has to have known.
 */
export async function eachHistory(
  store: Store,
  { oneIn }: PastPeople,
  visit: (id: number, history: PastSignal[]) => void,
): Promise<void> {
  for (let after = 0; ;) {
    const people = store.sql.all<{ id: number }>(
      'SELECT id FROM person WHERE id > ? AND id % ? = 0 ORDER BY id LIMIT ?',
      after,
      oneIn,
      SLICE,
    );
    const last = people.at(-1);
    if (last === undefined) return;
    const histories = historiesOf(
      store,
      people.map(({ id }) => id),
    );
    for (const [id, history] of histories) visit(id, history);
    after = last.id;
    await nextTurn();
  }
}

/** Runs work to its end that yields where others may go first. */
export async function inTurns<Answer>(work: Generator<void, Answer>): Promise<Answer> {
  for (;;) {
    const { done, value } = work.next();
    if (done === true) return value;
    await nextTurn();
  }
}
