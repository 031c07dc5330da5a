import { holderWords } from '#server/console/pages/ledger/words.ts';
import { Badge } from '#server/console/parts/badge.tsx';
import { Heading } from '#server/console/parts/heading.tsx';
import { Money, moneyText } from '#server/console/parts/money.tsx';
import { counted } from '#server/console/parts/words.ts';
import type { Weighed, WeighedReward } from '#server/workspace/rewards/weighing.ts';
import type { Asked } from './asked.ts';
import { totalsText } from './totals.ts';
import { REWARDS_PATH, stillWords } from './words.ts';

export interface ConfirmData {
  asked: Asked;
  weighed: Weighed;
  names: ReadonlyMap<string, string>;
  chosen: readonly { id: string; revision: number }[];
  reason: string;
}

/** Asks once more before much is approved at one press, with what that would do; what was selected stays so. */
export function ConfirmPage({ data }: { data: ConfirmData }) {
  const { asked, weighed, names, chosen, reason } = data;
  const { rewards, short } = weighed;
  const through = rewards.filter(({ problem }) => problem === null);
  const final = through.filter(({ reward }) => reward.state === 'approved');
  const waiting = through.filter(({ reward }) => reward.state === 'proposed');
  const refused = rewards.filter(({ problem }) => problem !== null);
  return (
    <>
      <nav class="crumbs" aria-label="Breadcrumb">
        <a href={REWARDS_PATH}>Rewards</a>
      </nav>
      <Heading
        title={
          through.length === 0
            ? 'Nothing to approve'
            : `Approve ${counted(through.length, 'reward', 'rewards')}?`
        }
        lead={rewards.length === 0 ? 'None of them waits any more.' : leadWords(final, waiting, refused)}
      />
      <form class="card stack-tight weighed" method="post" action={`${REWARDS_PATH}/decisions#results`}>
        {Object.entries(asked).map(([name, value]) =>
          value === null || name === 'select' ? null : <input type="hidden" name={name} value={value} />,
        )}
        {chosen.map(({ id, revision }) => (
          <input type="hidden" name="chosen" value={`${id}:${revision}`} />
        ))}
        <input type="hidden" name="reason" value={reason} />
        <input type="hidden" name="confirmed" value="yes" />
        {short.map(({ holder, currency, left, asked: wanted }) => (
          <p class="notice notice-warm">
            <bdi>
              {`The budget ${holderWords(holder)} has ${moneyText(left, currency)} left, and these would draw ${moneyText(wanted, currency)} more. What it cannot pay is refused.`}
            </bdi>
          </p>
        ))}
        <BudgetsAfter weighed={weighed} />
        <Group title="Final with your yes" of={final} names={names} />
        <Group title="Your yes is kept, and more is needed" of={waiting} names={names} />
        <Group title="Refused" of={refused} names={names} />
        <div class="bulk-actions">
          {through.length === 0 ? null : (
            <button class="button button-main" type="submit" name="decision" value="approve">
              Approve {through.length}
            </button>
          )}
          <button class="button" type="submit" name="decision" value="back">
            Go back
          </button>
        </div>
      </form>
    </>
  );
}

type Some = readonly WeighedReward[];

/** What one press comes to: only what it makes final counts as given. */
function leadWords(final: Some, waiting: Some, refused: Some): string {
  const sum = (of: Some) => totalsText(of.map(({ reward }) => reward));
  const [f, w, r] = [final.length, waiting.length, refused.length];
  const said = [
    f === 0 ? 'None of them becomes final.' : `${f} ${f === 1 ? 'becomes' : 'become'} final: ${sum(final)}.`,
    w === 0 ? '' : `${w} ${w === 1 ? 'still waits' : 'still wait'} for another yes: ${sum(waiting)}.`,
    r === 0 ? '' : `${r} will be refused.`,
  ];
  return said.filter((each) => each !== '').join(' ');
}

/** What every budget behind them has left once they are approved. */
function BudgetsAfter({ weighed: { rewards, budgets } }: { weighed: Weighed }) {
  const drawn = rewards.some(({ reward, problem }) => problem === null && reward.kind === 'money');
  if (!drawn) return null;
  return (
    <section>
      <h2>Budgets afterwards</h2>
      {budgets.length === 0 ? (
        <p class="quiet">No budget binds these.</p>
      ) : (
        <>
          <ul class="budgets-left">
            {budgets.map(({ holder, currency, amount, left }) => (
              <li>
                <bdi>{holderWords(holder)}</bdi>: <Money amount={left} currency={currency} /> left of{' '}
                <Money amount={amount} currency={currency} />
              </li>
            ))}
          </ul>
          <p class="hint">What is held for rewards that wait is not counted as left.</p>
        </>
      )}
    </section>
  );
}

function Group(props: { title: string; of: Some; names: ReadonlyMap<string, string> }) {
  const { title, of, names } = props;
  if (of.length === 0) return null;
  return (
    <section>
      <h2>
        {title} <span class="quiet">({of.length})</span>
      </h2>
      <ul class="lines">
        {of.map((each) => (
          <Line of={each} name={names.get(each.reward.personId) ?? 'Unknown person'} />
        ))}
      </ul>
    </section>
  );
}

function Line({ of: { reward, problem, isFirst }, name }: { of: WeighedReward; name: string }) {
  const { id, act, amount, currency, kind, proof, state } = reward;
  const isUnproved = proof === null && kind !== 'thanks';
  return (
    <li>
      <span class="lines-main">
        <bdi>{`${id}, for ${name}`}</bdi>
        <span class="quiet">
          <bdi>{act}</bdi>
        </span>
        {problem === null ? null : (
          <span class="quiet">
            <bdi>{problem.message}</bdi>
          </span>
        )}
        {problem === null && state === 'proposed' ? <span>{stillWords(reward)}</span> : null}
        {problem !== null || (!isFirst && !isUnproved) ? null : (
          <span class="row-badges">
            {isFirst ? <Badge tone="sea">First reward</Badge> : null}
            {isUnproved ? <Badge tone="warm">No proof</Badge> : null}
          </span>
        )}
      </span>
      <Money amount={amount} currency={currency} />
    </li>
  );
}
