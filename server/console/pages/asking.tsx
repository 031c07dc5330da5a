import { ASK_KINDS, ASK_LABELS } from '#core/ask/ask.ts';
import { problemId, refusedBy, SelectField, TextField } from '#server/console/parts/field.tsx';
import { Gates, ReadinessBadge } from '#server/console/parts/gates.tsx';
import { ProblemNotice } from '#server/console/parts/notice.tsx';
import { Day, When } from '#server/console/parts/when.tsx';
import type { PersonData } from './person.tsx';
import { May } from '#server/console/parts/viewer.tsx';

/** Whether this person may be asked now, and what to do once somebody did. */
export function Asking({ data }: { data: PersonData }) {
  const { person, now } = data;
  return (
    <section class="card" id="ask" aria-labelledby="ask-title">
      <div class="card-head">
        <h2 id="ask-title">Asking</h2>
        <ReadinessBadge readiness={person.readiness} />
      </div>
      <Gates readiness={person.readiness} />
      <dl class="facts">
        <div>
          <dt>Last asked</dt>
          <dd>{person.lastAskedAt === null ? 'Never' : <When at={person.lastAskedAt} now={now} />}</dd>
        </div>
        <div>
          <dt>Next free date</dt>
          <dd>{nextFree(data)}</dd>
        </div>
      </dl>
      <AskForm data={data} />
    </section>
  );
}

/** When they are free is when the last gate is, where all that are closed open by themselves. */
function nextFree({ person }: PersonData) {
  if (person.status === 'do_not_ask') return 'Do not ask';
  const opening = person.readiness.closed.map(({ opensAt }) => opensAt);
  if (opening.length === 0) return 'Now';
  const known = opening.filter((at) => at !== null);
  return known.length < opening.length ? 'Once the gates are open' : <Day at={Math.max(...known)} />;
}

function AskForm({ data }: { data: PersonData }) {
  const { person, keys } = data;
  const refused = refusedBy(data.refused, 'ask');
  const common = { form: 'ask', refused };
  const chosen = refused?.values['kind'] ?? ASK_KINDS[0];
  return (
    <May any={['propose']}>
      <form class="stack-tight" method="post" action={`/console/advocates/${person.id}/asks#ask`}>
        {refused === null ? null : (
          <ProblemNotice problem={refused.problem} id={problemId(refused.form)} urgent />
        )}
        <input type="hidden" name="key" value={refused?.values['key'] ?? keys.ask} />
        <SelectField {...common} name="kind" label="Asked for">
          {ASK_KINDS.map((kind) => (
            <option value={kind} selected={kind === chosen}>
              {ASK_LABELS[kind]}
            </option>
          ))}
        </SelectField>
        <TextField
          {...common}
          name="note"
          label="Note (optional)"
          hint="They rest for 30 days from today."
          maxlength={500}
        />
        <button class="button" type="submit">
          Log an ask
        </button>
      </form>
    </May>
  );
}
