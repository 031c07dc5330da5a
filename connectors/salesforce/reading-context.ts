import type { SalesforceClient } from './client.ts';
import type { MappingContext } from './mapping.ts';
import type { Wait } from './repeat.ts';

/** What reading an org takes: the calls, and how rows are understood. */
export interface ReadingContext {
  client: SalesforceClient;
  mapping: MappingContext;
  /** The org's currency where it has but one and tells it; asked on first use. */
  orgCurrency: () => Promise<string | null>;
  /** More rows than this of an object are read by a bulk job. */
  bulkAbove: number;
  now: () => number;
  wait: Wait;
}
