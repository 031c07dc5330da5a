import { PILLARS, SIGNAL_TYPES, SIGNALS } from '#core/signal/catalogue.ts';
import { Field, problemId, refusedBy, SelectField, TextField } from '#server/console/parts/field.tsx';
import { ProblemNotice } from '#server/console/parts/notice.tsx';
import { PILLAR_WORDS } from '#server/console/parts/words.ts';
import type { PersonData } from './person.tsx';

/** Proposes a reward; a colleague decides it. */
export function RewardForm({ data }: { data: PersonData }) {
  const { person, keys, currency } = data;
  const refused = refusedBy(data.refused, 'reward');
  const common = { form: 'reward', refused };
  return (
    <section class="card" id="reward" aria-labelledby="reward-title">
      <h2 id="reward-title">Propose a reward</h2>
      <p class="quiet">Somebody else decides, here or in Slack. Never tie it to how kind the words are.</p>
      <form class="stack-tight" method="post" action={`/console/advocates/${person.id}/rewards#reward`}>
        {refused === null ? null : (
          <ProblemNotice problem={refused.problem} id={problemId(refused.form)} urgent />
        )}
        <input type="hidden" name="key" value={refused?.values['key'] ?? keys.reward} />
        <div class="field-row">
          <Field {...common} name="amount" label="Amount" inputmode="decimal" placeholder="50.00" required />
          <Field
            {...common}
            name="currency"
            label="Currency"
            value={currency}
            maxlength={3}
            size={4}
            required
          />
        </div>
        <Field
          {...common}
          name="act"
          label="For what they did"
          placeholder="Reference call"
          maxlength={200}
          required
        />
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
