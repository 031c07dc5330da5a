import { guessColumns } from '#core/import/guess.ts';
import { IMPORT_FIELDS, type ImportField, type ImportMapping } from '#core/import/mapping.ts';
import { dayOrderOf } from '#core/import/profile.ts';
import { SIGNAL_TYPES, SIGNALS } from '#core/signal/catalogue.ts';
import { Field, problemId, SelectField, type Refused } from '#server/console/parts/field.tsx';
import { FIELD_WORDS } from '#server/console/parts/import-words.ts';
import { ProblemNotice } from '#server/console/parts/notice.tsx';
import type { ImportStatus } from '#server/workspace/imports/import.ts';
import { May } from '#server/console/parts/viewer.tsx';

const FORM = 'mapping';

/** What each column means, with a guess where the header tells; sending it has the file checked. */
export function MappingForm({ file, refused }: { file: ImportStatus; refused: Refused | null }) {
  const chosen = refused?.values ?? valuesOf(file);
  const common = { form: FORM, refused };
  return (
    <May any={['configure']}>
      <form class="stack-tight" method="post" action={`/console/imports/${file.id}/dry-run`}>
        {refused === null ? null : <ProblemNotice problem={refused.problem} id={problemId(FORM)} urgent />}
        <fieldset class="mapping">
          <legend>Who, what and when</legend>
          {IMPORT_FIELDS.map((field) => (
            <>
              <SelectField {...common} name={field} {...FIELD_WORDS[field]}>
                <option value="">Not in the file</option>
                {file.columns.map(({ name, samples }, at) => (
                  <option value={String(at)} selected={chosen[field] === String(at)}>
                    {optionOf(name, samples, at)}
                  </option>
                ))}
              </SelectField>
              {field === 'type' ? <AllType chosen={chosen['allType']} refused={refused} /> : null}
            </>
          ))}
        </fieldset>
        <HowRead file={file} chosen={chosen} refused={refused} />
        <button class={file.state === 'checked' ? 'button' : 'button button-main'} type="submit">
          {file.state === 'checked' ? 'Check the file again' : 'Check the file'}
        </button>
      </form>
    </May>
  );
}

function AllType({ chosen, refused }: { chosen: string | undefined; refused: Refused | null }) {
  return (
    <SelectField
      form={FORM}
      refused={refused}
      name="allType"
      label="Type of all rows"
      hint="Where no column names it."
    >
      <option value="">Each row says</option>
      {SIGNAL_TYPES.map((type) => (
        <option value={type} selected={chosen === type}>
          {SIGNALS[type].label}
        </option>
      ))}
    </SelectField>
  );
}

function HowRead(props: { file: ImportStatus; chosen: Record<string, string>; refused: Refused | null }) {
  const { file, chosen, refused } = props;
  const common = { form: FORM, refused };
  const select = (name: string, label: string, hint: string, options: [value: string, words: string][]) => (
    <SelectField {...common} name={name} label={label} hint={hint}>
      {options.map(([value, words]) => (
        <option value={value} selected={(chosen[name] ?? '') === value}>
          {words}
        </option>
      ))}
    </SelectField>
  );
  return (
    <fieldset class="mapping">
      <legend>How it is written</legend>
      {select('dates', 'Dates such as 03/04/2024', datesHint(file), [
        ['', 'As the column tells'],
        ['day_first', 'Day first: 3 April'],
        ['month_first', 'Month first: March 4'],
      ])}
      {select('decimals', 'Numbers such as 1.234', 'Asked only where the column does not tell.', [
        ['', 'As the column tells'],
        ['dot', 'Decimals after a dot'],
        ['comma', 'Decimals after a comma'],
      ])}
      <Field
        {...common}
        name="zone"
        label="Time zone"
        hint="Of times that name none, such as Europe/Berlin."
        value={chosen['zone'] ?? 'UTC'}
        required
        maxlength={60}
      />
      {select('unknown', 'Rows about nobody known', 'Nobody is created here: people come from the CRM.', [
        ['refuse', 'List them as errors'],
        ['skip', 'Leave them out'],
      ])}
    </fieldset>
  );
}

/** A mapping as the fields of the form. */
function valuesOf(file: ImportStatus): Record<string, string> {
  const mapping: Pick<ImportMapping, 'columns'> & Partial<ImportMapping> = file.mapping ?? {
    columns: guessColumns(file.columns),
  };
  const columns = Object.entries(mapping.columns).map(([field, at]) => [field, String(at ?? '')]);
  return {
    ...(Object.fromEntries(columns) as Partial<Record<ImportField, string>>),
    allType: mapping.type ?? '',
    dates: mapping.dates ?? '',
    decimals: mapping.decimals ?? '',
    zone: mapping.zone ?? 'UTC',
    unknown: mapping.unknown ?? 'refuse',
  };
}

function optionOf(name: string, samples: string[], at: number): string {
  const title = name === '' ? `Column ${at + 1}` : name;
  const sample = samples[0]?.slice(0, 24);
  return sample === undefined ? title : `${title} (${sample})`;
}

function datesHint({ columns }: ImportStatus): string {
  const unclear = columns.filter((column) => dayOrderOf(column).asks !== null).map(({ name }) => name);
  return unclear.length === 0
    ? 'Asked only where the column does not tell.'
    : `Please say: ${unclear.slice(0, 3).join(', ')} could be read both ways.`;
}
