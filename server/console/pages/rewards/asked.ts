import { SOURCES } from '#core/reward/reward.ts';
import {
  QUEUES,
  QUEUE_SORTS,
  type QueueName,
  type QueueQuery,
  type QueueSort,
} from '#server/workspace/rewards/queue.ts';

/** Which rewards a page shows, as its address says. */
export interface Asked {
  queue: QueueName;
  q: string | null;
  programme: string | null;
  currency: string | null;
  source: string | null;
  over: string | null;
  sort: string | null;
  cursor: string | null;
  /** `all` has every row ticked. */
  select: string | null;
  [name: string]: string | null;
}

const PAGE = 50;

/** What an address or a form asks for; what is none of ours is left out. */
export function askedIn(valueOf: (name: string) => string | undefined, usual: QueueName): Asked {
  const text = (name: string) => valueOf(name)?.trim() || null;
  const among = <T extends string>(name: string, known: readonly T[]): T | null =>
    known.find((each) => each === valueOf(name)) ?? null;
  return {
    queue: among('queue', QUEUES) ?? usual,
    q: text('q'),
    programme: text('programme'),
    currency: text('currency'),
    source: among('source', SOURCES),
    over: text('over'),
    sort: among('sort', QUEUE_SORTS),
    cursor: text('cursor'),
    select: valueOf('select') === 'all' ? 'all' : null,
  };
}

/** The same as the workspace is asked. */
export function queryOf(asked: Asked, actor: string): QueueQuery {
  const { queue, q, programme, currency, cursor } = asked;
  const over = Number((asked.over ?? '').replaceAll(',', ''));
  return {
    actor,
    queue,
    limit: PAGE,
    cursor,
    sort: sortOf(asked),
    q,
    programme,
    currency,
    source: SOURCES.find((each) => each === asked.source) ?? null,
    // A sum nobody could mean narrows nothing.
    over: asked.over !== null && over >= 0 && over <= 1e9 ? over : null,
  };
}

/** What waits is asked for from the longest waiting on, what is over from the newest back, unless asked otherwise. */
export function sortOf({ queue, sort }: Asked): QueueSort {
  return QUEUE_SORTS.find((each) => each === sort) ?? (queue === 'history' ? 'newest' : 'oldest');
}

/** Whether some rewards of the queue are left out. */
export function isNarrowed({ q, programme, currency, source, over }: Asked): boolean {
  return [q, programme, currency, source, over].some((each) => each !== null);
}
