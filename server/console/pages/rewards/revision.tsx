import { minorDigits } from '#core/reward/currency.ts';
import type { Reward } from '#core/reward/reward.ts';
import { actorWords } from '#server/console/parts/actor.ts';
import { Field, problemId, refusedBy, TextField, type Refused } from '#server/console/parts/field.tsx';
import { CurrencyField } from '#server/console/parts/currency.tsx';
import { currencyWords } from '#server/console/parts/money.tsx';
import { ProblemNotice } from '#server/console/parts/notice.tsx';
import { May } from '#server/console/parts/viewer.tsx';
import { REWARDS_PATH } from './words.ts';

/** Proposes a reward anew as it was asked for; whoever does counts as who proposed it. */
export function Revision({ reward, refused }: { reward: Reward; refused: Refused | null }) {
  const mine = refusedBy(refused, 'revision');
  const common = { form: 'revision', refused: mine, required: true };
  return (
    <section class="card" id="revision" aria-labelledby="revision-title">
      <h2 id="revision-title">A change was asked for</h2>
      <blockquote class="asked">
        <bdi>{reward.reason}</bdi>
        <footer class="under">
          <bdi>{actorWords(reward.decidedBy ?? '')}</bdi>
        </footer>
      </blockquote>
      <May any={['propose']}>
        <form class="stack-tight" method="post" action={`${REWARDS_PATH}/${reward.id}/revision#revision`}>
          {mine === null ? null : <ProblemNotice problem={mine.problem} id={problemId('revision')} urgent />}
          <Worth reward={reward} common={common} />
          <TextField
            {...common}
            name="act"
            label="For what they did"
            value={reward.act}
            rows={1}
            maxlength={200}
          />
          <TextField
            form="revision"
            refused={mine}
            name="proof"
            label="Proof"
            value={reward.proof ?? ''}
            maxlength={2000}
          />
          <p class="hint">
            Whoever changes it cannot approve it. Everybody who agreed before is asked again.
          </p>
          <div>
            <button class="button button-main" type="submit">
              Propose it again
            </button>
          </div>
        </form>
      </May>
    </section>
  );
}

interface Common {
  form: string;
  refused: Refused | null;
  required: boolean;
}

function Worth({ reward, common }: { reward: Reward; common: Common }) {
  const { kind, amount, currency } = reward;
  if (kind === 'thanks') return <input type="hidden" name="currency" value={currency} />;
  if (kind === 'points') {
    return (
      <>
        <input type="hidden" name="currency" value={currency} />
        <Field
          {...common}
          name="amount"
          label={`Amount in ${currencyWords(currency)}`}
          inputmode="numeric"
          value={String(amount)}
        />
      </>
    );
  }
  return (
    <div class="field-row">
      <Field {...common} name="amount" label="Amount" inputmode="decimal" value={typed(amount, currency)} />
      <CurrencyField {...common} name="currency" value={currency} of="money" />
    </div>
  );
}

/** Minor units as somebody would type them: `50.00`. */
function typed(amount: number, currency: string): string {
  const digits = minorDigits(currency);
  return (amount / 10 ** digits).toFixed(digits);
}
