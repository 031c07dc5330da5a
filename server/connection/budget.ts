import PQueue from 'p-queue';
import type { Spend } from '#connectors/connector.ts';

const WINDOW = 10_000;
const SECOND = 1_000;
/** Workers hold at most six connections open at once. */
const IN_FLIGHT = 6;
/** HubSpot allows five searches a second for the whole account, other apps included; we leave them one. */
const SEARCH_LIMIT = 5;
const SEARCHES = 4;
/** Calls it takes to learn whose account was connected. */
const CONNECTING = 2;

type Lane = <T>(call: () => Promise<T>) => Promise<T>;

/**
 * The exact rate budget of one vendor account: `rate` calls in any ten seconds, searches counted apart.
 * `lastCallAt` tells whether calls of a former life may still count; until that window has passed nothing goes out.
 */
export function createBudget(
  rate: number,
  lastCallAt: number,
  now: () => number,
  onCall: (at: number) => void,
): Spend {
  const calls = createLane({ inFlight: IN_FLIGHT, pace: rate, limit: rate, window: WINDOW }, now);
  const searches = createLane({ inFlight: 2, pace: SEARCHES, limit: SEARCH_LIMIT, window: SECOND }, now);
  // Connecting itself took calls before this budget existed: they count in its first window.
  if (lastCallAt === 0) for (let call = 0; call < CONNECTING; call += 1) void calls(async () => undefined);
  // The last call is noted to the second when it sets out.
  const spentUntil = lastCallAt + WINDOW + 2 * SECOND;
  let opened: Promise<void> | null = null;

  return async (budget, call) => {
    await (opened ??= until(spentUntil, now));
    return (budget === 'search' ? searches : calls)(() => {
      onCall(now());
      return call();
    });
  };
}

interface Pacing {
  inFlight: number;
  /** How many set out in one window. */
  pace: number;
  /** How many the vendor may count in one window. */
  limit: number;
  /** Milliseconds. */
  window: number;
}

/**
 * Calls at the pace of a queue. The vendor counts a call at a moment we cannot see, somewhere between its start and
 * its answer: so none sets out before the one `limit` places ahead of it was answered a whole window ago. However the
 * network delays them, no window of the vendor's then holds more than `limit`.
 */
function createLane({ inFlight, pace, limit, window }: Pacing, now: () => number): Lane {
  const queue = new PQueue({ concurrency: inFlight, intervalCap: pace, interval: window, strict: true });
  const answers: Promise<number>[] = [];
  return (call) =>
    queue.add(async () => {
      const answered = Promise.withResolvers<number>();
      answers.push(answered.promise);
      const former = answers.length > limit ? await answers.shift() : undefined;
      if (former !== undefined) await until(former + window, now);
      try {
        return await call();
      } finally {
        answered.resolve(now());
      }
    });
}

async function until(at: number, now: () => number): Promise<void> {
  const wait = at - now();
  if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
}
