/** What somebody has who follows an account by the highest modification time seen so far. */
export interface NaivePoller {
  /** Names by id. */
  names: Map<string, string>;
  backfill(): Promise<void>;
  /** Throws where the vendor refuses. */
  poll(): Promise<void>;
}
