import { actorWords } from '#server/console/parts/actor.ts';
import { Badge } from '#server/console/parts/badge.tsx';
import { Field, problemId, refusedBy, TextField, type Refused } from '#server/console/parts/field.tsx';
import { ProblemNotice } from '#server/console/parts/notice.tsx';
import { Day } from '#server/console/parts/when.tsx';
import type { HoldView } from '#server/workspace/gates/holds.ts';
import type { PersonData } from './person.tsx';
import { May } from '#server/console/parts/viewer.tsx';

/** The legal holds a person is under, and the way to put them on one or lift it. */
export function Holding({ data }: { data: PersonData }) {
  const { person, holds } = data;
  const own = holds.find(({ kind }) => kind === 'person');
  const path = `/console/advocates/${person.id}/hold`;
  return (
    <section class="card" id="hold" aria-labelledby="hold-title">
      <div class="card-head">
        <h2 id="hold-title">Legal hold</h2>
        {holds.length === 0 ? null : <Badge tone="bad">On hold</Badge>}
      </div>
      {holds.length === 0 ? (
        <p class="quiet">While a hold stands nobody may ask them, and their CRM records say so.</p>
      ) : (
        <ul class="stack-tight">
          {holds.map((hold) => (
            <li>
              <HoldFacts hold={hold} />
            </li>
          ))}
        </ul>
      )}
      {own === undefined ? (
        <HoldForm path={`${path}#hold`} refused={refusedBy(data.refused, 'hold')} now={data.now} />
      ) : (
        <LiftForm path={`${path}/lift#hold`} form="lift" refused={refusedBy(data.refused, 'lift')} />
      )}
    </section>
  );
}

/** Whom a hold bars, why, who said so and until when. */
export function HoldFacts({ hold }: { hold: HoldView }) {
  return (
    <>
      <bdi>{hold.kind === 'person' ? hold.reason : `${hold.name}: ${hold.reason}`}</bdi>
      <span class="under">
        by <bdi>{actorWords(hold.by)}</bdi> on <Day at={hold.at} />,{' '}
        {hold.until === null ? (
          'until it is lifted'
        ) : (
          <>
            until <Day at={hold.until} />
          </>
        )}
      </span>
    </>
  );
}

/** Places a hold on whoever `path` names. */
export function HoldForm({ path, refused, now }: { path: string; refused: Refused | null; now: number }) {
  const common = { form: 'hold', refused };
  return (
    <May any={['configure']}>
      <details class="confirm" open={refused !== null}>
        <summary class="button button-quiet">Place on legal hold</summary>
        <form class="stack-tight" method="post" action={path}>
          {refused === null ? null : (
            <ProblemNotice problem={refused.problem} id={problemId(refused.form)} urgent />
          )}
          <TextField
            {...common}
            name="reason"
            label="Reason"
            hint="For admins alone; no card shows it."
            maxlength={500}
            required
          />
          <Field
            {...common}
            name="until"
            label="Until (optional)"
            hint="It ends as that day begins, in UTC. Without one it stays until it is lifted."
            type="date"
            min={new Date(now + 86_400_000).toISOString().slice(0, 10)}
          />
          <button class="button button-bad" type="submit">
            Place on hold
          </button>
        </form>
      </details>
    </May>
  );
}

interface LiftProps {
  path: string;
  form: string;
  refused: Refused | null;
  /** Fields that say which hold is meant, where the path does not. */
  hidden?: Record<string, string>;
  /** Whose hold it is, for whoever cannot see where the button stands. */
  whose?: string;
}

/** Lifts a hold, once it is said why. */
export function LiftForm({ path, form, refused, hidden = {}, whose }: LiftProps) {
  return (
    <May any={['configure']}>
      <details class={whose === undefined ? 'confirm' : 'confirm confirm-end'} open={refused !== null}>
        <summary class="button button-quiet button-small">
          {whose === undefined ? (
            'Lift the hold'
          ) : (
            <>
              Lift<span class="visually-hidden"> the hold of {whose}</span>
            </>
          )}
        </summary>
        <form class="stack-tight" method="post" action={path}>
          {refused === null ? null : (
            <ProblemNotice problem={refused.problem} id={problemId(refused.form)} urgent />
          )}
          {Object.entries(hidden).map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          <Field form={form} refused={refused} name="reason" label="Why it ends" maxlength={500} required />
          <button class="button" type="submit">
            Lift the hold
          </button>
        </form>
      </details>
    </May>
  );
}
