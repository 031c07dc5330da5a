import type { FlagWrite } from '#core/crm/flag.ts';
import type { Problem } from '#core/problem.ts';
import type { CrmDoor } from './doors.ts';
import { flagFor } from '#server/workspace/flags/flags.ts';
import { forgetErased } from '#server/workspace/erasure/forgetting.ts';
import { postpone, settle, standing, type Delivery } from './outbox.ts';
import { rescoreShown } from '#server/workspace/scoring/rescore.ts';
import type { Store } from '#server/workspace/store.ts';

const UNANSWERED: Problem = {
  code: 'vendor_unavailable',
  message: 'The CRM did not say what became of this record.',
  remedy: 'It is written again by itself.',
};

/** Writes the flags of at most 100 records of one CRM, as things stand now. */
export async function sendFlags(store: Store, door: CrmDoor, group: Delivery[]): Promise<void> {
  rescoreShown(
    store,
    group[0]?.target ?? '',
    group.map((delivery) => delivery.subject),
  );
  const writes: { delivery: Delivery; write: FlagWrite }[] = [];
  for (const delivery of standing(store, group)) {
    const flag = flagFor(store, delivery.target, delivery.subject);
    if (flag === null) settle(store, delivery);
    else writes.push({ delivery, write: { recordId: delivery.subject, flag } });
  }
  if (writes.length === 0) return;
  const answer = await door.writeFlags(writes.map(({ write }) => write));
  const problems = new Map(answer.ok ? answer.value.map((row) => [row.recordId, row.problem]) : []);
  store.sql.transaction(() => {
    forgetErased(
      store,
      writes[0]?.delivery.target ?? '',
      writes.map(({ delivery }) => delivery.subject),
    );
    for (const { delivery } of writes) {
      if (!answer.ok) {
        postpone(store, delivery, answer.problem, answer.retryAfter);
        continue;
      }
      const problem = problems.get(delivery.subject);
      if (problem === null) settle(store, delivery);
      else postpone(store, delivery, problem ?? UNANSWERED, problem === undefined ? 0 : null);
    }
  });
}
