import { Field, SelectField } from '#server/console/parts/field.tsx';
import { fieldOf, type ProgrammeData } from './fields.ts';

/** The tiers of a programme, one row each with rows to spare; a row without a name is none. */
export function TierFields({ data }: { data: ProgrammeData }) {
  return (
    <fieldset class="card stack-tight">
      <legend>Tiers</legend>
      <p class="quiet">
        Lowest first. The first is where everybody begins, from 0 points. A tier is reached at once by the
        points of 12 months, lasts as long, and is kept by earning them again. Leave a name empty to have one
        less.
      </p>
      {Array.from({ length: data.rows }, (_, place) => (
        <TierRow data={data} place={place} />
      ))}
      <div class="two-fields">
        <Field
          {...fieldOf(data, 'noticeDays')}
          label="Days of notice before a tier is lost"
          inputmode="numeric"
          required
        />
      </div>
    </fieldset>
  );
}

function TierRow({ data, place }: { data: ProgrammeData; place: number }) {
  const of = (name: string) => fieldOf(data, `tiers.${place}.${name}`);
  const keeps = data.values[`tiers.${place}.neverExpires`] === 'yes';
  return (
    <div class="points-tier" role="group" aria-label={`Tier ${place + 1}`}>
      <input type="hidden" name={`tiers.${place}.id`} value={data.values[`tiers.${place}.id`] ?? ''} />
      <Field {...of('name')} label="Name" maxlength={80} />
      <Field {...of('qualify')} label="From points" inputmode="numeric" />
      <Field {...of('multiplier')} label="Earns" placeholder="1.2×" inputmode="decimal" />
      <SelectField {...of('neverExpires')} label="Its points">
        <option value="no" selected={!keeps}>
          expire
        </option>
        <option value="yes" selected={keeps}>
          never expire
        </option>
      </SelectField>
    </div>
  );
}
