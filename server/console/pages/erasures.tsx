import type { Problem } from '#core/problem.ts';
import { actorTitle } from '#server/console/parts/actor.ts';
import { Heading } from '#server/console/parts/heading.tsx';
import { Empty, ProblemNotice } from '#server/console/parts/notice.tsx';
import { Pager } from '#server/console/parts/pager.tsx';
import { Cell, Row, Table } from '#server/console/parts/table.tsx';
import { Moment } from '#server/console/parts/when.tsx';
import { counted, vendorOf } from '#server/console/parts/words.ts';
import type { ErasureReason } from '#server/workspace/erasure/erasure.ts';
import type { ErasureProof } from '#server/workspace/erasure/erasures.ts';

export interface ErasuresData {
  items: ErasureProof[];
  cursor: string | null;
  next: string | null;
  problem: Problem | null;
}

const REASONS: Record<ErasureReason, string> = {
  crm_privacy_deletion: 'Deleted for privacy in a CRM',
  asked_here: 'Asked for here',
};

/** The proof of every privacy erasure; it names nobody. */
export function ErasuresPage({ data: { items, cursor, next, problem } }: { data: ErasuresData }) {
  return (
    <>
      <nav class="crumbs" aria-label="Breadcrumb">
        <a href="/console/audit">Audit trail</a>
      </nav>
      <Heading
        title="Privacy erasures"
        lead="What was forgotten, when and why. The proof itself holds no name, e-mail or CRM id."
      />
      {problem === null ? null : <ProblemNotice problem={problem} />}
      {items.length === 0 ? (
        <Empty title="Nobody was erased yet">
          <p>A privacy deletion in a CRM, or the button on a person’s page, leaves its proof here.</p>
        </Empty>
      ) : (
        <Table
          caption="Privacy erasures"
          columns={[
            { label: 'Time' },
            { label: 'Who' },
            { label: 'Why' },
            { label: 'Person' },
            { label: 'Removed' },
            { label: 'Still to delete' },
          ]}
        >
          {items.map((proof) => (
            <Proof proof={proof} />
          ))}
        </Table>
      )}
      <Pager path="/console/audit/erasures" query={{ cursor }} next={next} />
    </>
  );
}

function Proof({ proof }: { proof: ErasureProof }) {
  const removed = Object.entries(proof.counts).filter(([, n]) => n > 0);
  return (
    <Row>
      <Cell label="Time">
        <Moment at={proof.at} />
      </Cell>
      <Cell label="Who">
        <bdi>{actorTitle(proof.by)}</bdi>
      </Cell>
      <Cell label="Why" kind="lead">
        {REASONS[proof.why]}
      </Cell>
      <Cell label="Person">{proof.personId}</Cell>
      <Cell label="Removed">
        {removed.length === 0
          ? 'Nothing was left'
          : removed.map(([what, n]) => `${what.replaceAll('_', ' ')} ${n}`).join(', ')}
      </Cell>
      <Cell label="Still to delete">{leftOf(proof).join('; ') || 'Nothing'}</Cell>
    </Row>
  );
}

/** What an admin has to see to elsewhere, a line each place. */
function leftOf({ remaining, payouts }: ErasureProof): string[] {
  const lines = remaining.map(({ connection, records, cleared, deals }) => {
    const emptied = `our fields emptied on ${cleared}`;
    const parts = [
      ...(records === 0 ? [] : [`${counted(records, 'record', 'records')} (${emptied})`]),
      ...(deals === 0 ? [] : [`${counted(deals, 'deal', 'deals')} named after them`]),
    ];
    return `${parts.join(' and ')} in ${vendorOf(connection)}`;
  });
  const paid = `what was paid for ${counted(payouts, 'reward', 'rewards')} in the payout system`;
  return payouts === 0 ? lines : [...lines, paid];
}
