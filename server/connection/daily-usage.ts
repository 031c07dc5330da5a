import PQueue from 'p-queue';
import type { ApiUsage, Spend } from '#connectors/connector.ts';
import { ConnectorError } from '#connectors/shared/connector-error.ts';
import type { Sql } from '#server/storage/sql.ts';
import { getFact, setFact } from './facts.ts';

/** What of a day's calls we use at most unless an admin says otherwise; the rest is other apps'. */
export const DEFAULT_SHARE = 0.7;
/** Workers hold at most six connections open at once; an org answers 25 long calls at once, all apps together. */
const IN_FLIGHT = 5;
/** Usage is of the last 24 hours and the whole org: only another call tells whether it fell. */
const LOOK_AGAIN = 15 * 60_000;
const NOTE_EVERY = 1_000;

/** Calls of an account that counts them by the day. */
export interface DailyUsage {
  spend: Spend;
  /** Takes in what the vendor says is used. */
  note(usage: ApiUsage): void;
}

/**
 * Keeps an account's calls below a share of what its vendor allows in 24 hours. Above it, one call in a quarter of an
 * hour goes out to see whether usage fell; the others fail with `rate_limited` and are worth repeating then.
 */
export function createDailyUsage(sql: Sql, now: () => number): DailyUsage {
  const queue = new PQueue({ concurrency: IN_FLIGHT });
  let latest = getFact(sql, 'apiUsage') ?? null;
  let noted = latest?.at ?? 0;
  let lookedAt = 0;
  const isBelowShare = ({ used, limit }: ApiUsage): boolean =>
    used < limit * (getFact(sql, 'apiShare') ?? DEFAULT_SHARE);
  const mayPass = (): boolean => {
    if (latest === null || isBelowShare(latest)) return true;
    if (now() - Math.max(lookedAt, latest.at) < LOOK_AGAIN) return false;
    lookedAt = now();
    return true;
  };
  return {
    spend: (_budget, call) =>
      // Asked when its turn comes: a call that waited behind the one that told is not sent after it.
      queue.add(async () => {
        if (latest !== null && !mayPass()) throw usedUp(latest);
        return call();
      }),
    note: ({ used, limit }) => {
      latest = { used, limit, at: now() };
      // What stops us is kept at once: no call may follow that would tell it again.
      if (now() - noted < NOTE_EVERY && isBelowShare(latest)) return;
      noted = now();
      setFact(sql, 'apiUsage', latest);
    },
  };
}

function usedUp({ used, limit }: ApiUsage): ConnectorError {
  return new ConnectorError(
    {
      code: 'rate_limited',
      message: `The org has used ${used.toLocaleString('en-US')} of the ${limit.toLocaleString('en-US')} calls it may make in 24 hours, and the share left to Groundswell is used up.`,
      remedy: 'It goes on by itself as usage falls. Raise the share on the page of connections to go on now.',
    },
    LOOK_AGAIN,
  );
}
