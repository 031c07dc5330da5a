import { Field, problemId, TextField, type Refused } from '#server/console/parts/field.tsx';
import { FieldProblem } from '#server/console/parts/boxes.tsx';
import { Heading } from '#server/console/parts/heading.tsx';
import { ProblemNotice } from '#server/console/parts/notice.tsx';
import { May } from '#server/console/parts/viewer.tsx';
import { TAX_PATH } from './search.ts';

export const LIMITS_PATH = `${TAX_PATH}/limits`;

export interface LimitsData {
  values: Record<string, string>;
  /** How many dated values there is room for, of each. */
  rows: { us_1099_threshold: number; disclosure_text: number };
  refused: Refused | null;
}

/** The limits of the law, each from a day on. */
export function LimitsPage({ data }: { data: LimitsData }) {
  const { refused, rows } = data;
  return (
    <>
      <May any={['manage_money']}>
        <nav class="crumbs" aria-label="Breadcrumb">
          <a href={TAX_PATH}>Tax register</a>
        </nav>
      </May>
      <Heading
        title="Tax settings"
        lead="Each value holds from its day (UTC) until the next one. A whole year counts under the value of its 1 January."
      />
      <form class="stack thing-form" method="post" action={LIMITS_PATH}>
        {refused === null ? null : (
          <ProblemNotice problem={refused.problem} id={problemId(refused.form)} urgent />
        )}
        <fieldset class="card stack-tight">
          <legend>US form 1099</legend>
          <p class="quiet">
            From how many dollars of cash, gift cards and goods a year the form is due. $600 up to and
            including 2025, $2,000 from 2026 on.
          </p>
          {Array.from({ length: rows.us_1099_threshold }, (_, place) => (
            <Dated data={data} name="us_1099_threshold" place={place} />
          ))}
        </fieldset>
        <fieldset class="card stack-tight">
          <legend>Disclosure</legend>
          <p class="quiet">
            What somebody says beside a public act they were rewarded for, unless the item has words of its
            own (16 CFR 255.5). Since 21 October 2024, 16 CFR 465 also forbids paying for a sentiment.
          </p>
          {Array.from({ length: rows.disclosure_text }, (_, place) => (
            <Dated data={data} name="disclosure_text" place={place} />
          ))}
        </fieldset>
        <May any={['manage_money']}>
          <div>
            <button class="button button-main" type="submit">
              Save the settings
            </button>
          </div>
        </May>
      </form>
    </>
  );
}

function Dated(props: { data: LimitsData; name: keyof LimitsData['rows']; place: number }) {
  const { data, name, place } = props;
  const of = (part: string) => {
    const field = `${name}.${place}.${part}`;
    return { form: 'limits', refused: data.refused, name: field, value: data.values[field] ?? '' };
  };
  const isKept = data.values[`${name}.${place}.kept`] === 'yes';
  return (
    <div class="two-fields" role="group" aria-label={`Value ${place + 1}`}>
      {isKept ? <input type="hidden" name={`${name}.${place}.kept`} value="yes" /> : null}
      <div>
        <Field {...of('from')} label="From" type="date" />
        <FieldProblem name={`${name}.${place}.from`} refused={data.refused} />
      </div>
      <div>
        {name === 'us_1099_threshold' ? (
          <Field {...of('value')} label="US dollars" inputmode="decimal" />
        ) : (
          <TextField {...of('value')} label="Words" maxlength={300} />
        )}
        <FieldProblem name={`${name}.${place}.value`} refused={data.refused} />
      </div>
      {isKept && place > 0 ? (
        <div class="boxes">
          <label>
            <input
              type="checkbox"
              name={`${name}.${place}.drop`}
              value="on"
              checked={data.values[`${name}.${place}.drop`] === 'on'}
            />
            Remove this value
          </label>
        </div>
      ) : null}
    </div>
  );
}
