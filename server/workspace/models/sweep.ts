import { first } from '#server/storage/sql.ts';
import { enqueue } from '#server/workspace/outbox/outbox.ts';
import { rescore } from '#server/workspace/scoring/rescore.ts';
import { loadPeople } from '#server/workspace/scoring/scored-person.ts';
import { fittingIn } from '#server/workspace/scoring/sums.ts';
import { alertChannel } from '#server/workspace/slack/channels.ts';
import type { Store } from '#server/workspace/store.ts';
import { nextTurn } from '#server/workspace/turns.ts';
import { currentModel } from './published.ts';
import { endSweep, keepSweep, readSweep, type Sweep, type SweepProgress } from './sweep-state.ts';

/** Few enough people that nothing else waits long. */
const SLICE = 100;
/** As many slices as go by before whatever else waits for its time has its turn. */
const SLICES = 100;

/** Everybody is to be scored anew by the model just published. A sweep still under way starts over. */
export function beginSweep(store: Store): void {
  const { version } = currentModel(store);
  const total = first<{ n: number }>(store.sql, 'SELECT count(*) AS n FROM person')?.n ?? 0;
  const { entered = 0, left = 0 } = readSweep(store) ?? {};
  keepSweep(store, { version, after: 0, done: 0, total, entered, left });
  store.wake(store.now());
}

/** Scores the next people anew, others being served in between; a restart goes on where it was. */
export async function runSweep(store: Store): Promise<void> {
  for (let slice = 0; slice < SLICES && stepSweep(store); slice += 1) await nextTurn();
}

/** One slice, whole or not at all; gives whether there was one. */
function stepSweep(store: Store): boolean {
  const sweep = readSweep(store);
  if (sweep === null) return false;
  store.sql.transaction(() => {
    const next = store.sql.all<{ id: number; version: number }>(
      'SELECT id, model_version AS version FROM person WHERE id > ? ORDER BY id LIMIT ?',
      sweep.after,
      SLICE,
    );
    if (next.length === 0) return finish(store, sweep);
    const fitting = next.slice(
      0,
      fittingIn(
        store,
        next.map(({ id }) => id),
      ),
    );
    const outdated = fitting.filter(({ version }) => version !== sweep.version).map(({ id }) => id);
    rescore(store, [...loadPeople(store, outdated).values()]);
    // Read again: scoring them counts who became an advocate by it.
    const counted = readSweep(store) ?? sweep;
    keepSweep(store, { ...counted, after: fitting.at(-1)!.id, done: sweep.done + fitting.length });
  });
  return true;
}

/** One message instead of one for everybody: that the model changed is no news about a person. */
function finish(store: Store, { version, entered, left }: Sweep): void {
  endSweep(store);
  const channel = alertChannel(store);
  if (channel === null) return;
  enqueue(store, {
    id: `model:${version}`,
    kind: 'digest',
    target: channel.connection,
    subject: `${version}:${entered}:${left}`,
  });
}

export function sweepProgress(store: Store): SweepProgress | null {
  const sweep = readSweep(store);
  return sweep === null ? null : { version: sweep.version, done: sweep.done, total: sweep.total };
}
