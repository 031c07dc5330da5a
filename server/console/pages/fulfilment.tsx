import type { Child } from 'hono/jsx';
import type { FulfilmentState } from '#core/fulfilment/state.ts';
import { isVoid } from '#core/fulfilment/state.ts';
import type { RewardState } from '#core/reward/reward.ts';
import { actorWords } from '#server/console/parts/actor.ts';
import { Badge } from '#server/console/parts/badge.tsx';
import type { Refused } from '#server/console/parts/field.tsx';
import { FULFILMENT_PATH, FULFILMENT_WORDS } from '#server/console/parts/fulfilment-words.ts';
import { ProblemNotice } from '#server/console/parts/notice.tsx';
import { May } from '#server/console/parts/viewer.tsx';
import { Day, Moment, When } from '#server/console/parts/when.tsx';
import { PROVIDER_WORDS } from '#server/fulfilment/provider.ts';
import type { FulfilmentView } from '#server/workspace/fulfilment/views.ts';
import { FulfilmentActs } from './fulfilment-acts.tsx';

interface Props {
  of: FulfilmentView;
  /** The state of the reward that is fulfilled. */
  reward: RewardState;
  /** When the order is sent again by itself, or null. */
  nextTry: number | null;
  now: number;
  refused: Refused | null;
}

/** How a reward reaches its person, and what can be done about it: a part of the reward's page. */
export function FulfilmentPanel({ of, reward, nextTry, now, refused }: Props) {
  const isOver = reward === 'cancelled' || reward === 'reversed';
  const isStuck = of.state === 'ordering' && of.problem !== null;
  return (
    <section class="card" id="fulfilment" aria-labelledby="fulfilment-title">
      <h2 id="fulfilment-title">
        Fulfilment <FulfilmentBadge state={of.state} />
      </h2>
      {of.problem === null ? null : (
        <ProblemNotice problem={of.problem}>
          {of.problem.code === 'not_connected' ? (
            <a href={`${FULFILMENT_PATH}#${of.provider}`}>Go to its settings</a>
          ) : null}
        </ProblemNotice>
      )}
      {isStuck ? <NotTaken of={of} nextTry={nextTry} /> : null}
      {isOver ? <p>{leftWords(of.state, reward)}</p> : null}
      {of.nextStep === null || (isStuck && nextTry !== null && of.doubt === null) ? null : (
        <p>
          <strong>Next:</strong> {of.nextStep}
        </p>
      )}
      <Facts of={of} now={now} />
      <May any={['manage_money']}>
        <FulfilmentActs of={of} isOver={isOver} refused={refused} />
      </May>
    </section>
  );
}

/** That nobody took the order yet, how often it was tried, and when it is tried again. */
function NotTaken({ of: { attempts }, nextTry }: Pick<Props, 'of' | 'nextTry'>) {
  return (
    <p>
      Not taken yet: tried {attempts === 1 ? 'once' : `${attempts} times`},{' '}
      {nextTry === null ? (
        'and not tried again by itself'
      ) : (
        <>
          next try <Moment at={nextTry} />, by itself and never paid twice
        </>
      )}
      . <a href={`/console/deliveries?state=${nextTry === null ? 'parked' : 'due'}`}>Deliveries</a>
    </p>
  );
}

/** What became of an order whose reward was given up or taken back. */
function leftWords(state: FulfilmentState, reward: RewardState): string {
  const what = reward === 'cancelled' ? 'The reward was cancelled.' : 'The reward was taken back.';
  if (isVoid(state)) return `${what} Its order is void: nothing reaches the person under it.`;
  if (state === 'failed') return `${what} Its order had failed.`;
  if (state === 'unclaimed') return `${what} What was sent was never claimed.`;
  if (state === 'sent' || state === 'delivered') {
    return `${what} What was sent is with the person: nothing is fetched back by this.`;
  }
  return `${what} Its order may stand all the same: make it void.`;
}

export function FulfilmentBadge({ state }: { state: FulfilmentState }) {
  const tones = {
    ordering: 'warm',
    ordered: 'sea',
    sent: 'sea',
    delivered: 'good',
    unclaimed: 'warm',
    failed: 'bad',
    returned: 'bad',
    cancelled: 'calm',
  } as const;
  return <Badge tone={tones[state]}>{FULFILMENT_WORDS[state]}</Badge>;
}

function Facts({ of, now }: Pick<Props, 'of' | 'now'>) {
  const { provider, reference, words, proof, proofBy, attempts, number, deliveredAt, expiresAt } = of;
  return (
    <dl class="facts">
      <Fact name="By">{PROVIDER_WORDS[provider]}</Fact>
      {reference === null ? null : (
        <Fact name="Order there">
          <code>{reference}</code>
        </Fact>
      )}
      {words === null ? null : (
        <Fact name="Last said">
          <bdi>{words}</bdi>
        </Fact>
      )}
      {proof === null ? null : (
        <Fact name="Proof">
          <Shown proof={proof} />
          {proofBy === null ? null : <span class="under">by {actorWords(proofBy)}</span>}
        </Fact>
      )}
      <Fact name="Asked">
        {attempts === 1 ? 'once' : `${attempts} times`}
        {number === 1 ? '' : `, order ${number}`}, last <When at={of.updatedAt} now={now} />
      </Fact>
      {deliveredAt === null ? null : (
        <Fact name="Delivered">
          <Day at={deliveredAt} />
        </Fact>
      )}
      {expiresAt === null ? null : (
        <Fact name="Runs out">
          <Day at={expiresAt} />
        </Fact>
      )}
      {of.reminder === null ? null : (
        <Fact name="Reminder">
          {of.reminder === 'old'
            ? 'It arrived more than two weeks ago. If it was not claimed, a kind word helps.'
            : 'It runs out within a month. Tell them, unless they claimed it.'}
        </Fact>
      )}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: Child }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Shown({ proof }: { proof: string }) {
  return /^https?:\/\//.test(proof) ? (
    <a href={proof} rel="noreferrer noopener" target="_blank">
      <bdi>{proof}</bdi>
    </a>
  ) : (
    <bdi>{proof}</bdi>
  );
}
