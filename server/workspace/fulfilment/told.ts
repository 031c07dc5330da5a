import { standing, type FulfilmentState, type ProviderState, type Said } from '#core/fulfilment/state.ts';
import type { ProviderStatus } from '#server/fulfilment/provider.ts';
import { first } from '#server/storage/sql.ts';
import type { Store } from '#server/workspace/store.ts';

/** What a provider said, and of which moment by one clock; null where it was its answer to the order itself. */
export interface Told extends Partial<Omit<ProviderStatus, 'state'>> {
  state: ProviderState;
  at: number | null;
  /** The moment as a provider said it, where that was still to come. */
  saidAt?: number;
}

/** Whether the same was told of an order before. */
export function isRepeat({ sql }: Store, key: string, { state, at, saidAt }: Told): boolean {
  const query = 'SELECT 1 FROM fulfilment_told WHERE key = ? AND state = ? AND said_at = ?';
  return first(sql, query, key, state, saidAt ?? at ?? 0) !== undefined;
}

/** Keeps what was told of an order; gives where it stands by all that was. */
export function keepSaid({ sql }: Store, key: string, { state, at, saidAt }: Told): FulfilmentState {
  sql.run(
    'INSERT INTO fulfilment_told (key, state, said_at, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
    key,
    state,
    saidAt ?? at ?? 0,
    at ?? 0,
  );
  return standing(sql.all<Said>('SELECT state, at FROM fulfilment_told WHERE key = ?', key));
}
