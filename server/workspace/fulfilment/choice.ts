import { isProvider, type ProviderName } from '#server/fulfilment/provider.ts';
import { first } from '#server/storage/sql.ts';
import { rewardItem } from '#server/workspace/catalogue/reward-items.ts';
import type { Store } from '#server/workspace/store.ts';

/**
 * Who fulfils the rewards of a programme and kind: of a catalogue item such as `gift_card`, or how any reward is booked,
 * such as `money`. Empty stands for any.
 */
export interface Choice {
  programme: string;
  kind: string;
  provider: ProviderName;
}

/**
 * Who fulfils a reward: whom its item names, else the choice that names most of what it is (its programme first, the kind
 * of its item before how it is booked), or null where none fits.
 */
export function choiceFor(
  store: Store,
  { id, programme, kind }: { id: string; programme: string; kind: string },
): ProviderName | null {
  const { sql } = store;
  const item = rewardItem(store, id);
  const named = item?.provider ?? '';
  if (isProvider(named)) return named;
  const row = first<{ provider: string }>(
    sql,
    `SELECT provider FROM fulfilment_choice WHERE programme IN (?1, '') AND kind IN (?2, ?3, '')
     ORDER BY programme DESC, kind = ?3 DESC, kind DESC LIMIT 1`,
    programme,
    kind,
    item?.kind ?? kind,
  );
  return row !== undefined && isProvider(row.provider) ? row.provider : null;
}

export function choices({ sql }: Store): Choice[] {
  return sql.all<Choice>('SELECT programme, kind, provider FROM fulfilment_choice ORDER BY programme, kind');
}

/** Replaces every choice, inside the caller's transaction. Orders under way stay where they are. */
export function replaceChoices({ sql }: Store, chosen: readonly Choice[]): void {
  sql.run('DELETE FROM fulfilment_choice');
  for (const { programme, kind, provider } of chosen) {
    sql.run(
      `INSERT INTO fulfilment_choice (programme, kind, provider) VALUES (?, ?, ?)
       ON CONFLICT (programme, kind) DO UPDATE SET provider = excluded.provider`,
      programme,
      kind,
      provider,
    );
  }
}
