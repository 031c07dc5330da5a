import { CurrencyField } from '#server/console/parts/currency.tsx';
import { Field, SelectField } from '#server/console/parts/field.tsx';
import { Heading } from '#server/console/parts/heading.tsx';
import { RefusedNotice } from '#server/console/parts/refused-notice.tsx';
import { fieldOf, fieldWords, type ProgrammeData } from './fields.ts';
import { TierFields } from './tier-fields.tsx';
import { POINTS_PATH } from './words.ts';

/** The form for one programme of points. */
export function ProgrammePage({ data }: { data: ProgrammeData }) {
  const { programme, refused } = data;
  return (
    <>
      <nav class="crumbs" aria-label="Breadcrumb">
        <a href={POINTS_PATH}>Points</a>
      </nav>
      <Heading
        title={programme === null ? 'New programme' : <bdi>{programme.name}</bdi>}
        lead={
          programme === null
            ? 'How points are earned, how long they are kept, and what they cost.'
            : 'A change holds for points earned from now on: nobody’s points expire sooner because of it.'
        }
      />
      <form class="stack points-form" method="post" action={`${POINTS_PATH}/programme`}>
        <RefusedNotice refused={refused} words={fieldWords} />
        <Earning data={data} />
        <Keeping data={data} />
        <TierFields data={data} />
        <Cost data={data} />
        <div>
          <button class="button button-main" type="submit">
            {programme === null ? 'Make the programme' : 'Save the programme'}
          </button>
        </div>
      </form>
    </>
  );
}

function Earning({ data }: { data: ProgrammeData }) {
  return (
    <fieldset class="card stack-tight">
      <legend>Earning</legend>
      <div class="two-fields">
        <Field {...fieldOf(data, 'name')} label="Name" placeholder="Stars" maxlength={80} required />
        {data.programme === null ? (
          <Field
            {...fieldOf(data, 'id')}
            label="Id"
            hint="In the books and the API; it stays. Small letters and digits."
            placeholder="stars"
            maxlength={40}
            required
          />
        ) : (
          <>
            <input type="hidden" name="id" value={data.programme.id} />
            <input type="hidden" name="known" value="yes" />
          </>
        )}
        <Field
          {...fieldOf(data, 'dayCap')}
          label="Most points a day (optional)"
          hint="For each person, in UTC."
          inputmode="numeric"
          placeholder="No limit"
        />
        <Field
          {...fieldOf(data, 'monthCap')}
          label="Most points a month (optional)"
          inputmode="numeric"
          placeholder="No limit"
        />
      </div>
    </fieldset>
  );
}

const EXPIRY_CHOICES = [
  ['none', 'Never'],
  ['fixed', 'Days after earned'],
  ['inactivity', 'Days without activity'],
] as const;

function Keeping({ data }: { data: ProgrammeData }) {
  return (
    <fieldset class="card stack-tight">
      <legend>Keeping</legend>
      <div class="two-fields">
        <SelectField {...fieldOf(data, 'expiry.kind')} label="Points expire">
          {EXPIRY_CHOICES.map(([kind, label]) => (
            <option value={kind} selected={kind === data.values['expiry.kind']}>
              {label}
            </option>
          ))}
        </SelectField>
        <Field
          {...fieldOf(data, 'expiry.days')}
          label="After how many days"
          hint="Earning and spending are activity. Not asked where they never expire."
          inputmode="numeric"
        />
        <Field
          {...fieldOf(data, 'holdDays')}
          label="Days before they can be spent"
          hint="Time to find out that they should not have been given. 0: at once."
          inputmode="numeric"
          required
        />
      </div>
    </fieldset>
  );
}

function Cost({ data }: { data: ProgrammeData }) {
  return (
    <fieldset class="card stack-tight">
      <legend>Cost</legend>
      <div class="points-cost">
        <Field {...fieldOf(data, 'cost.points')} label="Points" inputmode="numeric" required />
        <Field {...fieldOf(data, 'cost.amount')} label="Their cost" inputmode="decimal" required />
        <CurrencyField {...fieldOf(data, 'cost.currency')} of="money" required />
        <Field
          {...fieldOf(data, 'redemptionRate')}
          label="Spent, % (optional)"
          hint="The share of points that will be spent. None: as was seen so far."
          inputmode="decimal"
        />
      </div>
    </fieldset>
  );
}
