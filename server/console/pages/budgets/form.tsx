import { Field, problemId, type Refused } from '#server/console/parts/field.tsx';
import { ProblemNotice } from '#server/console/parts/notice.tsx';
import { BUDGETS_PATH } from './months.ts';

/** Sets how much a programme may spend in all, in a month or until it is used up. */
export function BudgetForm({ month, refused }: { month: string; refused: Refused | null }) {
  const common = { form: 'budget', refused };
  return (
    <section class="card" id="budget" aria-labelledby="budget-title">
      <h2 id="budget-title">Set a budget</h2>
      <form class="stack-tight" method="post" action={`${BUDGETS_PATH}#budget`}>
        {refused === null ? null : (
          <ProblemNotice problem={refused.problem} id={problemId('budget')} urgent />
        )}
        <Field {...common} name="programme" label="Programme" value="general" maxlength={40} required />
        <Field
          {...common}
          name="month"
          label="Month"
          value=""
          placeholder={month}
          hint="Left empty, it stands until it is used up."
          maxlength={7}
        />
        <div class="field-row">
          <Field
            {...common}
            name="amount"
            label="Budget in all"
            inputmode="decimal"
            placeholder="1,000"
            required
          />
          <Field {...common} name="currency" label="Currency" value="USD" maxlength={3} size={4} required />
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
