import { RpcTarget } from 'cloudflare:workers';
import type { CrmConnector, FlagResult } from '#connectors/connector.ts';
import { ConnectorError } from '#connectors/shared/connector-error.ts';
import { FLAG_STATUSES, flagsEqual, type CarriedFlag, type FlagWrite } from '#core/crm/flag.ts';
import { ok, type Problem, type Result } from '#core/problem.ts';
import type { Attempt } from '#server/workspace/outbox/doors.ts';
import { getFact, setFact } from './facts.ts';
import { crmConnector, type Line } from './line.ts';

const LATER = 10 * 60_000;

const CLOSED: Problem = {
  code: 'vendor_revoked',
  message: 'The CRM is not connected.',
  remedy: 'Connect it again.',
};

/** Our properties on the CRM's records. */
export class Flags extends RpcTarget {
  readonly #line: Line;

  constructor(line: Line) {
    super();
    this.#line = line;
  }

  /** Writes those of at most 100 flags that differ from what the records carry; one result a record. */
  async write(writes: FlagWrite[]): Promise<Attempt<FlagResult[]>> {
    if (!this.#isOpen()) return { ok: false, problem: CLOSED, retryAfter: LATER };
    const changed = writes.filter((write) => !this.#carries(write));
    const same: FlagResult[] = writes
      .filter((write) => !changed.includes(write))
      .map(({ recordId }) => ({ recordId, problem: null }));
    if (changed.length === 0) return { ok: true, value: same };
    try {
      const connector = await crmConnector(this.#line);
      const prepared = await this.#prepare(connector);
      if (!prepared.ok) return { ok: false, problem: prepared.problem, retryAfter: LATER };
      const results = await connector.writeFlags(changed, this.#line.now());
      this.#keep(changed, results);
      return { ok: true, value: [...same, ...results] };
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw error;
      // Someone may have deleted our properties: look again before the next try.
      setFact(this.#line.sql, 'flagsPrepared', false);
      return { ok: false, problem: error.problem, retryAfter: error.retryAfter };
    }
  }

  /** Empties our properties on at most 100 records; one result a record. */
  async clear(recordIds: string[]): Promise<Attempt<FlagResult[]>> {
    if (!this.#isOpen()) return { ok: false, problem: CLOSED, retryAfter: LATER };
    try {
      return { ok: true, value: await (await crmConnector(this.#line)).clearFlags(recordIds) };
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw error;
      return { ok: false, problem: error.problem, retryAfter: error.retryAfter };
    }
  }

  /**
   * What at most 100 records carry now, read in the CRM; null for a record without a flag. It is kept as what they
   * carry, so that what is written next is what differs from it.
   */
  async read(recordIds: string[]): Promise<Result<Map<string, CarriedFlag | null>>> {
    if (!this.#isOpen()) return { ok: false, problem: CLOSED };
    const since = this.#line.now();
    try {
      const carried = await (await crmConnector(this.#line)).readFlags(recordIds);
      this.#correct(carried, since);
      return ok(carried);
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw error;
      return { ok: false, problem: error.problem };
    }
  }

  /** What of ours an admin finds in the CRM once the connection has ended, by the vendor's own names. */
  async ownedNames(): Promise<string[]> {
    return (await crmConnector(this.#line)).ownedNames();
  }

  #isOpen(): boolean {
    const state = getFact(this.#line.sql, 'state');
    return state !== undefined && state !== 'revoked' && state !== 'disconnected';
  }

  /** Looks once whether our properties are there, and again when a later version has others. */
  async #prepare(connector: CrmConnector): Promise<Result<null>> {
    const { sql } = this.#line;
    const shape = [...connector.ownedNames(), ...FLAG_STATUSES].join('\n');
    if (getFact(sql, 'flagsPrepared') === shape) return ok(null);
    const prepared = await connector.prepareFlags();
    const since = getFact(sql, 'flagsProblem')?.since ?? this.#line.now();
    setFact(sql, 'flagsProblem', prepared.ok ? null : { problem: prepared.problem, since });
    if (!prepared.ok) return prepared;
    setFact(sql, 'flagsPrepared', shape);
    return ok(null);
  }

  #carries({ recordId, flag }: FlagWrite): boolean {
    const row = this.#line.sql.all<{ flag: string | null }>(
      'SELECT flag FROM flag WHERE record_id = ?',
      recordId,
    )[0];
    return row?.flag != null && flagsEqual(JSON.parse(row.flag), flag);
  }

  /** A write that set out meanwhile knows better than what was read. */
  #correct(carried: Map<string, CarriedFlag | null>, since: number): void {
    const rows = [...carried].map(([recordId, flag]) => [recordId, flag && JSON.stringify(flag)]);
    this.#line.sql.run(
      `INSERT INTO flag (record_id, flag, written_at)
       SELECT value ->> 0, value ->> 1, NULL FROM json_each(?1) WHERE value ->> 1 IS NOT NULL
       ON CONFLICT (record_id) DO UPDATE SET flag = excluded.flag WHERE coalesce(flag.written_at, 0) < ?2`,
      JSON.stringify(rows),
      since,
    );
    this.#line.sql.run(
      `UPDATE flag SET flag = NULL WHERE coalesce(written_at, 0) < ?2
       AND record_id IN (SELECT value ->> 0 FROM json_each(?1) WHERE value ->> 1 IS NULL)`,
      JSON.stringify(rows),
      since,
    );
  }

  #keep(writes: FlagWrite[], results: FlagResult[]): void {
    const { sql, now } = this.#line;
    const problems = new Map(results.map((result) => [result.recordId, result.problem]));
    const rows = writes.map(({ recordId, flag }) => {
      const problem = problems.get(recordId) ?? null;
      return [recordId, problem === null ? JSON.stringify(flag) : null, problem && JSON.stringify(problem)];
    });
    sql.run(
      `INSERT INTO flag (record_id, flag, written_at, problem)
       SELECT value ->> 0, value ->> 1, ?, value ->> 2 FROM json_each(?) WHERE true
       ON CONFLICT (record_id) DO UPDATE SET flag = coalesce(excluded.flag, flag.flag),
         written_at = excluded.written_at, problem = excluded.problem`,
      now(),
      JSON.stringify(rows),
    );
  }
}
