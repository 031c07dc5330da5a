import { RpcTarget } from 'cloudflare:workers';
import type { FlagResult } from '#connectors/connector.ts';
import { ConnectorError } from '#connectors/shared/connector-error.ts';
import { flagsEqual, type FlagWrite } from '#core/crm/flag.ts';
import type { Attempt } from '#server/workspace/doors.ts';
import { getFact, setFact } from './facts.ts';
import { crmConnector, type Line } from './line.ts';

const LATER = 10 * 60_000;

/** Our properties on the CRM's records. */
export class Flags extends RpcTarget {
  readonly #line: Line;

  constructor(line: Line) {
    super();
    this.#line = line;
  }

  /** Writes those of at most 100 flags that differ from what the records carry; one result a record. */
  async write(writes: FlagWrite[]): Promise<Attempt<FlagResult[]>> {
    const { sql, now } = this.#line;
    const state = getFact(sql, 'state');
    if (state === undefined || state === 'revoked' || state === 'disconnected') {
      return {
        ok: false,
        problem: {
          code: 'vendor_revoked',
          message: 'The CRM is not connected.',
          remedy: 'Connect it again.',
        },
        retryAfter: LATER,
      };
    }
    const changed = writes.filter((write) => !this.#carries(write));
    const same: FlagResult[] = writes
      .filter((write) => !changed.includes(write))
      .map(({ recordId }) => ({ recordId, problem: null }));
    if (changed.length === 0) return { ok: true, value: same };
    try {
      const connector = await crmConnector(this.#line);
      if (getFact(sql, 'flagsPrepared') !== true) {
        const prepared = await connector.prepareFlags();
        if (!prepared.ok) return { ok: false, problem: prepared.problem, retryAfter: LATER };
        setFact(sql, 'flagsPrepared', true);
      }
      const results = await connector.writeFlags(changed, now());
      this.#keep(changed, results);
      return { ok: true, value: [...same, ...results] };
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw error;
      // Someone may have deleted our properties: look again before the next try.
      setFact(sql, 'flagsPrepared', false);
      return { ok: false, problem: error.problem, retryAfter: error.retryAfter };
    }
  }

  #carries({ recordId, flag }: FlagWrite): boolean {
    const row = this.#line.sql.all<{ flag: string | null }>(
      'SELECT flag FROM flag WHERE record_id = ?',
      recordId,
    )[0];
    return row?.flag != null && flagsEqual(JSON.parse(row.flag), flag);
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
