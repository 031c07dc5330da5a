import { RpcTarget } from 'cloudflare:workers';
import { noText } from '#core/claimed.ts';
import { checkPolicy } from '#core/policy/check-policy.ts';
import { DEFAULT_POLICY, type Policy } from '#core/policy/policy.ts';
import { simulate, type Simulation } from '#core/policy/simulate.ts';
import { ok, refuse, type Result } from '#core/problem.ts';
import { note } from '#server/workspace/trail/note.ts';
import { pastRewards } from './past-rewards.ts';
import { currentPolicy } from './published.ts';
import type { Store } from '#server/workspace/store.ts';

const MAX_NOTE = 500;

export interface PolicyVersion {
  version: number;
  policy: Policy;
  note: string;
  publishedBy: string;
  /** Null for the one every workspace begins with. */
  publishedAt: number | null;
}

/** How many of the rewards that would have gone another way are named; the loads count them all. */
const SHOWN = 100;

/** Who decides about rewards, version by version. */
export class Policies extends RpcTarget {
  #store: Store;

  constructor(store: Store) {
    super();
    this.#store = store;
  }

  current(): { version: number; policy: Policy } {
    const { version, policy } = currentPolicy(this.#store);
    return { version, policy };
  }

  /** Every version, newest first, down to the one every workspace begins with. */
  versions(): PolicyVersion[] {
    const rows = this.#store.sql.all<Omit<PolicyVersion, 'policy'> & { value: string }>(
      `SELECT version, value, note, published_by AS publishedBy, published_at AS publishedAt FROM policy
       ORDER BY version DESC`,
    );
    const first = {
      version: 0,
      policy: DEFAULT_POLICY,
      note: '',
      publishedBy: 'groundswell',
      publishedAt: null,
    };
    return [...rows.map(({ value, ...row }) => ({ ...row, policy: JSON.parse(value) as Policy })), first];
  }

  /** What a policy would have asked of the rewards of the last `days`. Fails with `invalid_input` naming the field. */
  simulate(claimed: unknown, days: number): Result<Simulation> {
    const policy = checkPolicy(claimed);
    if (!policy.ok) return policy;
    const { changed, ...loads } = simulate(policy.value, pastRewards(this.#store, days));
    return ok({ ...loads, changed: changed.slice(0, SHOWN) });
  }

  /**
   * Puts a policy in force for what is proposed from now on; what waits keeps the chain it was proposed under. Fails
   * with `invalid_input` naming the field, or `already_published` where `from` is not the version in force.
   */
  publish(claimed: unknown, from: number, why: string, by: string): Result<PolicyVersion> {
    const policy = checkPolicy(claimed);
    if (!policy.ok) return policy;
    const reason = why.trim();
    if (reason === '' || reason.length > MAX_NOTE) {
      return reason === ''
        ? refuse('invalid_input', 'A new policy needs a note.', 'Say why, in a sentence.', 'note')
        : noText('note', 'The note', reason, MAX_NOTE);
    }
    const store = this.#store;
    return store.sql.transaction(() => {
      const before = currentPolicy(store);
      if (before.version !== from) {
        const message = `Version ${before.version} of the policy was published meanwhile.`;
        return refuse('already_published', message, 'Look at it, and make your change to it.', 'from');
      }
      if (JSON.stringify(before.policy) === JSON.stringify(policy.value)) {
        return refuse(
          'invalid_input',
          'This policy is in force already.',
          'Change something first.',
          'policy',
        );
      }
      const version = before.version + 1;
      const at = store.now();
      store.sql.run(
        'INSERT INTO policy (version, value, note, published_by, published_at) VALUES (?, ?, ?, ?, ?)',
        version,
        JSON.stringify(policy.value),
        reason,
        by,
        at,
      );
      note(store, by, 'policy.published', `policy:${version}`, reason);
      return ok({ version, policy: policy.value, note: reason, publishedBy: by, publishedAt: at });
    });
  }
}
