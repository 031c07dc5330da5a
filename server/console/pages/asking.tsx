import { ASK_KINDS, ASK_LABELS } from '#core/ask/ask.ts';
import { Badge } from '#server/console/parts/badge.tsx';
import { Icon } from '#server/console/parts/icon.tsx';
import { problemId, refusedBy, SelectField, TextField } from '#server/console/parts/field.tsx';
import { ProblemNotice } from '#server/console/parts/notice.tsx';
import { Day, When } from '#server/console/parts/when.tsx';
import type { PersonData } from './person.tsx';

/** Whether this person may be asked now, and what to do once somebody did. */
export function Asking({ data }: { data: PersonData }) {
  const { person, now } = data;
  const { open, total, closed, passed } = person.readiness;
  return (
    <section class="card" id="ask" aria-labelledby="ask-title">
      <div class="card-head">
        <h2 id="ask-title">Asking</h2>
        <Badge tone={closed.length === 0 ? 'good' : 'warm'}>
          {closed.length === 0 ? 'Ready' : `${open} of ${total} gates open`}
        </Badge>
      </div>
      <ul class="gates" aria-label="Gates">
        {closed.map(({ name, message, clears }) => (
          <li class="gate-closed">
            <Icon name="gate" />
            <div>
              <strong>{name}</strong> <span class="visually-hidden">(closed)</span>
              <p>{message}</p>
              <p class="under">{clears}</p>
            </div>
          </li>
        ))}
        {passed.map(({ name }) => (
          <li class="gate-open">
            <Icon name="check" />
            <span>
              {name} <span class="visually-hidden">(open)</span>
            </span>
          </li>
        ))}
      </ul>
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
  );
}
