import { formatDay } from '#server/console/parts/ago.ts';
import { Field, refusedBy, SelectField, TextField } from '#server/console/parts/field.tsx';
import { RefusedNotice } from '#server/console/parts/refused-notice.tsx';
import { formatNumber } from '#server/console/parts/words.ts';
import type { SheetData } from './sheet.tsx';
import { pointsWords, sheetHref } from './words.ts';

const FIELDS: Record<string, string> = { points: 'How many', reason: 'What for', lot: 'Which points' };

/** The three things that can be done to somebody's points by hand; each asks once more before it is done. */
export function ActForms({ data }: { data: SheetData }) {
  const { held, revocable } = data.sheet;
  // What was typed is shown again, whatever became of the points meanwhile.
  const isTyped = (kind: string) => data.typed?.form === kind;
  const available = held?.available ?? 0;
  return (
    <section class="card" id="by-hand" aria-labelledby="by-hand-title">
      <h2 id="by-hand-title">By hand</h2>
      <p class="quiet">You are asked once more before anything moves. It is kept in the audit trail.</p>
      <div class="points-acts">
        <ActForm data={data} kind="earn" title="Give points" hint="Their tier and the limits count." />
        {available === 0 && !isTyped('spend') ? null : (
          <ActForm
            data={data}
            kind="spend"
            title="Spend points"
            hint={`They have ${formatNumber(available)} to spend.`}
          />
        )}
        {revocable.length === 0 && !isTyped('claw_back') ? null : (
          <ActForm data={data} kind="claw_back" title="Take points back" hint="None: all that can be." />
        )}
      </div>
    </section>
  );
}

interface ActProps {
  data: SheetData;
  kind: 'earn' | 'spend' | 'claw_back';
  title: string;
  hint: string;
}

function ActForm({ data, kind, title, hint }: ActProps) {
  const { sheet, refused, keys, typed } = data;
  const mine = refusedBy(refused, kind);
  const values = typed?.form === kind ? typed.values : {};
  const field = (name: string) => ({
    form: kind,
    name,
    refused: mine,
    value: values[name] ?? '',
    told: true,
  });
  return (
    <details class="confirm" open={typed?.form === kind}>
      <summary class="button">{title}</summary>
      <form
        class="stack-tight"
        method="post"
        action={`${sheetHref(sheet.programme.id, sheet.person.id)}#by-hand`}
      >
        <RefusedNotice refused={mine} words={(name) => FIELDS[name] ?? 'The form'} />
        <input type="hidden" name="act" value={kind} />
        <input type="hidden" name="key" value={keys[kind] ?? ''} />
        {kind === 'claw_back' ? <Lots data={data} field={field('lot')} /> : null}
        <Field
          {...field('points')}
          label={kind === 'claw_back' ? 'How many (optional)' : 'How many'}
          hint={hint}
          inputmode="numeric"
          maxlength={20}
          required={kind !== 'claw_back'}
        />
        <TextField
          {...field('reason')}
          label={kind === 'claw_back' ? 'Why?' : 'What for?'}
          hint="At most 200 characters."
          maxlength={200}
          required
        />
        <button class={`button ${kind === 'claw_back' ? 'button-bad' : 'button-main'}`} type="submit">
          Go on
        </button>
      </form>
    </details>
  );
}

function Lots({
  data,
  field,
}: {
  data: SheetData;
  field: { form: string; name: string; refused: SheetData['refused']; value: string; told: boolean };
}) {
  return (
    <SelectField {...field} label="Which points" hint="Those that should never have been earned.">
      {data.sheet.revocable.map(({ lot, act, earnedAt, most }) => (
        <option value={lot} selected={lot === field.value}>
          {`${pointsWords(most)} for ${act}, ${formatDay(earnedAt)}`}
        </option>
      ))}
    </SelectField>
  );
}
