import PQueue from 'p-queue';
import type { Spend } from '#connectors/connector.ts';

const WINDOW = 10_000;
/** Our clock and the vendor's never agree on where a window begins; a little slack keeps us inside both. */
const SLACK = 100;
/** Workers hold at most six connections open at once. */
const IN_FLIGHT = 6;
/** HubSpot allows five searches a second for the whole account, other apps included. */
const SEARCHES = 4;
/** Calls it takes to learn whose account was connected. */
const CONNECTING = 2;

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
  const calls = new PQueue({
    concurrency: IN_FLIGHT,
    intervalCap: rate,
    interval: WINDOW + SLACK,
    strict: true,
  });
  const searches = new PQueue({ concurrency: 2, intervalCap: SEARCHES, interval: 1_000, strict: true });
  // Connecting itself took calls before this budget existed: they count in its first window.
  if (lastCallAt === 0) void calls.addAll(Array.from({ length: CONNECTING }, () => async () => undefined));
  // The last call is noted to the second.
  const spentUntil = lastCallAt + WINDOW + SLACK + 1_000;
  let opened: Promise<void> | null = null;

  return async (budget, call) => {
    const wait = spentUntil - now();
    if (wait > 0) await (opened ??= new Promise((resolve) => setTimeout(resolve, wait)));
    return (budget === 'search' ? searches : calls).add(() => {
      onCall(now());
      return call();
    });
  };
}
