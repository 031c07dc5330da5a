import { actorWords } from '#server/console/parts/actor.ts';
import { Badge, RewardBadge } from '#server/console/parts/badge.tsx';
import { Money } from '#server/console/parts/money.tsx';
import { Outside } from '#server/console/parts/outside.tsx';
import { Cell, Row, Table } from '#server/console/parts/table.tsx';
import { Day, When } from '#server/console/parts/when.tsx';
import { counted } from '#server/console/parts/words.ts';
import type { TrustLevel } from '#core/fraud/trust.ts';
import { minorDigits } from '#core/reward/currency.ts';
import { DAY } from '#core/time.ts';
import { endedBy } from '#server/workspace/rewards/endings.ts';
import type { QueueRow } from '#server/workspace/rewards/queue.ts';
import type { QueueData } from './queue.tsx';
import { proposerWords, QUEUE_WORDS, REWARDS_PATH, waitsWords } from './words.ts';

const SOON = 3 * DAY;

/** The rows of a queue; each can be ticked where it can be decided here. */
export function QueueTable({ data, isDecidable }: { data: QueueData; isDecidable: boolean }) {
  const { asked, queue, now, picked } = data;
  const isHistory = asked.queue === 'history';
  return (
    <Table
      caption={QUEUE_WORDS[asked.queue]}
      columns={[
        ...(isDecidable ? [{ label: 'Select' }] : []),
        { label: 'Person', kind: 'wide' as const },
        { label: 'For' },
        { label: 'Amount', kind: 'number' as const },
        // Who decided and when fills it, where what is waited for is a word or two.
        isHistory ? { label: 'Outcome', kind: 'wide' } : { label: 'Waits for' },
        { label: isHistory ? 'Proposed' : 'Asked', kind: 'number' as const },
      ]}
    >
      {queue.items.map((row) => (
        <Row id={row.reward.id}>
          {isDecidable ? <Tick row={row} isPicked={picked.has(row.reward.id)} /> : null}
          <Person row={row} />
          <Cell label="For">
            <span>
              <span class="line-text">
                <bdi>{row.reward.act}</bdi>
              </span>
              <span class="under">
                by <bdi>{proposerWords(row.reward)}</bdi>
                <ProofLink proof={row.reward.proof} />
              </span>
            </span>
          </Cell>
          <Cell label="Amount" kind="number">
            <span>
              <strong>
                <Money amount={row.reward.amount} currency={row.reward.currency} />
              </strong>
              <span class="under">{row.reward.programme}</span>
            </span>
          </Cell>
          {isHistory ? <Outcome row={row} /> : <Waiting row={row} />}
          <Age row={row} now={now} isHistory={isHistory} />
        </Row>
      ))}
    </Table>
  );
}

/** A way to the proof, where that is a link. */
function ProofLink({ proof }: { proof: string | null }) {
  if (proof === null || !/^https?:\/\/\S+$/i.test(proof)) return null;
  return (
    <>
      {' '}
      · <Outside href={proof}>Proof</Outside>
    </>
  );
}

function Tick({ row: { reward, person }, isPicked }: { row: QueueRow; isPicked: boolean }) {
  return (
    <Cell label="Select">
      <input
        class="tick"
        type="checkbox"
        name="chosen"
        value={`${reward.id}:${reward.revision}`}
        checked={isPicked}
        data-amount={String(reward.amount)}
        data-currency={reward.currency}
        data-digits={String(minorDigits(reward.currency))}
        aria-label={`Select ${reward.id}, for ${person}`}
      />
    </Cell>
  );
}

const TRUST_BADGES: Record<TrustLevel, string> = { new: 'New', known: 'Known', trusted: 'Trusted' };

function Person({ row: { reward, person, company, standing } }: { row: QueueRow }) {
  return (
    <Cell label="Person" kind="lead">
      <a href={`${REWARDS_PATH}/${reward.id}`}>
        <bdi>{person}</bdi>
      </a>
      <span class="under">
        <bdi>{company ?? 'No company'}</bdi> · {reward.id}
      </span>
      {standing === null ? null : (
        <span class="row-badges">
          {standing.isFirst ? <Badge tone="sea">First reward</Badge> : null}
          <Badge tone={standing.trust === 'new' ? 'warm' : 'calm'}>{TRUST_BADGES[standing.trust]}</Badge>
        </span>
      )}
    </Cell>
  );
}

function Waiting({ row }: { row: QueueRow }) {
  const { reward, holds, shortage } = row;
  return (
    <Cell label="Waits for">
      <span>
        {reward.state === 'change_requested' ? (
          <>
            Its proposer
            <span class="under">
              <bdi>{reward.reason}</bdi>
            </span>
          </>
        ) : (
          waitsWords(reward)
        )}
        {holds === 0 && shortage === null ? null : (
          <span class="row-badges">
            {holds === 0 ? null : (
              <Badge tone="warm">{holds === 1 ? 'Held' : counted(holds, 'hold', 'holds')}</Badge>
            )}
            {shortage === null ? null : (
              <span title={shortage}>
                <Badge tone="bad">Over budget</Badge>
              </span>
            )}
          </span>
        )}
      </span>
    </Cell>
  );
}

function Outcome({ row: { reward, ending } }: { row: QueueRow }) {
  const by = ending === null ? null : endedBy(ending, actorWords);
  return (
    <Cell label="Outcome">
      <span>
        <RewardBadge state={reward.state} />
        {ending === null ? null : (
          <span class="under">
            {by === null ? null : (
              <>
                by <bdi>{by}</bdi>,{' '}
              </>
            )}
            <Day at={ending.at} />
          </span>
        )}
      </span>
    </Cell>
  );
}

function Age({ row, now, isHistory }: { row: QueueRow; now: number; isHistory: boolean }) {
  const { askedAt, reward } = row;
  return (
    <Cell label={isHistory ? 'Proposed' : 'Asked'} kind="number">
      <span>
        {isHistory ? <Day at={reward.createdAt} /> : <When at={askedAt} now={now} />}
        {!isHistory && reward.expiresAt - now < SOON ? (
          <span class="under soon">
            runs out on <Day at={reward.expiresAt} />
          </span>
        ) : null}
      </span>
    </Cell>
  );
}
