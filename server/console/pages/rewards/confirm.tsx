import { holderWords } from '#server/console/pages/ledger/words.ts';
import { Heading } from '#server/console/parts/heading.tsx';
import { Money, moneyText } from '#server/console/parts/money.tsx';
import { counted } from '#server/console/parts/words.ts';
import type { Weighed } from '#server/workspace/rewards/weighing.ts';
import type { Asked } from './asked.ts';
import { totalsText } from './totals.ts';
import { REWARDS_PATH } from './words.ts';

export interface ConfirmData {
  asked: Asked;
  weighed: Weighed;
  names: ReadonlyMap<string, string>;
  chosen: readonly { id: string; revision: number }[];
  reason: string;
}

/** Asks once more before much is approved at one press, with what it comes to; what was selected stays so. */
export function ConfirmPage({ data }: { data: ConfirmData }) {
  const { asked, weighed, names, chosen, reason } = data;
  const { rewards, short } = weighed;
  const n = rewards.length;
  return (
    <>
      <nav class="crumbs" aria-label="Breadcrumb">
        <a href={REWARDS_PATH}>Rewards</a>
      </nav>
      <Heading
        title={`Approve ${counted(n, 'reward', 'rewards')}?`}
        lead={n === 0 ? 'None of them waits any more.' : `They come to ${totalsText(rewards)}.`}
      />
      <form class="card stack-tight" method="post" action={`${REWARDS_PATH}/decisions#results`}>
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
        <ul class="lines">
          {rewards.map(({ id, personId, act, amount, currency }) => (
            <li>
              <span class="lines-main">
                <bdi>{`${id}, for ${names.get(personId) ?? 'Unknown person'}`}</bdi>
                <span class="quiet">
                  <bdi>{act}</bdi>
                </span>
              </span>
              <Money amount={amount} currency={currency} />
            </li>
          ))}
        </ul>
        <div class="bulk-actions">
          <button class="button button-main" type="submit" name="decision" value="approve">
            Approve {n}: {totalsText(rewards)}
          </button>
          <button class="button" type="submit" name="decision" value="back">
            Go back
          </button>
        </div>
      </form>
    </>
  );
}
