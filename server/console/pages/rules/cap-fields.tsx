import { CAP_SCOPES, PERIODS, type CapScope, type Period } from '#core/reward/cap.ts';
import { Field, SelectField } from '#server/console/parts/field.tsx';
import { May } from '#server/console/parts/viewer.tsx';
import { fieldOf, type RuleData } from './fields.ts';

const SCOPE_WORDS: Record<CapScope, string> = {
  person: 'Each person',
  account: 'Each account',
  everyone: 'Everybody together',
};

const PERIOD_WORDS: Record<Period, string> = {
  day: 'a day',
  month: 'a month',
  quarter: 'a quarter',
  year: 'a year',
  all: 'ever',
};

/** When a rule proposes, and how often at most, one row each with a button for one more; an empty row is none. */
export function CapFields({ data }: { data: RuleData }) {
  return (
    <fieldset class="card stack-tight" id="limits">
      <legend>Limits</legend>
      <div class="two-fields">
        <Field
          {...fieldOf(data, 'holdDays')}
          label="Days to wait after the act"
          hint="It is proposed then, if the act was not taken back. 0: at once."
          inputmode="numeric"
          required
        />
      </div>
      <p class="quiet">
        At most so many rewards, or so much in all, in a calendar period (UTC). What is declined or runs out
        stops counting.
      </p>
      {Array.from({ length: data.rows }, (_, place) => (
        <CapRow data={data} place={place} />
      ))}
      <input type="hidden" name="caps.rows" value={String(data.rows)} />
      <May any={['govern']}>
        <div>
          <button class="button" type="submit" name="do" value="caps.add" formnovalidate>
            Add a limit
          </button>
        </div>
      </May>
    </fieldset>
  );
}

function CapRow({ data, place }: { data: RuleData; place: number }) {
  const name = (field: string) => `caps.${place}.${field}`;
  const chosen = (field: string) => data.values[name(field)] ?? '';
  return (
    <div class="thing-row" role="group" aria-label={`Limit ${place + 1}`}>
      <SelectField {...fieldOf(data, name('per'))} label="For">
        {CAP_SCOPES.map((scope) => (
          <option value={scope} selected={scope === chosen('per')}>
            {SCOPE_WORDS[scope]}
          </option>
        ))}
      </SelectField>
      <Field {...fieldOf(data, name('count'))} label="Rewards" inputmode="numeric" placeholder="Any number" />
      <Field
        {...fieldOf(data, name('amount'))}
        label="Amount in all"
        inputmode="decimal"
        placeholder="Any amount"
      />
      <SelectField {...fieldOf(data, name('period'))} label="In">
        {PERIODS.map((period) => (
          <option value={period} selected={period === (chosen('period') || 'month')}>
            {PERIOD_WORDS[period]}
          </option>
        ))}
      </SelectField>
    </div>
  );
}
