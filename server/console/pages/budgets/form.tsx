import { typedAmount } from '#server/console/parts/amount.ts';
import { CurrencyField } from '#server/console/parts/currency.tsx';
import { Field, problemId, SelectField, type Refused } from '#server/console/parts/field.tsx';
import type { BudgetsData } from './budgets.tsx';
import { ProblemNotice } from '#server/console/parts/notice.tsx';
import { BUDGETS_PATH, splitHolder } from './months.ts';

/** Sets how much a programme may spend in all, in a month or until it is used up. */
export function BudgetForm({ data, refused }: { data: BudgetsData; refused: Refused | null }) {
  const { programmes, edited } = data;
  const of = edited === null ? null : splitHolder(edited.holder);
  const currency = edited?.currency ?? data.currency;
  const common = { form: 'budget', refused };
  return (
    <section class="card" id="budget" aria-labelledby="budget-title">
      <h2 id="budget-title">Set a budget</h2>
      <form class="stack-tight budget-form" method="post" action={`${BUDGETS_PATH}#budget`}>
        {refused === null ? null : (
          <ProblemNotice problem={refused.problem} id={problemId('budget')} urgent />
        )}
        <ProgrammeField {...common} value={of?.programme ?? 'general'} known={programmes} />
        <Field
          {...common}
          name="month"
          label="Month"
          type="month"
          value={of?.month ?? ''}
          placeholder={data.month}
          min={data.month}
          hint="Left empty, it stands until it is used up."
          maxlength={7}
        />
        <div class="field-row">
          <Field
            {...common}
            name="amount"
            label="Budget in all"
            value={edited === null ? '' : typedAmount(edited.amount, currency)}
            inputmode="decimal"
            placeholder="1,000"
            required
          />
          <CurrencyField {...common} name="currency" value={currency} of="money" required />
        </div>
        <div>
          <button class="button button-main" type="submit">
            Set the budget
          </button>
        </div>
      </form>
    </section>
  );
}

/** What is sent where no known programme is chosen; no programme is called so. */
export const NEW_PROGRAMME = '+new';

/** A programme that is known, or a new one that is named. */
function ProgrammeField(props: { form: string; refused: Refused | null; value: string; known: string[] }) {
  const { known, value, ...common } = props;
  const now = common.refused?.values['programme'] ?? value;
  return (
    <>
      <SelectField {...common} name="programme" label="Programme">
        {known.map((programme) => (
          <option value={programme} selected={programme === now}>
            {programme}
          </option>
        ))}
        <option value={NEW_PROGRAMME} selected={now === NEW_PROGRAMME}>
          A new programme
        </option>
      </SelectField>
      <div class="new-programme">
        <Field
          {...common}
          name="newProgramme"
          label="Name of the new programme"
          hint="Small letters, digits, - and _. People choose it where they propose."
          maxlength={40}
        />
      </div>
    </>
  );
}
