import type { Store } from '#server/workspace/store.ts';

/** A CRM account that may still tell of the person. */
export interface Remaining {
  connection: string;
  /** Records of theirs that an admin has to delete there. */
  records: number;
  /** Of the records, those our fields were emptied on, by now. */
  cleared: number;
  /** Deals there that are called after the person. */
  deals: number;
}

/** What an erasure removed, by what it was, and what is left for the admin: no name, no e-mail, no CRM id. */
export interface Removed {
  counts: Record<string, number>;
  remaining: Remaining[];
  /** Rewards whose payee the payout system was told, or is being told while they are erased. */
  payouts: number;
}

/** Counts one more record of an erased person that our fields were emptied on. */
export function countCleared({ sql }: Store, personId: number, connection: string): void {
  const proofs = sql.all<{ id: number; removed: string }>(
    'SELECT id, removed FROM erasure WHERE person_id = ?',
    personId,
  );
  for (const proof of proofs) {
    const removed = readRemoved(proof.removed);
    const remaining = removed.remaining.map((left) =>
      left.connection === connection ? { ...left, cleared: left.cleared + 1 } : left,
    );
    sql.run(
      'UPDATE erasure SET removed = ? WHERE id = ?',
      JSON.stringify({ ...removed, remaining }),
      proof.id,
    );
  }
}

interface KeptProof {
  counts: Removed['counts'];
  remaining: (Pick<Remaining, 'connection' | 'records'> & Partial<Remaining>)[];
  payouts?: number;
}

/** What a proof was kept as. Older ones knew of records only. */
export function readRemoved(kept: string): Removed {
  const { counts, remaining, payouts = 0 } = JSON.parse(kept) as KeptProof;
  return { counts, remaining: remaining.map((left) => ({ cleared: 0, deals: 0, ...left })), payouts };
}
