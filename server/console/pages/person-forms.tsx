import { REWARDED } from '#core/reward/check-rules.ts';
import { PILLARS, SIGNAL_TYPES, SIGNALS } from '#core/signal/catalogue.ts';
import { FieldProblem } from '#server/console/parts/boxes.tsx';
import { CurrencyField } from '#server/console/parts/currency.tsx';
import {
  Field,
  problemId,
  refusedBy,
  SelectField,
  TextField,
  type Refused,
} from '#server/console/parts/field.tsx';
import { moneyText } from '#server/console/parts/money.tsx';
import { ProblemNotice } from '#server/console/parts/notice.tsx';
import { PILLAR_WORDS } from '#server/console/parts/words.ts';
import type { PersonData } from './person.tsx';

/** Proposes a reward; a colleague decides it. */
export function RewardForm({ data }: { data: PersonData }) {
  const { person, keys } = data;
  const refused = refusedBy(data.refused, 'reward');
  const common = { form: 'reward', refused };
  return (
    <section class="card" id="reward" aria-labelledby="reward-title">
      <h2 id="reward-title">Propose a reward</h2>
      <p class="quiet">Somebody else decides, here or in Slack. Never tie it to how kind the words are.</p>
      <form
        class="stack-tight reward-form"
        method="post"
        action={`/console/advocates/${person.id}/rewards#reward`}
      >
        {refused === null ? null : (
          <ProblemNotice problem={refused.problem} id={problemId(refused.form)} urgent />
        )}
        <input type="hidden" name="key" value={refused?.values['key'] ?? keys.reward} />
        <RewardItem data={data} refused={refused} />
        <div>
          <Field
            {...common}
            name="act"
            label="For what they did"
            placeholder="Reference call"
            list="reward-acts"
            maxlength={200}
            required
          />
          <FieldProblem name="act" refused={refused} />
        </div>
        <datalist id="reward-acts">
          {REWARDED.map((type) => (
            <option value={SIGNALS[type].label} />
          ))}
        </datalist>
        <TextField
          {...common}
          name="proof"
          label="Proof (optional)"
          hint="A link or a sentence that shows it."
          maxlength={2000}
        />
        <button class="button button-main" type="submit">
          Propose the reward
        </button>
      </form>
    </section>
  );
}

/** An item of the catalogue or an amount, and the programme it is given in. */
function RewardItem({ data, refused }: { data: PersonData; refused: Refused | null }) {
  const { items, programmes, currency } = data;
  const common = { form: 'reward', refused };
  const item = refused?.values['item'] ?? '';
  const programme = refused?.values['programme'] ?? programmes[0];
  return (
    <>
      <div>
        <SelectField {...common} name="item" label="What they get">
          <option value="">An amount of money</option>
          {items.map((each) => (
            <option value={each.id} selected={each.id === item}>
              {`${each.name} (${moneyText(each.price, each.currency)})`}
            </option>
          ))}
        </SelectField>
        <FieldProblem name="item" refused={refused} />
      </div>
      <div class="reward-worth">
        <div class="field-row">
          <Field {...common} name="amount" label="Amount" inputmode="decimal" placeholder="50.00" />
          <CurrencyField {...common} name="currency" value={currency} of="money" />
        </div>
        <FieldProblem name="amount" refused={refused} />
        <FieldProblem name="currency" refused={refused} />
      </div>
      <div>
        <SelectField {...common} name="programme" label="Programme">
          {programmes.map((each) => (
            <option value={each} selected={each === programme}>
              {each}
            </option>
          ))}
        </SelectField>
        <FieldProblem name="programme" refused={refused} />
      </div>
    </>
  );
}

/** Records something the CRM does not know. */
export function SignalForm({ data }: { data: PersonData }) {
  const { person, keys, now } = data;
  const refused = refusedBy(data.refused, 'signal');
  const common = { form: 'signal', refused };
  const today = new Date(now).toISOString().slice(0, 10);
  const chosen = refused?.values['type'] ?? 'reference_call';
  return (
    <section class="card" id="signal" aria-labelledby="signal-title">
      <h2 id="signal-title">Log a signal</h2>
      <p class="quiet">For what happened outside the CRM. The score changes at once.</p>
      <form class="stack-tight" method="post" action={`/console/advocates/${person.id}/signals#signal`}>
        {refused === null ? null : (
          <ProblemNotice problem={refused.problem} id={problemId(refused.form)} urgent />
        )}
        <input type="hidden" name="key" value={refused?.values['key'] ?? keys.signal} />
        <SelectField {...common} name="type" label="What happened">
          {PILLARS.map((pillar) => (
            <optgroup label={PILLAR_WORDS[pillar]}>
              {SIGNAL_TYPES.filter((type) => SIGNALS[type].pillar === pillar).map((type) => (
                <option value={type} selected={type === chosen}>
                  {SIGNALS[type].label}
                </option>
              ))}
            </optgroup>
          ))}
        </SelectField>
        <div class="field-row">
          <Field {...common} name="occurredAt" label="Day" type="date" value={today} max={today} required />
          <Field {...common} name="value" label="Value" inputmode="decimal" placeholder="None" />
        </div>
        <p class="hint">Only answers and ratings need a value: NPS 0 to 10, CSAT 0 to 5, usage 0 to 100.</p>
        <Field {...common} name="source" label="Where it can be seen (optional)" maxlength={2000} />
        <button class="button" type="submit">
          Log the signal
        </button>
      </form>
    </section>
  );
}
