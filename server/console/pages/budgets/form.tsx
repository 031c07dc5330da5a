import { typedAmount } from '#server/console/parts/amount.ts';
import { Field, problemId, type Refused } from '#server/console/parts/field.tsx';
import type { BudgetsData } from './budgets.tsx';
import { ProblemNotice } from '#server/console/parts/notice.tsx';
import { BUDGETS_PATH, splitHolder } from './months.ts';

/** Sets how much a programme may spend in all, in a month or until it is used up. */
export function BudgetForm({ data, refused }: { data: BudgetsData; refused: Refused | null }) {
  const { programmes, edited } = data;
  const of = edited === null ? null : splitHolder(edited.holder);
  const currency = edited?.currency ?? 'USD';
  const common = { form: 'budget', refused };
  return (
    <section class="card" id="budget" aria-labelledby="budget-title">
      <h2 id="budget-title">Set a budget</h2>
      <form class="stack-tight" method="post" action={`${BUDGETS_PATH}#budget`}>
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
        <div>
          <button class="button button-main" type="submit">
            Set the budget
          </button>
        </div>
      </form>
    </section>
  );
}

function ProgrammeField(props: { form: string; refused: Refused | null; value: string; known: string[] }) {
  const { known, ...common } = props;
  return (
    <>
      <Field
        {...common}
        name="programme"
        label="Programme"
        list="budget-programmes"
        maxlength={40}
        required
      />
      <datalist id="budget-programmes">
        {known.map((programme) => (
          <option value={programme}></option>
        ))}
      </datalist>
    </>
  );
}
